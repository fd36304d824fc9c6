"""A folder of CSV (RFC 4180): a file per table, with a header.

Texts stand in quotes, so that an empty text differs from null, which is nothing at all.
A spreadsheet takes a text that begins with ``=``, ``+``, ``-``, ``@`` (or their wide forms),
a tab or a line end for a formula, and devices' texts come from anywhere: such a text gets an
apostrophe in front. So does one that begins with an apostrophe, so that taking the first
apostrophe of a text away always gives what was there. Numbers stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.export.tables.arrow import arrow
from netassay.optional import needed
from netassay.sinks.text_files import TextFiles
from netassay.sinks.text_values import with_text_values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    import pyarrow as pa

__all__ = ["csv_files", "write_csv"]

#: Bytes of a row with a reject of the longest line, as base64.
_LONGEST_ROW: Final = 1 << 27

#: What makes a text a formula, and the apostrophe that says it is none.
_FORMULA: Final = r"^[=+\-@\t\r\n'\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}]"


def csv_files() -> TextFiles:
    """Return the files of CSV."""
    return TextFiles("csv", write_csv, _ids_in)


def _ids_in(path: Path) -> Iterator[list[str]]:
    """Give the ids of the rows in a file, some at a time."""
    csv = needed("pyarrow.csv", "arrow")
    options = {
        "read_options": csv.ReadOptions(block_size=_LONGEST_ROW),
        "parse_options": csv.ParseOptions(newlines_in_values=True),
        "convert_options": csv.ConvertOptions(
            include_columns=["id"], column_types={"id": arrow().string()}
        ),
    }
    with path.open("rb") as file, csv.open_csv(file, **options) as reader:
        for batch in reader:
            yield batch.column("id").to_pylist()


def write_csv(table: pa.Table, file: BinaryIO, first: bool = True) -> None:  # noqa: FBT001, FBT002 - as writers have it
    """Write a table, with a header if it is the first of a file."""
    table = with_text_values(table)
    for at, field in enumerate(table.schema):
        if arrow().types.is_string(field.type):
            table = table.set_column(at, field.name, _without_formulas(table.column(at)))
    csv = needed("pyarrow.csv", "arrow")
    csv.write_csv(table, file, csv.WriteOptions(include_header=first))


def _without_formulas(column: pa.ChunkedArray) -> pa.ChunkedArray:
    pc = needed("pyarrow.compute", "arrow")
    dangerous = pc.match_substring_regex(column, _FORMULA)
    if not pc.any(dangerous).as_py():
        return column
    return pc.if_else(dangerous, pc.binary_join_element_wise("'", column, ""), column)

"""A folder of NDJSON: a file per table, an object per row, with all of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from netassay.sinks.text_files import TextFiles
from netassay.sinks.text_values import with_text_values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    import pyarrow as pa

__all__ = ["ndjson_files", "write_ndjson"]

_lines: Final = msgspec.json.Encoder().encode_lines
#: Rows that are objects of Python at once.
_AT_ONCE: Final = 1000


def ndjson_files() -> TextFiles:
    """Return the files of NDJSON."""
    return TextFiles("ndjson", write_ndjson, _ids_in)


class _Row(msgspec.Struct):
    """What is read of a row."""

    id: str


_decode: Final = msgspec.json.Decoder(_Row).decode


def _ids_in(path: Path) -> Iterator[list[str]]:
    """Give the ids of the rows in a file, one at a time."""
    with path.open("rb") as file:
        for line in file:
            yield [_decode(line).id]


def write_ndjson(table: pa.Table, file: BinaryIO, first: bool) -> None:  # noqa: ARG001, FBT001 - as writers have it
    """Write a table, a line a row."""
    file.writelines(
        _lines(batch.to_pylist()) for batch in with_text_values(table).to_batches(_AT_ONCE)
    )

"""No spreadsheet takes a device's text for a formula, and no text is lost for that."""

from __future__ import annotations

import csv
import io

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from netassay.sinks.csv import write_csv

FORMULAS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
texts = st.one_of(
    st.text(st.characters(codec="utf-8")),
    st.builds(str.__add__, st.sampled_from([*FORMULAS, "'"]), st.text("=+-@'\"\n\r,;x")),
)


def csv_cells(table: pa.Table) -> list[list[str]]:
    """Return the cells of the CSV of a table, as another reader sees them."""
    file = io.BytesIO()
    write_csv(table, file, first=True)
    text = file.getvalue().decode()
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@given(st.lists(texts, min_size=1))
def test_texts(values: list[str]) -> None:
    """A cell begins with nothing that starts a formula; without its apostrophe it is the text."""
    head, *rows = csv_cells(pa.table({"text": pa.array(values, "string")}))
    assert ["text"] == head
    cells = [row[0] if row else "" for row in rows]
    assert not any(cell.startswith(tuple(FORMULAS)) for cell in cells)
    assert values == [cell.removeprefix("'") for cell in cells]


@given(st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False))))
def test_numbers(rows: list[tuple[int, float]]) -> None:
    """Numbers stay numbers, negative ones too, to their last digit."""
    whole, real = ([row[at] for row in rows] for at in range(2))
    table = pa.table({"whole": pa.array(whole, "int64"), "real": pa.array(real, "float64")})
    _, *cells = csv_cells(table)
    assert rows == [(int(first), float(second)) for first, second in cells]


def test_null_is_nothing_at_all() -> None:
    """An empty text stands in quotes, null does not."""
    file = io.BytesIO()
    table = pa.table({"a": pa.array(["", None, "x"]), "b": pa.array([1, None, 2], "int64")})
    write_csv(table, file, first=False)
    assert b'"",1\n,\n"x",2\n' == file.getvalue()

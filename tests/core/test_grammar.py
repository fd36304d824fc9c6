"""What templates of lines can say."""

from __future__ import annotations

from netassay.core.findings import Notes
from netassay.core.lines.grammar import Dialect, Line, unified
from netassay.core.records.record import Record, many, record, some


@record
class Row(Record):
    """A row with a text that several lines make."""

    number: int | None = some("its number")
    told: list[str] = many("what was said of it")


@record
class Whole(Record):
    """Rows, and plain texts."""

    said: list[str] = many("what was said")
    rows: list[Row] = many("the rows")


DIALECT = Dialect(
    "sample",
    tests=("sample",),
    record=Whole,
    families=(),
    signature="^row ",
    lines=(
        Line("row {number}", into="rows"),
        Line("more {told*:line}", onto="rows"),
        Line("say {said*:line}"),
    ),
)


def test_lines_that_add() -> None:
    """Items are added to a list, and lines tell more of the row above them."""
    notes = Notes()
    scan = DIALECT.scan("say a\nrow 1\nmore b\nmore c\nrow 2\nsay d\nmore e\n", notes)
    rows = scan.node["rows"]
    assert ["a", "d"] == [reading.value for reading in scan.node["said"]]
    assert [["b", "c"], ["e"]] == [[told.value for told in row["told"]] for row in rows]
    assert [1, 2] == [row["number"].value for row in rows]


def test_an_odd_value_in_a_line_that_adds() -> None:
    """What stands for no value is a finding, and the rest of the line counts."""
    notes = Notes()
    scan = DIALECT.scan("row 1\nmore string\nsay string\nsay x\n", notes)
    assert ["placeholder", "placeholder"] == [one.code for one in notes.found]
    assert ["x"] == [reading.value for reading in scan.node["said"]]
    assert {"number"} == set(scan.node["rows"][0])


def test_a_line_that_tells_more_of_no_row() -> None:
    """Without a row above, such a line makes one: nothing is lost."""
    scan = DIALECT.scan("more b\n", Notes())
    assert [["b"]] == [[told.value for told in row["told"]] for row in scan.node["rows"]]


def test_traced_lines_belong_to_their_row() -> None:
    """A line that tells more of a row is traced to that row."""
    scan = DIALECT.scan("row 1\nmore b\nsay c\n", Notes(), trace=True)
    (row,) = scan.node["rows"]
    assert [1, 2, 3] == [number for number, _, _, _ in scan.origins]
    assert [True, True, False] == [origin is row for _, _, origin, _ in scan.origins]


def test_ends_of_lines_and_bells() -> None:
    """All ends of lines are one, and a bell is no character of a line."""
    assert "a\nb\nc\nd\n" == unified("a\r\nb\n\rc\rd\a\n")

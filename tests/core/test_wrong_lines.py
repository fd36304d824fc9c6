"""A mistake in a table of lines is told with its place: dialect, line, column, and a caret."""

from __future__ import annotations

import pickle
from typing import Any, Literal

import pytest

from netassay.core.findings import Notes
from netassay.core.lines.grammar import Dialect, Line, signatures
from netassay.core.records.record import Record, many, record, some
from netassay.core.values.readers import COUNT, Choice, Printed, number
from netassay.core.values.readings import TEXT
from netassay.core.values.units import Milliseconds, Seconds
from netassay.dialects import DIALECTS
from netassay.errors import NetassayError, SpecError
from netassay.measurements import TESTS


@record
class Row(Record):
    """A row."""

    number: int | None = some("its number")
    outcome: Literal["reply", "timeout"] = some("how it ended", "reply")
    time: Milliseconds | None = some("its time")
    told: list[str] = many("what was said of it")


@record
class Whole(Record):
    """Rows, and what a text says beside them."""

    host: str | None = some("a host")
    done: bool | None = some("whether it ended")
    row: Row | None = some("one row")
    rows: list[Row] = many("the rows")
    later: list[Row] = many("further rows")


def dialect(*lines: Line, **given: Any) -> Dialect:
    """Return a dialect with some lines."""
    usual: dict[str, Any] = {
        "name": "wrong",
        "tests": ("ping",),
        "record": Whole,
        "families": ("cx",),
        "signature": "^rows of ",
    }
    return Dialect(**usual | given, lines=lines)


def kinds(name: str, reader: object) -> dict[str, Any]:
    """Return the argument for one kind of holes."""
    return {"kinds": {name: reader}}


SECONDS = Seconds.__metadata__[0]
ROWS = {"into": "rows"}

#: The template, the other arguments of its line, those of its dialect; the column, what the
#: caret stands under and the problem.
TEMPLATES: dict[str, tuple[str, dict, dict, int, str, str]] = {
    "field": ("row {nomber}", ROWS, {}, 6, "nomber", "Row has no field 'nomber'"),
    "field with a kind": ("row {nomber:count}", ROWS, {}, 6, "nomber:count", "Row has no field"),
    "way": ("row {row.nomber}", {}, {}, 6, "row.nomber", "Row has no field 'nomber'"),
    "way through a list": ("{rows.number}", {}, {}, 2, "rows.number", "Whole.rows is no nested"),
    "way through a value": ("{host.number}", {}, {}, 2, "host.number", "Whole.host is no nested"),
    "kind": ("row {number:coun}", ROWS, {}, 13, "coun", "no kind 'coun'"),
    "kind of what is not kept": ("row {_:coun}", ROWS, {}, 8, "coun", "no kind 'coun'"),
    "no reader": ("row {row}", {}, {}, 6, "row", "Whole.row needs a kind"),
    "plain value for records": ("{rows:word}", {}, {}, 2, "rows:word", "Whole.rows holds records"),
    "list without a star": ("row {told}", ROWS, {}, 6, "told", "Row.told is a list"),
    "open hole": ("row {number", ROWS, {}, 5, "{", "this hole is not closed"),
    "no hole": ("row {two words}", ROWS, {}, 5, "{", "this is no {field} or {field:kind}"),
    "brace without a hole": ("row number}", ROWS, {}, 11, "}", "this closes no hole"),
    "open optional": ("row[[ {number}", ROWS, {}, 4, "[[", "this is not closed"),
    "inner optional": ("row[[ a[[ {number}]]", ROWS, {}, 4, "[[", "this is not closed"),
    "closed twice": ("row[[ {number}]]]]", ROWS, {}, 17, "]]", "this closes nothing"),
    "two lines": ("row\n{number}", ROWS, {}, 4, " ", "a template is one line"),
    "twice": ("{number} of {number}", ROWS, {}, 14, "number", "'number' is read twice"),
    "group in a kind": (
        "row {number:three}",
        ROWS,
        kinds("three", Printed(COUNT, r"([0-9]){3}")),
        5,
        "{number:three}",
        "its pattern '([0-9]){3}' has a capturing group",
    ),
    "no pattern": (
        "row {_:three}",
        ROWS,
        kinds("three", Printed(COUNT, "[0-9")),
        5,
        "{_:three}",
        "its pattern '[0-9' is no regular expression",
    ),
    "two halves of a pattern": (
        "row {_:three}",
        ROWS,
        kinds("three", Printed(COUNT, "a)(b")),
        5,
        "{_:three}",
        "its pattern 'a)(b' is no regular expression",
    ),
    "words": (
        "row {outcome:word}",
        ROWS,
        kinds("word", Choice("a word", {"yes": "repply"})),
        6,
        "outcome:word",
        "'repply' is no value of Row.outcome (one of reply, timeout)",
    ),
    "unit": (
        "row {time:s}",
        ROWS,
        kinds("s", number(SECONDS)),
        6,
        "time:s",
        "Row.time is in milliseconds, its reader's numbers in seconds",
    ),
    "text for a number": (
        "row {number:word}",
        ROWS,
        {},
        6,
        "number:word",
        "Row.number holds int, its reader gives str",
    ),
}


@pytest.mark.parametrize("case", TEMPLATES.values(), ids=TEMPLATES)
def test_a_wrong_template(case: tuple[str, dict, dict, int, str, str]) -> None:
    """A mistake in a template is told with its column, and a caret stands under it."""
    template, line, given, column, under, problem = case
    wrong = dialect(Line("rows of {host}"), Line(template, **line), **given)
    with pytest.raises(SpecError) as caught:
        wrong.scan("rows of a\n", Notes())
    first, shown, carets = str(caught.value).splitlines()
    assert first.startswith(f"wrong, line 2, column {column}: {problem}")
    assert f"    {template}".replace("\n", " ") == shown
    assert f"{' ' * (3 + column)}{'^' * len(under)}" == carets
    assert shown[3 + column :].startswith(under)


#: The arguments of a line beside its template; what the caret stands under, and the problem.
ARGUMENTS: dict[str, tuple[dict, str, str]] = {
    "word": (
        {"into": "rows", "sets": {"outcome": "repply"}},
        "'repply'",
        "'repply' is no value of Row.outcome (one of reply, timeout)",
    ),
    "flag": ({"sets": {"done": 1}}, "1", "1 is no value of Whole.done (bool)"),
    "count": (
        {"into": "rows", "sets": {"number": "1"}},
        "'1'",
        "'1' is no value of Row.number (int)",
    ),
    "flag for a count": ({"into": "rows", "sets": {"number": True}}, "True", "True is no value of"),
    "none": (
        {"into": "rows", "sets": {"outcome": None}},
        "None",
        "None is no value of Row.outcome",
    ),
    "list": (
        {"into": "rows", "sets": {"told": "x"}},
        "'x'",
        "'x' is no value of Row.told (a list)",
    ),
    "field": (
        {"into": "rows", "sets": {"outcom": "reply"}},
        "'outcom'",
        "Row has no field 'outcom'",
    ),
    "read and set": ({"sets": {"host": "x"}}, "'host'", "'host' is read by a hole too"),
    "into": ({"into": "rosw"}, "'rosw'", "Whole has no field 'rosw'"),
    "into no list": ({"into": "host"}, "'host'", "Whole.host is no list of records"),
    "into one record": ({"into": "row"}, "'row'", "Whole.row is no list of records"),
    "onto": ({"onto": "rosw"}, "'rosw'", "Whole has no field 'rosw'"),
    "onto and into": ({"into": "rows", "onto": "rows"}, "'rows'", "into and onto are one too"),
    "section of into": (
        {"into": {"": "rows", "lster": "later"}},
        "'lster'",
        "no line opens a section 'lster'; opened are 'later'",
    ),
    "into without a first": ({"into": {"later": "rows"}}, "{'later': 'rows'}", "into has no list"),
    "section of opens": (
        {"opens": {"lster": "later"}},
        "'lster'",
        "no line opens a section 'lster'; opened are 'later'",
    ),
}


@pytest.mark.parametrize("case", ARGUMENTS.values(), ids=ARGUMENTS)
def test_a_wrong_argument(case: tuple[dict, str, str]) -> None:
    """A mistake beside the template is told with its line, and a caret stands under it."""
    given, under, problem = case
    template = "row" if given.get("into") or given.get("onto") else "of {host}"
    wrong = dialect(Line("--", opens="later"), Line(template, **given))
    with pytest.raises(SpecError) as caught:
        wrong.scan("rows of a\n", Notes())
    first, shown, carets = str(caught.value).splitlines()
    assert first.startswith(f"wrong, line 2: {problem}")
    assert shown.startswith(f"    Line({template!r}, ")
    at = carets.index("^")
    assert "^" * len(under) == carets[at:]
    assert shown[at:].startswith(under)


PATTERNS: dict[str, tuple[dict, int, str]] = {
    "signature": ({"signature": r"^\(rows[(] (of|for) "}, 12, "has a capturing group"),
    "named": ({"signature": "^rows (?P<what>of) "}, 7, "has a capturing group"),
    "opening": ({"opening": r"\s*+(rows|row) "}, 5, "has a capturing group"),
    "no signature": ({"signature": "^rows (?:of "}, 7, "is no regular expression"),
    "no opening": ({"opening": "row (?:of"}, 5, "is no regular expression"),
}


@pytest.mark.parametrize("case", PATTERNS.values(), ids=PATTERNS)
def test_a_wrong_signature(case: tuple[dict, int, str]) -> None:
    """A group in a signature or an opening would give a text to another tool: it is refused."""
    given, column, problem = case
    (name,) = given
    wrong = dialect(Line("rows of {host}"), **given)
    for used in (
        wrong.check_tables,
        lambda: wrong.reads("rows of a\n"),
        lambda: signatures([wrong, dialect(Line("row"), name="other")]),
    ):
        with pytest.raises(SpecError) as caught:
            used()
        first, shown, carets = str(caught.value).splitlines()
        assert first.startswith(f"wrong, {name}, column {column}: ")
        assert problem in first
        assert f"    {given[name]}" == shown
        assert f"{' ' * (3 + column)}^" == carets


def test_a_long_signature_is_cut() -> None:
    """Of a long signature that is shown which is around the mistake."""
    wrong = dialect(signature=f"{'x' * 500}(y){'z' * 500}")
    with pytest.raises(SpecError) as caught:
        wrong.check_tables()
    first, shown, carets = str(caught.value).splitlines()
    assert "wrong, signature, column 501: it has a capturing group; write (?:...)" == first
    assert "(y)" == shown[carets.index("^") :][:3]
    assert len(shown) < 120


def test_a_wrong_name() -> None:
    """A family, and where the tests are known a test, that does not exist is named."""
    with pytest.raises(SpecError, match=r"^wrong: no family is called 'gateway'; did you mean"):
        dialect(families=("gateway",)).check_tables()
    with pytest.raises(SpecError, match=r"^wrong: no test is called 'pnig'; did you mean 'ping'"):
        dialect(tests=("pnig",)).check_tables(TESTS)


def test_two_halves_of_an_opening() -> None:
    """A pattern that is right only within what is put around it is refused by the check."""
    with pytest.raises(SpecError, match=r"^wrong, opening, column 5: it is no regular expression"):
        dialect(opening="rows)|(?:of").check_tables()


def test_a_kind_that_no_line_uses_is_checked() -> None:
    """A kind whose pattern has a group is refused before a line uses it."""
    wrong = dialect(**kinds("three", Printed(TEXT, "(3)")))
    with pytest.raises(
        SpecError, match=r"^wrong, kind 'three', column 1: it has a capturing group"
    ):
        wrong.check_tables()


@pytest.mark.parametrize("one", DIALECTS, ids=lambda one: one.name)
def test_all_dialects(one: Dialect) -> None:
    """Each table of lines has no mistake that can be told."""
    one.check_tables(TESTS)


def test_the_error() -> None:
    """It is one of the library's errors, and stays whole when it is sent to another process."""
    error = SpecError("no field", "key").within("cx").within("ping")
    assert isinstance(error, NetassayError)
    assert "ping, cx, key: no field" == str(error) == str(pickle.loads(pickle.dumps(error)))
    assert "no field" == str(SpecError("no field"))
    assert "ping: no field" == str(SpecError("no field").within("ping"))

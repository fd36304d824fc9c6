"""ARP tables printed as devices do come back, whole, cut and damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import netassay
from bodies import body, codes, url
from netassay.core.records.stored import plain
from netassay.measurements import arp_table
from netassay.normalizing.pipeline import examine_text
from netassay.testing.strategies import (
    arp_aoss,
    arp_ap,
    arp_gateway,
    arp_gateway_ages,
    arp_linux,
    arp_openbsd,
    arp_unix,
)
from property.test_properties import without_gaps

if TYPE_CHECKING:
    from netassay.testing.case import Case

CASES = {
    module.__name__.rpartition(".")[2]: module.cases()
    for module in (
        arp_aoss,
        arp_ap,
        arp_gateway,
        arp_gateway_ages,
        arp_linux,
        arp_openbsd,
        arp_unix,
    )
}
each_dialect = pytest.mark.parametrize("dialect", CASES)
#: The families whose bodies have a text, and the keys of their `output` by field.
FAMILIES = {
    family: {field: key for key, field in arp_table.OUTPUTS[family]["entries"].keys.items()}
    for family in ("aps", "aos-s", "gateways")
}
both_sides = st.sampled_from(
    [("aps", "arp_ap"), ("aos-s", "arp_aoss"), ("gateways", "arp_gateway")]
)
both_sides = both_sides.flatmap(lambda one: st.tuples(st.just(one[0]), CASES[one[1]]))


def normalized(family: str, text: str, rows: list[dict[str, Any]] | None) -> netassay.Result:
    """Return the result of a table with its two sides, with its URL."""
    name = f"{family}/getArpTable"
    output = None if rows is None else {"entries": rows}
    return netassay.normalize(body(name, output=output, rawOutput=text), url=url(name))


def as_output(family: str, case: Case) -> list[dict[str, Any]]:
    """Return the entries as `output` has them."""
    keys = FAMILIES[family]
    return [{keys[name]: value for name, value in row.items()} for row in entries(case.measurement)]


def entries(table: Any) -> list[dict[str, Any]]:
    """Return the entries of a table as they are exported, less what is absent."""
    return without_gaps(plain(table)).get("entries", []) if table is not None else []


@each_dialect
@given(data=st.data())
def test_what_is_printed_is_parsed(dialect: str, data: st.DataObject) -> None:
    """A table printed as the device does comes back from the text alone, rows broken or not."""
    case: Case = data.draw(CASES[dialect])
    examination = examine_text("arp_table", case.text)
    result = examination.result
    assert case.dialect == dialect == examination.dialect.name
    assert entries(case.measurement) == entries(result.measurement)
    assert ([], [], "complete") == (codes(result), result.unread, result.completeness)


@each_dialect
@given(data=st.data())
def test_a_text_cut_anywhere_is_a_prefix(dialect: str, data: st.DataObject) -> None:
    """What is read of a cut text is right; a line without its end is said to be cut.

    A line that only lacks its end may be one of which nothing can be missing.
    """
    case: Case = data.draw(CASES[dialect])
    end = data.draw(st.integers(1, len(case.text)))
    try:
        result = netassay.parse_text("arp_table", case.text[:end])
    except netassay.NotAResponse:
        assert end < case.whole_from
        return
    read = entries(result.measurement)
    assert entries(case.measurement)[: len(read)] == read
    whole = case.text[end : end + 1] == "\n" and len(read) == case.text[: end + 1].count("\n")
    if end < case.whole_from or case.text[:end].rstrip(" ")[-1:] != "\n":
        # Linux counts the entries behind the last: the table is whole before that.
        counts = dialect == "arp_linux" and case.text[:end].rpartition("\n")[2].startswith(
            "Entries"
        )
        known = counts or (dialect == "arp_unix" and whole)
        assert "truncated-text" in codes(result) or known


@given(both_sides)
def test_both_sides_agree(drawn: tuple[str, Case]) -> None:
    """`output` and the text of one table give it back, with nothing to complain of."""
    family, case = drawn
    result = normalized(family, case.text, as_output(family, case))
    assert (entries(case.measurement), []) == (entries(result.measurement), codes(result))


@given(both_sides, st.data())
def test_a_dropped_row_is_found(drawn: tuple[str, Case], data: st.DataObject) -> None:
    """A row that `output` lacks is found in the text, and no other is touched."""
    family, case = drawn
    rows = as_output(family, case)
    assume(rows)
    del rows[data.draw(st.integers(0, len(rows) - 1))]
    result = normalized(family, case.text, rows)
    assert (["only-in-text"], entries(case.measurement)) == (
        codes(result),
        entries(result.measurement),
    )


@given(both_sides, st.data())
def test_a_changed_cell_is_a_disagreement(drawn: tuple[str, Case], data: st.DataObject) -> None:
    """One cell of `output` that says something else is one finding that shows both."""
    family, case = drawn
    rows = as_output(family, case)
    assume(rows)
    row = data.draw(st.sampled_from(rows))
    key = data.draw(st.sampled_from(sorted(row)))
    other = "2001:db8::1" if key in ("address", "ipAddress") else "02:00:5e:00:53:01"
    original, row[key] = row[key], other
    (finding,) = normalized(family, case.text, rows).findings
    assert ("disagree", other) == (finding.code, finding.stated)
    digits = finding.printed.replace("-", "").replace(":", "")
    assert original.replace(":", "") == digits

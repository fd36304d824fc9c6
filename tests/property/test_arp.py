"""ARP tables printed as devices do come back, whole, cut and damaged."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import body, codes, url
from property.printers_arp import Case, arp_tables


def normalized(case: Case, **changes: Any) -> netassay.Result:
    """Return the result of a case, with its URL."""
    saved = body(case.name, output=case.output, rawOutput=case.text) | changes
    return netassay.normalize(saved, url=url(case.name))


def entries(result: netassay.Result) -> list[dict[str, Any]]:
    """Return the entries as they are exported, less what is absent."""
    if result.measurement is None:
        return []
    rows = netassay.to_dict(result)["measurement"]["entries"]
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


@given(arp_tables)
def test_what_is_printed_is_parsed(case: Case) -> None:
    """A table printed as the device does comes back from the text alone, rows broken or not."""
    result = netassay.parse_text("arp_table", case.text)
    assert case.measurement["entries"] == entries(result)
    assert ([], [], "complete") == (result.findings, result.unread, result.completeness)


@given(arp_tables)
def test_both_sides_agree(case: Case) -> None:
    """`output` and the text of one table give it back, with nothing to complain of."""
    result = normalized(case)
    assert (case.measurement["entries"], []) == (entries(result), codes(result))


@given(arp_tables, st.data())
def test_a_text_cut_anywhere_is_a_prefix(case: Case, data: st.DataObject) -> None:
    """What is read of a cut text is right; a line without its end is said to be cut."""
    end = data.draw(st.integers(1, len(case.text)))
    result = normalized(case, output=None, rawOutput=case.text[:end])
    read = entries(result)
    assert case.measurement["entries"][: len(read)] == read
    if case.text[:end].rstrip(" ")[-1:] != "\n":
        assert "truncated-text" in codes(result)


@given(arp_tables, st.data())
def test_a_dropped_row_is_found(case: Case, data: st.DataObject) -> None:
    """A row that `output` lacks is found in the text, and no other is touched."""
    rows = case.output["entries"]
    if not rows:
        return
    del rows[data.draw(st.integers(0, len(rows) - 1))]
    result = normalized(case)
    assert ["only-in-text"] == codes(result)
    assert case.measurement["entries"] == entries(result)


@given(arp_tables, st.data())
def test_a_changed_cell_is_a_disagreement(case: Case, data: st.DataObject) -> None:
    """One cell of `output` that says something else is one finding that shows both."""
    rows = case.output["entries"]
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    key = data.draw(st.sampled_from(sorted(row)))
    other = "2001:db8::1" if key in ("address", "ipAddress") else "02:00:5e:00:53:01"
    original, row[key] = row[key], other
    (finding,) = normalized(case).findings
    assert ("disagree", other, original) == (finding.code, finding.stated, finding.printed)

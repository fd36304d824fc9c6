"""What any version of iperf3 prints of a run, in any style, gives the run back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import codes, loud
from netassay.core.records.stored import plain
from netassay.testing.strategies.iperf3 import cases
from prefixes import assert_prefix_of

if TYPE_CHECKING:
    from netassay.testing import Case


@given(cases(forms=True))
def test_what_is_printed_is_parsed(case: Case) -> None:
    """A run printed by any version, in any style, comes back from its text."""
    result = netassay.parse_text("iperf", case.text)
    assert plain(case.measurement) == plain(result.measurement)
    assert ([], []) == (result.findings, result.unread)


@given(cases(forms=True), st.data())
def test_a_text_cut_anywhere_is_a_prefix(case: Case, data: st.DataObject) -> None:
    """What is read of a cut text stands in the whole one, and the cut is noted."""
    end = data.draw(st.integers(0, case.whole_from - 1))
    body = {"status": "COMPLETED", "rawOutput": case.text[:end], "output": None}
    result = netassay.normalize(body, test="iperf", family="gateways")
    assert "truncated-text" in codes(result)
    assert "unread-text" not in codes(result) or case.text[:end].count("\n") < 12
    if result.measurement is not None:
        assert_prefix_of(plain(result.measurement), plain(case.measurement))


@given(cases(forms=True), st.data())
def test_any_line_among_the_lines(case: Case, data: st.DataObject) -> None:
    """Lines that don't belong are kept as unread, and the rest is read as before."""
    lines = case.text.split("\n")
    # What leads to a run and is parted from it is one of its own.
    openings = ("Connecting to host", "Accepted connection")
    shown = (at for at, line in enumerate(lines) if any(one in line for one in openings))
    opening = max(shown, default=0)
    at = data.draw(st.integers(opening + 1, max(opening + 1, len(lines) - 1)))
    text = "\n".join([*lines[:at], "?? strange", *lines[at:]])
    result = netassay.parse_text("iperf", text)
    assert ["?? strange"] == [line.text for line in result.unread]
    assert plain(case.measurement) == plain(result.measurement)
    assert ["unread-text"] == loud(result)


@given(cases(forms=True))
def test_the_same_text_in_a_body(case: Case) -> None:
    """A body with nothing but the text says the same, and that it stands there alone."""
    body = json.dumps({"status": "COMPLETED", "rawOutput": case.text, "output": None})
    result = netassay.normalize(body, test="iperf", family="gateways")
    assert plain(case.measurement) == plain(result.measurement)

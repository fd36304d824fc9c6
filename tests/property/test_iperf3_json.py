"""What the JSON of iperf3 tells of a run gives the run back, whole or cut off anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import codes
from netassay.core.records.stored import plain
from netassay.testing.strategies.iperf3_json import cases
from prefixes import assert_prefix_of

if TYPE_CHECKING:
    from netassay.testing import Case


@given(cases())
def test_what_is_printed_is_parsed(case: Case) -> None:
    """A run told as JSON comes back, with nothing to complain of."""
    result = netassay.parse_text("iperf", case.text)
    assert plain(case.measurement) == plain(result.measurement)
    assert ([], []) == (result.findings, result.unread)


@given(cases(), st.data())
def test_a_document_cut_anywhere_is_a_prefix(case: Case, data: st.DataObject) -> None:
    """What is read of a cut document stands in the whole one, and the cut is noted."""
    end = data.draw(st.integers(0, case.whole_from - 1))
    body = {"status": "COMPLETED", "rawOutput": case.text[:end], "output": None}
    result = netassay.normalize(body, test="iperf", family="gateways")
    if case.text[:end].strip():
        assert "truncated-text" in codes(result)
    if result.measurement is not None:
        part = plain(result.measurement)
        for row in part["intervals"][-1:]:
            row["omitted"] = None  # the last thing that a row says
        assert_prefix_of(part, plain(case.measurement))

"""What pings print comes back, whole or cut off anywhere."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import body, codes, loud
from property.printers_ping_traceroute import Printed, texts
from property.test_properties import without_gaps

#: What follows from the whole of a text.
DERIVED = {"lost_sequences", "duplicates"}


def measured(result: netassay.Result) -> Any:
    """Return a result's measurement as it is exported, without what is absent."""
    return without_gaps(netassay.to_dict(result)["measurement"])


@given(texts)
def test_what_is_printed_is_parsed(case: Printed) -> None:
    """A measurement printed as the device does comes back from the text alone."""
    result = netassay.parse_text(case.test, case.text)
    assert without_gaps(case.measurement) == measured(result)
    assert ([], [], "complete") == (result.findings, result.unread, result.completeness)


@given(texts, st.data())
def test_a_text_cut_anywhere_is_a_prefix(case: Printed, data: st.DataObject) -> None:
    """What is read of a cut text is what stands in the whole one, and the cut is noted."""
    end = data.draw(st.integers(0, case.whole_from - 1))
    saved = body("cx/ping", output=None, rawOutput=case.text[:end])
    result = netassay.normalize(saved, test=case.test)
    if "only-in-text" in codes(result):
        assert ["truncated-text", "only-in-text"] == loud(result)
        assert_prefix_of(measured(result), without_gaps(case.measurement))
    else:
        assert result.measurement is None


def assert_prefix_of(part: Any, whole: Any) -> None:
    """Assert that what is there of a measurement stands in the whole one."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name not in DERIVED:
                assert_prefix_of(value, whole[name])
    elif isinstance(part, list):
        assert len(part) <= len(whole)
        for one, other in zip(part, whole, strict=False):
            assert_prefix_of(one, other)
    else:
        assert whole == part

"""What a gateway prints of an HTTP ping comes back, whole or cut off anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import codes, loud
from netassay.core.records.stored import plain
from netassay.normalizing.pipeline import examine_text
from netassay.testing.strategies import http_gateway
from prefixes import assert_prefix_of
from property.test_properties import without_gaps

if TYPE_CHECKING:
    from netassay.testing.case import Case

tests = st.sampled_from(["http", "https"])


def measured(http: Any) -> dict[str, Any]:
    """Return a measurement as it is exported, without what is absent."""
    return without_gaps(plain(http))


@given(http_gateway.cases(), tests)
def test_what_is_printed_is_parsed(case: Case, test: str) -> None:
    """Replies and failures printed as the gateway does come back, over TLS or not."""
    examination = examine_text(test, case.text)
    assert (case.dialect, []) == (examination.dialect.name, examination.result.unread)
    assert ([], "complete") == (codes(examination.result), examination.result.completeness)
    assert measured(case.measurement) == measured(examination.result.measurement)


@given(http_gateway.cases(), st.data())
def test_a_text_cut_anywhere_is_a_prefix(case: Case, data: st.DataObject) -> None:
    """What is read of a cut text is what stands in the whole one, and the cut is noted."""
    end = data.draw(st.integers(0, case.whole_from - 1))
    try:
        result = netassay.parse_text(case.test, case.text[:end])
    except netassay.NotAResponse:
        return
    assert ["truncated-text"] == loud(result)
    assert_prefix_of(measured(result.measurement), measured(case.measurement))

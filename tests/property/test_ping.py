"""Pings as every tool prints them, parsed: what is printed is what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import codes
from netassay.measurements import test_named as spec_named
from netassay.normalizing.identify import dialect_for
from netassay.testing.strategies import (
    ping_aoss,
    ping_bsd,
    ping_gateway,
    ping_iputils,
    ping_routeros,
    ping_windows,
)

if TYPE_CHECKING:
    from netassay.testing import Case

STRATEGIES = (ping_aoss, ping_bsd, ping_gateway, ping_iputils, ping_routeros, ping_windows)
named = pytest.mark.parametrize(
    "strategy", STRATEGIES, ids=lambda module: module.__name__.rpartition(".")[2]
)


def parsed(text: str) -> netassay.Result:
    """Return the result of a ping's text."""
    return netassay.parse_text("ping", text)


@named
@given(data=st.data())
def test_what_is_printed_is_parsed(strategy, data) -> None:
    """Parsing gives just the record that was printed, without a finding, by its dialect."""
    case: Case = data.draw(strategy.cases())
    result = parsed(case.text)
    assert ([], []) == (result.unread, result.findings)
    assert netassay.to_dict(case.measurement) == netassay.to_dict(result.measurement)
    assert case.dialect == dialect_for(case.text, spec_named("ping"), None).name


@named
@given(data=st.data())
def test_a_text_cut_anywhere_is_a_prefix(strategy, data) -> None:
    """Of a cut text the rows that are read are the first ones, and what lacks is told."""
    case: Case = data.draw(strategy.cases())
    text = case.text[: data.draw(st.integers(0, len(case.text)))]
    try:
        result = parsed(text)
    except netassay.NotAResponse:
        return
    if len(text) < case.whole_from:
        assert "truncated-text" in codes(result)
    whole = case.measurement.replies
    read = result.measurement.replies
    assert len(read) <= len(whole)
    for one, other in zip(read[:-1], whole, strict=False):
        assert one == other
    for name, value in netassay.to_dict(result.measurement).items():
        if value not in (None, []) and not isinstance(value, list):
            assert getattr(case.measurement, name) == value, name


@given(case=ping_routeros.cases(most=70))
def test_totals_within_a_text_of_routeros(case) -> None:
    """The totals that RouterOS prints after every 20 rows are not those of the run."""
    result = parsed(case.text)
    assert ([], []) == (result.unread, result.findings)
    assert netassay.to_dict(case.measurement) == netassay.to_dict(result.measurement)

"""ping: echo requests and their replies (RFC 792, RFC 4443; round trips as in RFC 2681)."""

from __future__ import annotations

from typing import Final

from netassay.core.spec import Test
from netassay.measurements.ping.checks import check, check_totals, has_totals
from netassay.measurements.ping.sequences import derive
from netassay.measurements.ping.stated import OUTPUTS, SUCCESS, TRUNCATED_MEAN
from netassay.measurements.ping.verdict import (
    summary,
    summary_of_totals,
    verdict,
    verdict_of_totals,
)
from netassay.records.ping import Ping, Reply, Totals

__all__ = [
    "SPEC",
    "SUCCESS",
    "TRUNCATED_MEAN",
    "Ping",
    "Reply",
    "Totals",
    "check_totals",
    "has_totals",
    "summary_of_totals",
    "verdict_of_totals",
]

SPEC: Final = Test(
    name="ping",
    endpoint="ping",
    record=Ping,
    outputs=OUTPUTS,
    complete=has_totals,
    check=check,
    derive=derive,
    verdict=verdict,
    summary=summary,
)

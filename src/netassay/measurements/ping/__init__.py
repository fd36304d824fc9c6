"""ping: echo requests and their replies (RFC 792, RFC 4443; round trips as in RFC 2681)."""

from __future__ import annotations

from typing import Final

from netassay.core.spec import Test
from netassay.measurements.ping.checks import check, has_totals
from netassay.measurements.ping.output import OUTPUTS
from netassay.measurements.ping.sequences import derive
from netassay.measurements.ping.verdict import summary, verdict
from netassay.records.ping import Ping

__all__ = ["SPEC"]

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

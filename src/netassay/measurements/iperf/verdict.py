"""What an iperf run is worth, and the line that says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.core.verdicts import Verdict, counted, joined, number, one_line, rate

if TYPE_CHECKING:
    from netassay.records.iperf import Iperf, Transfer

__all__ = ["flows", "loses", "summary", "transfer_summary", "verdict"]

_ALL: Final = 100

#: Words of iperf3 for a server that could not be talked to.
_UNCONNECTED: Final = re.compile(
    r"unable to connect|refused|timed out|no route|unreachable|reset|not known|resolv",
    re.IGNORECASE,
)


def flows(transfer: Transfer | None) -> bool | None:
    """Say whether anything went one way; None where neither rate nor volume tells.

    What a sender of datagrams counts as sent may all have been lost.
    """
    if transfer is None:
        return None
    if transfer.loss_percent is not None and transfer.loss_percent >= _ALL:
        return False
    amount = transfer.transferred_bytes
    if amount is None:
        amount = transfer.bitrate_bps
    return None if amount is None else amount > 0


def loses(transfer: Transfer | None) -> bool:
    """Say whether datagrams were lost one way."""
    return transfer is not None and bool(transfer.loss_percent or transfer.lost_datagrams)


def verdict(run: Iperf) -> Verdict:
    """Judge by what arrived: nothing is a failure, some loss or an early end is a part.

    A run that ended before its first figure failed where the server could not be reached;
    where the server was busy or refused the options, nothing was measured.
    """
    sent, received, error = run.sent, run.received, run.error
    out, back = flows(sent), flows(received)
    if out is None and back is None:
        return _verdict_of_rows(run)
    if not (out or back) or (back is False and not _both_ways(run)):
        return "failed"
    whole = out is not False and back is not False and error is None
    return "degraded" if not whole or loses(sent) or loses(received) else "passed"


def _verdict_of_rows(run: Iperf) -> Verdict:
    """Judge a run without totals by its intervals, or by why it has none."""
    if any([row.transferred_bytes for row in run.intervals]):
        return "passed" if run.error is None else "degraded"
    if run.intervals:
        return "failed"
    if run.error is None:
        return "unknown"
    return "failed" if _UNCONNECTED.search(run.error) else "not-run"


def _both_ways(run: Iperf) -> bool:
    """Say whether the streams went both ways (``--bidir``): there `received` is another flow."""
    return any([row.role is not None for row in run.totals])


def transfer_summary(name: str, transfer: Transfer | None) -> str | None:
    """Return one way's rate, retransmits and loss: ``sent 9.58 Mbit/s, 239 retransmits``."""
    if transfer is None:
        return None
    bitrate, again, loss = transfer.bitrate_bps, transfer.retransmits, transfer.loss_percent
    return joined(
        (
            None if bitrate is None else f"{name} {rate(bitrate)}",
            counted(again, "retransmit") if again else None,
            f"{number(loss)} % loss" if loss else None,
        )
    )


def summary(run: Iperf) -> str:
    """Return protocol and time, and what went each way; the error where there was one."""
    duration = run.duration_s
    return joined(
        (
            joined((run.protocol, None if duration is None else f"{number(duration)} s")),
            transfer_summary("sent", run.sent),
            transfer_summary("received", run.received),
            one_line(run.error.removeprefix("error - ")) if run.error else None,
        )
    )

"""The verdict and the summary of an iperf run, and those of a transfer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.core.verdicts import Verdict, counted, joined, number, one_line, rate

if TYPE_CHECKING:
    from netassay.records.iperf import Iperf, Transfer

__all__ = ["flows", "loses", "summary", "transfer_summary", "verdict"]

_ALL: Final = 100

#: Phrases of iperf3 for a server that could not be reached.
_UNCONNECTED: Final = re.compile(
    r"unable to connect|refused|timed out|no route|unreachable|reset|not known|resolv",
    re.IGNORECASE,
)

#: Phrases of iperf3 for a client that was stopped.
_INTERRUPTED: Final = re.compile(r"interrupt|the client has terminated")


def flows(transfer: Transfer | None) -> bool | None:
    """Say whether anything was transferred; None where neither rate nor volume tells.

    All datagrams that a sender counts may have been lost.
    """
    if transfer is None:
        return None
    loss = _loss(transfer)
    if loss is not None and loss >= _ALL:
        return False
    amount = transfer.transferred_bytes
    if amount is None:
        amount = transfer.bitrate_bps
    return None if amount is None else amount > 0


def _loss(transfer: Transfer) -> float | None:
    """Return the share of lost datagrams in percent, as it is stated or by the counts."""
    lost, sent = transfer.lost_datagrams, transfer.datagrams
    if transfer.loss_percent is not None or lost is None or not sent:
        return transfer.loss_percent
    return 100 * lost / sent


def loses(transfer: Transfer | None) -> bool:
    """Say whether datagrams were lost."""
    return transfer is not None and bool(transfer.loss_percent or transfer.lost_datagrams)


def verdict(run: Iperf) -> Verdict:
    """Judge by what was received: nothing is a failure, loss or an early end degrades.

    Without figures, a run failed if the server could not be reached, and was not run if the
    server was busy or refused the options.
    """
    sent, received, error = run.sent, run.received, run.error
    out, back = flows(sent), flows(received)
    flowed = any([row.transferred_bytes for row in run.intervals])
    unknown = out is None or (out is False and flowed)
    if back is False and flowed and error is not None and _INTERRUPTED.search(error):
        # A client that is stopped prints zeros for a receiver whose count it never got.
        back = None
    if unknown and back is None:
        # Where only zeros stand beside rows that flowed, an end did not know the other's count.
        return _verdict_of_rows(run)
    if not (out or back) or (back is False and not _is_bidirectional(run)):
        return "failed"
    whole = out is not False and back is not False and error is None
    return "degraded" if not whole or loses(sent) or loses(received) else "passed"


def _verdict_of_rows(run: Iperf) -> Verdict:
    """Judge a run without totals by its intervals, the loss that it tells, or its error."""
    if any([row.transferred_bytes for row in run.intervals]):
        return "passed" if run.error is None and not loses(run.received) else "degraded"
    if run.intervals:
        return "failed"
    if run.error is None:
        return "unknown"
    return "failed" if _UNCONNECTED.search(run.error) else "not-run"


def _is_bidirectional(run: Iperf) -> bool:
    """Say whether streams went in both directions (``--bidir``): then `received` is another flow."""
    return any([row.role is not None for row in run.totals])


def transfer_summary(name: str, transfer: Transfer | None) -> str | None:
    """Return rate, retransmits and loss of a transfer: ``sent 9.58 Mbit/s, 239 retransmits``."""
    if transfer is None:
        return None
    bitrate, again, loss = transfer.bitrate_bps, transfer.retransmits, _loss(transfer)
    return joined(
        (
            None if bitrate is None else f"{name} {rate(bitrate)}",
            counted(again, "retransmit") if again else None,
            f"{number(loss)} % loss" if loss else None,
        )
    )


def summary(run: Iperf) -> str:
    """Return protocol, time, the transfers of both directions, and the error."""
    duration = run.duration_s
    return joined(
        (
            joined((run.protocol, None if duration is None else f"{number(duration)} s")),
            transfer_summary("sent", run.sent),
            transfer_summary("received", run.received),
            one_line(run.error.removeprefix("error - ")) if run.error else None,
        )
    )

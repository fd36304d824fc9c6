"""The verdict and the summary of a ping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netassay.core.verdicts import Verdict, by_share, joined, number, one_line

if TYPE_CHECKING:
    from netassay.records.ping import Ping, Totals

__all__ = ["summary", "summary_of_totals", "verdict", "verdict_of_totals"]


def verdict_of_totals(run: Totals) -> Verdict:
    """Judge by the counts, or by the loss where they are missing; some loss is degraded."""
    transmitted, received = run.transmitted, run.received
    if transmitted is not None and received is not None:
        return by_share(received, transmitted) if transmitted > 0 else "not-run"
    loss = run.loss_percent
    return "unknown" if loss is None else by_share(100 - loss, 100)


def verdict(ping: Ping) -> Verdict:
    """Judge by the totals, or by the replies of a text that was cut off before its totals.

    A run with nothing but an error of the tool (no such host, no route) was not run.
    """
    transmitted = ping.transmitted or 0
    if 0 < transmitted <= len(ping.lost_sequences) and not _is_answered(ping):
        # Errors of routers may have been counted as received.
        return "failed"
    judged = verdict_of_totals(ping)
    if judged != "unknown":
        return judged
    if ping.replies:
        answered = sum([reply.outcome == "reply" for reply in ping.replies])
        return by_share(answered, max(len(ping.replies), answered + len(ping.lost_sequences)))
    return "not-run" if ping.messages else "unknown"


def _is_answered(ping: Ping) -> bool:
    return any([reply.outcome == "reply" for reply in ping.replies])


def summary_of_totals(run: Totals) -> str:
    """Return counts, loss and round trips: ``5 sent, 4 received, 20 % loss, 200.2/204.7/209.8 ms``."""
    counts = "" if run.transmitted is None else f"{run.transmitted} sent"
    received = "" if run.received is None else f"{run.received} received"
    loss = run.loss_percent
    share = "" if loss is None else f"{number(loss)} % loss"
    times = [run.rtt_min_ms, run.rtt_avg_ms, run.rtt_max_ms]
    trips = "/".join([number(time) for time in times if time is not None])
    return joined((counts, received, share, f"{trips} ms" if trips else ""))


def summary(ping: Ping) -> str:
    """Return the totals; without them the number of replies, or the tool's first message."""
    totals = summary_of_totals(ping)
    if totals or not (ping.replies or ping.messages):
        return totals
    answered = sum([reply.outcome == "reply" for reply in ping.replies])
    return f"{answered} received" if ping.replies else one_line(ping.messages[0])

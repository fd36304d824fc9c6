"""ping_sweep: a gateway's echo requests of growing sizes, in several passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.keys.wire import Each, To
from netassay.core.spec import Test
from netassay.core.verdicts import Verdict, counted, joined, of_parts
from netassay.measurements.ping.checks import check_totals, has_totals
from netassay.measurements.ping.output import SUCCESS
from netassay.measurements.ping.verdict import summary_of_totals, verdict_of_totals
from netassay.records.ping_sweep import PingSweep

if TYPE_CHECKING:
    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node

__all__ = ["SPEC"]


OUTPUTS: Final = {
    "gateways": {
        "destination": "destination",
        "successRate": To("loss", SUCCESS),
        "transmittedPacketsCount": "transmitted",
        "receivedPacketsCount": "received",
        "minimumRoundTripTimeMilliseconds": "rtt_min",
        "averageRoundTripTimeMilliseconds": "rtt_avg",
        "maximumRoundTripTimeMilliseconds": "rtt_max",
        "responses": Each(
            "passes",
            {
                "count": "number",
                "replies": Each(
                    "replies", {"requestId": "request", "size": "size", "timedOut": "timed_out"}
                ),
            },
        ),
    },
}


def complete(node: Node) -> bool:
    """Say whether the totals and the passes are there."""
    return has_totals(node) and bool(node.get("passes"))


def check(node: Node, notes: Notes) -> None:
    """Compare the totals with each other and with the requests."""
    check_totals(node, notes)
    passes = node.get("passes")
    if not passes or not all(["replies" in one for one in passes]):
        return
    rows = [row for one in passes for row in one["replies"]]
    _check_count(node, "transmitted", len(rows), "requests are listed", notes)
    if all(["timed_out" in row for row in rows]):
        answered = sum([not row["timed_out"].value for row in rows])
        _check_count(node, "received", answered, "requests did not time out", notes)


def _check_count(node: Node, name: str, true: int, what: str, notes: Notes) -> None:
    count = node.get(name)
    if count is not None and count.value != true:
        notes.add("arithmetic", name, f"{name} is {count.text}, but {true} {what}")


def verdict(sweep: PingSweep) -> Verdict:
    """Judge by the totals, or by the requests where they are missing."""
    judged = verdict_of_totals(sweep)
    if judged != "unknown":
        return judged
    timed_out = [row.timed_out for one in sweep.passes for row in one.replies]
    return of_parts([None if late is None else not late for late in timed_out])


def summary(sweep: PingSweep) -> str:
    """Return the totals and the number of passes."""
    passes = counted(len(sweep.passes), "pass", "passes")
    return joined((summary_of_totals(sweep), passes if sweep.passes else None))


SPEC: Final = Test(
    name="ping_sweep",
    endpoint="pingSweep",
    record=PingSweep,
    outputs=OUTPUTS,
    complete=complete,
    check=check,
    verdict=verdict,
    summary=summary,
)

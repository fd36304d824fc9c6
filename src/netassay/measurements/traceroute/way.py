"""What follows from the hops of a way: whether it is whole, and whether it got there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netassay.core.values.readers import HOST
from netassay.core.values.readings import Node, constant
from netassay.measurements.traceroute.probes import is_address

if TYPE_CHECKING:
    from netassay.core.findings import Notes
    from netassay.core.spec import Task

__all__ = ["OpenHops", "arrived", "check", "complete", "derive", "ended"]


class OpenHops(list[Node]):
    """The hops of a text that does not show its end: more may have followed."""


def _goal(node: Node) -> str | None:
    """Return the address that was asked for, as far as it is known."""
    resolved, destination = node.get("resolved_address"), node.get("destination")
    if resolved is None and destination is not None and is_address(destination.text):
        resolved = HOST[destination.text]
    return resolved.value if resolved is not None else None


def arrived(node: Node) -> bool | None:
    """Say whether the host itself answered in the last hop; None where that can't be known."""
    goal, hops = _goal(node), node.get("hops")
    if goal is None or not hops:
        return None
    return any(
        ["address" in row and row["address"].value == goal for row in hops[-1].get("probes", ())]
    )


def ended(node: Node) -> bool:
    """Say whether the last hop is one that no other can follow, though the host is not in it.

    It is the largest, or a probe came back as unreachable (Linux's own gives up at the
    first, BusyBox when all but one are).
    """
    hops = node.get("hops")
    if not hops:
        return False
    last, most = hops[-1], node.get("max_hops")
    if most is not None and "hop" in last and last["hop"].value >= most.value:
        return True
    return any(
        [
            row["annotation"].value not in _NO_REFUSALS
            for row in last.get("probes", ())
            if "annotation" in row
        ]
    )


#: An answer whose own time to live ran out, and the sign of a time below the clock's step.
_NO_REFUSALS = frozenset({"!", "<1 ms"})


def derive(node: Node, task: Task) -> None:
    """Add whether the host was reached, unless more hops may follow than are there."""
    there = arrived(node)
    if there or (there is False and task.ended and not isinstance(node["hops"], OpenHops)):
        node["reached"] = constant(there)


def complete(node: Node) -> bool:
    """Say whether the way is there, to its end."""
    hops = node.get("hops")
    if not hops or not ("destination" in node or "resolved_address" in node):
        return False
    return not isinstance(hops, OpenHops)


def check(node: Node, notes: Notes) -> None:
    """Hold the numbers of the hops against each other and against their limits."""
    least, most = node.get("min_hops"), node.get("max_hops")
    if least is not None and most is not None and least.value > most.value:
        notes.add("arithmetic", "min_hops", f"min_hops {least.text} is over max_hops {most.text}")
    before = -1
    for at, row in enumerate(node.get("hops", ())):
        number = row.get("hop")
        if number is None:
            continue
        value = number.value
        if value <= before:
            message = f"hop {number.text} stands behind hop {before}"
            notes.add("arithmetic", f"hops[{at}].hop", message)
        if most is not None and value > most.value:
            message = f"hop {number.text} is over max_hops {most.text}"
            notes.add("arithmetic", f"hops[{at}].hop", message)
        before = value

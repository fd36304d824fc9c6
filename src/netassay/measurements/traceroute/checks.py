"""What the hops of a route tell: whether they are all there, and whether the last one is the host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.values.addresses import HOST, is_address
from netassay.core.values.readings import Node, constant

if TYPE_CHECKING:
    from netassay.core.findings import Notes
    from netassay.core.spec import Task

__all__ = ["UnfinishedHops", "check", "complete", "derive", "is_final", "reached"]


class UnfinishedHops(list[Node]):
    """The hops of a text that may be cut: more hops may have followed."""


def _destination_address(node: Node) -> str | None:
    """Return the address of the destination, None where it is not known."""
    resolved, destination = node.get("resolved_address"), node.get("destination")
    if resolved is None and destination is not None and is_address(destination.text):
        resolved = HOST[destination.text]
    return resolved.value if resolved is not None else None


def reached(node: Node) -> bool | None:
    """Say whether the destination answered in the last hop; None where its address is not known."""
    destination, hops = _destination_address(node), node.get("hops")
    if destination is None or not hops:
        return None
    probes = hops[-1].get("probes", ())
    asked = node["destination"].text if "destination" in node else None
    return any([_is_of(row, destination, asked) for row in probes])


def _is_of(probe: Node, address: str, name: str | None) -> bool:
    """Say whether a probe was answered by a host, which is told by its name where no address is."""
    if "address" in probe:
        return bool(probe["address"].value == address)
    return "name" in probe and bool(probe["name"].value == name)


def is_final(node: Node) -> bool:
    """Say whether the tool stops at the last hop, though the destination did not answer there.

    It stops at the largest number of hops, and where a probe came back as unreachable (Linux
    at the first such probe, BusyBox when all but one are).
    """
    hops = node.get("hops")
    if not hops:
        return False
    last, most = hops[-1], node.get("max_hops")
    if most is not None and "hop" in last and last["hop"].value >= most.value:
        return True
    return any(
        [
            row["annotation"].value not in _NO_ERRORS
            for row in last.get("probes", ())
            if "annotation" in row
        ]
    )


#: Annotations without an ICMP error: a reply whose own time to live was 1 or less, and a round
#: trip below the clock's step.
_NO_ERRORS: Final = frozenset({"!", "<1 ms"})


def derive(node: Node, task: Task) -> None:
    """Add whether the destination was reached; "no" only where no more hops can follow."""
    there = reached(node)
    if there or (there is False and task.ended and not isinstance(node["hops"], UnfinishedHops)):
        node["reached"] = constant(there)


def complete(node: Node) -> bool:
    """Say whether the destination and all hops are there."""
    hops = node.get("hops")
    if not hops or not ("destination" in node or "resolved_address" in node):
        return False
    return not isinstance(hops, UnfinishedHops)


def check(node: Node, notes: Notes) -> None:
    """Compare the numbers of the hops with each other and with their limits."""
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

"""Checks of a ping's values against each other."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from netassay.core import arithmetic
from netassay.core.values.readings import Reading, figure
from netassay.core.values.rows import Figures, any_has, values_of
from netassay.measurements.ping.sequences import errors_received

if TYPE_CHECKING:
    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node

__all__ = ["check", "check_totals", "has_totals"]

_COUNTS: Final = frozenset(("transmitted", "received", "loss"))
_ROUND_TRIPS: Final = ("rtt_min", "rtt_avg", "rtt_max")
#: ICMP's header, which the size of a reply counts (RFC 792), and those around it (IPv4 with
#: and without options, IPv6).
_ICMP_HEADER: Final = 8
_HEADERS: Final = range(_ICMP_HEADER + 20, _ICMP_HEADER + 61, 4)


def has_totals(node: Node) -> bool:
    """Say whether the totals are there; without replies there are no round trips."""
    if not node.keys() >= _COUNTS:
        return False
    return node["received"].value == 0 or node.keys() >= set(_ROUND_TRIPS)


def check_totals(node: Node, notes: Notes) -> None:
    """Compare the totals of a run with each other."""
    arithmetic.ordered(node, _ROUND_TRIPS, notes)
    transmitted, received = node.get("transmitted"), node.get("received")
    if transmitted is None or received is None:
        return
    if received.value > transmitted.value:
        message = f"{received.text} received of {transmitted.text} transmitted"
        notes.add("arithmetic", "received", message)
    loss = node.get("loss")
    if loss is not None and loss.truncated:
        _check_success(loss, received.value, transmitted.value, notes)
    else:
        lost = max(0, transmitted.value - received.value)
        arithmetic.share(node, "", lost, transmitted.value, "loss", notes)


def _check_success(loss: Reading, received: int, transmitted: int, notes: Notes) -> None:
    """Check a success rate, rounded or truncated, against its counts."""
    if transmitted <= 0:
        return
    true, stated = 100 * min(received, transmitted) / transmitted, 100 - loss.value
    if not -loss.step / 2 <= true - stated <= loss.step:
        fraction = f"{received} of {transmitted}, which is {true:.4g} %"
        notes.add("arithmetic", "loss", f"a success rate of {loss.text} does not fit {fraction}")


def check(node: Node, notes: Notes) -> None:
    """Compare the totals with each other and with the replies."""
    check_totals(node, notes)
    if "payload" in node:
        _check_sizes(node, notes)
    if "requested" in node:
        _check_requested(node, notes)
    received = node.get("received")
    replies = node.get("replies")
    if received is None or not replies:
        return
    errors = errors_received(node)
    if errors:
        counted = "an error of a router" if errors == 1 else f"{errors} errors of routers"
        message = f"{received.text} received, which counts {counted} as replies"
        notes.add("arithmetic", "received", message)
    if not any([any_has(replies, name) for name in _NO_PLAIN_REPLY]):
        times = Figures(replies, "time")
        answers, duplicates = len(replies), 0
    else:
        rows = [row for row in replies if "outcome" not in row]
        times = Figures([_with_midpoint(row) for row in rows], "time")
        # iputils and BusyBox count the times of duplicates too (seen in runs).
        answers, duplicates = len(rows), sum(["duplicate" in row for row in rows])
    if times.values and len(times.values) == answers == received.value + duplicates:
        # iputils up to 2016 prints 11.581 ms as 11.5 in a reply, and the totals with all digits.
        arithmetic.summary(node, _ROUND_TRIPS, times, notes, cut=True)
    elif answers > received.value + duplicates and not errors:
        _check_answers(node, received, duplicates, notes)


def _check_answers(node: Node, received: Reading, duplicates: int, notes: Notes) -> None:
    """Check that no more replies are listed than were received.

    `output` does not tell which replies are duplicates: those of one sequence number count once.
    Where the two sides have different replies, that is said already.
    """
    if any([finding.path.startswith("replies") for finding in notes.found]):
        return
    rows = [row for row in node["replies"] if "outcome" not in row]
    numbers = {row["sequence"].value for row in rows if "sequence" in row}
    different = len(numbers) + sum(["sequence" not in row for row in rows])
    if different > received.value + duplicates:
        message = f"{received.text} received, and {different} replies are listed"
        notes.add("arithmetic", "received", message)


#: Fields of replies that are no answers, or whose time is not what it looks like.
_NO_PLAIN_REPLY: Final = ("outcome", "duplicate", "note")


def _with_midpoint(row: Node) -> Node:
    """Return a reply with the middle of what a time like ``<1ms`` may have been."""
    return row | {"time": _midpoint(row["time"])} if "note" in row and "time" in row else row


def _midpoint(time: Reading) -> Reading:
    """Return the middle of what a time like ``<1ms`` may have been."""
    exact = time.exact or Decimal(0)
    return figure(time.text, exact, time.ulp)


def _check_sizes(node: Node, notes: Notes) -> None:
    """Check the sizes of packet and replies against the payload.

    Most tools count a reply with its ICMP header, Windows without.
    """
    payload, packet = node["payload"].value, node.get("packet")
    if packet is not None and packet.value - payload not in _HEADERS:
        message = f"a payload of {payload} bytes does not fit a packet of {packet.text}"
        notes.add("arithmetic", "packet", message)
    fitting = {payload, payload + _ICMP_HEADER}
    replies = node.get("replies", ())
    if fitting.issuperset(set(values_of(replies, "size")) - {None}):
        return
    for at, row in enumerate(replies):
        size = row.get("size")
        if size is not None and size.value not in fitting and _SIZE_MAY_DIFFER.isdisjoint(row):
            message = f"a reply of {size.text} bytes does not fit a payload of {payload}"
            notes.add("arithmetic", f"replies[{at}].size", message)
            break


#: Fields of replies whose size may differ: truncated ones and errors.
_SIZE_MAY_DIFFER: Final = frozenset(("note", "outcome", "details"))


def _check_requested(node: Node, notes: Notes) -> None:
    requested, transmitted = node["requested"], node.get("transmitted")
    if transmitted is not None and transmitted.value != requested.value:
        message = f"{requested.text} requests were asked for, {transmitted.text} were sent"
        notes.add("arithmetic", "transmitted", message)

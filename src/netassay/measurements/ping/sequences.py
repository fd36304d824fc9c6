"""The sequence numbers of requests without a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.values.rows import any_has, values_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.spec import Task
    from netassay.core.values.readings import Node

__all__ = ["derive", "errors_received"]

#: Number of the first request: BusyBox and inetutils count from 0, iputils and AOS-S from
#: 1; a gateway's replies are counted by the position of their marks.
_FIRST_SEQUENCE: Final = {"aps": 0, "cx": 1, "aos-s": 1, "gateways": 1}
#: Runs of more requests get no list of lost ones.
_MOST_REQUESTS: Final = 100_000
#: Sequence numbers have 16 bits: after 65535 comes 0 (RFC 792).
_SEQUENCES: Final = 2**16


def derive(node: Node, task: Task) -> None:
    """Add the sequence numbers without a reply, where those of all replies are known."""
    transmitted, received = node.get("transmitted"), node.get("received")
    if transmitted is None or received is None:
        return
    errors = errors_received(node)
    if transmitted.value == received.value and not errors:
        return
    if not 0 < transmitted.value <= _MOST_REQUESTS:
        return
    replies = node.get("replies", ())
    answered = _answered(replies, transmitted.value)
    if answered is None or len(answered) + errors != received.value:
        return
    first = _first(replies, transmitted.value, task.family)
    if first is not None:
        asked = range(first, first + transmitted.value)
        lost = [number % _SEQUENCES for number in asked if number not in answered]
        if lost:
            node["lost_sequences"] = lost


def errors_received(node: Node) -> int:
    """Return how many errors of routers `received` counts as replies, as that of Windows does.

    That shows where each request has its line, and replies are fewer than received.
    """
    replies, received = node.get("replies", ()), node.get("received")
    if received is None or "transmitted" not in node or not any_has(replies, "outcome"):
        return 0
    requests = {row["sequence"].value for row in replies if "sequence" in row}
    if len(requests) != node["transmitted"].value or len(requests) != len(replies):
        return 0
    answers = [row for row in replies if "outcome" not in row or row["outcome"].value == "reply"]
    errors = [
        row
        for row in replies
        if "address" in row and "outcome" in row and row["outcome"].value in _ERRORS
    ]
    more = received.value - len(answers)
    return more if 0 < more <= len(errors) else 0


_ERRORS: Final = frozenset(("unreachable", "error"))


def _answered(replies: Sequence[Node], transmitted: int) -> set[int] | None:
    """Return the numbers of the replies, counted on beyond 65535 where they start again at 0.

    None where a reply has no number.
    """
    if not any([any_has(replies, name) for name in ("duplicate", "outcome")]):
        numbers = values_of(replies, "sequence")
        if transmitted < _SEQUENCES:
            return None if None in numbers else set(numbers)
    answered = set()
    wraps = transmitted > _SEQUENCES - 1
    before = 0
    for row in replies:
        if "duplicate" in row or ("outcome" in row and row["outcome"].value != "reply"):
            continue
        if "sequence" not in row:
            return None
        number = row["sequence"].value
        if wraps:
            number += round((before - number) / _SEQUENCES) * _SEQUENCES
            before = max(number, before)
        answered.add(number)
    return answered


def _first(replies: Sequence[Node], transmitted: int, family: str | None) -> int | None:
    """Return the number of the first request, None where it is not known."""
    first = _FIRST_SEQUENCE.get(family or "")
    if first == 0 or transmitted > _SEQUENCES - 1:
        return first
    numbers = [number for number in values_of(replies, "sequence") if number is not None]
    if not numbers:
        return first
    return 0 if 0 in numbers else first or 1

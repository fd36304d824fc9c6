"""poe_bounce and port_bounce: ports switched off and on again, or only their power.

A gateway is asked for ``GE 0/0/0`` and answers for ``0/0/0``; a switch may be asked for a
range, ``5-7``, and answers for the range.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from netassay.core.keys.compounds import Listed
from netassay.core.keys.wire import Each, To
from netassay.core.spec import Test
from netassay.core.values.readings import Reader, Reading
from netassay.core.verdicts import Verdict, counted, joined, of_parts, one_line
from netassay.records.bounce import Bounce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node

__all__ = ["POE", "PORT", "unanswered", "unasked"]


class _Bounced(Reader):
    """Whether an answer says that the port was bounced: anything else is a failure."""

    kind = "an answer"

    def read_text(self, text: str) -> Reading:
        return Reading(text.strip().rstrip(".").casefold() == "bounced", text)

    def read_other(self, value: Any) -> Any:  # noqa: ARG002 - the answer's own reader tells
        return None


_KEYS: Final = {
    "ports": Listed("requested", or_text=True),
    "results": Each(
        "ports",
        {
            "port": "port",
            "status": (To("bounced", _Bounced()), "answer"),
        },
    ),
}

#: The word before a port's number: ``GE 0/0/0`` is the port 0/0/0.
_KIND: Final = re.compile(r"[A-Za-z][\w-]*\s+(?=\d)")
#: A range, with what its ports have in common once or twice: 5-7, A1-A4, 1/1/1-1/1/3, 1/1/1-3.
_RANGE: Final = re.compile(r"(\D*+(?:\d{1,9}/)*+)(\d{1,9})-(?:\1)?(\d{1,9})")
_LONGEST_NAME: Final = 64
#: More ports than a switch has in a row are no range.
_MOST_PORTS: Final = 128


def _named(port: str) -> frozenset[str]:
    """Return the ports that a name stands for, each by the name that devices answer with."""
    return _remembered_ports(port) if len(port) <= _LONGEST_NAME else frozenset((port,))


@lru_cache(maxsize=1024)
def _remembered_ports(port: str) -> frozenset[str]:
    name = port.strip().casefold()
    kind = _KIND.match(name)
    name = name[kind.end() :] if kind else name
    match = _RANGE.fullmatch(name)
    if match:
        first, last = int(match[2]), int(match[3])
        if first <= last < first + _MOST_PORTS:
            return frozenset(f"{match[1]}{number}" for number in range(first, last + 1))
    return frozenset((name,))


def unanswered(asked: Sequence[Reading], rows: Sequence[Node]) -> list[int]:
    """Return which of the ports asked for have no row, by position; order counts for nothing."""
    there = _all_ports([row["port"] for row in rows if "port" in row])
    return [at for at, port in enumerate(asked) if not _named(port.text) <= there]


def unasked(asked: Sequence[Reading], rows: Sequence[Node]) -> list[int]:
    """Return which of the rows are for a port that was not asked for, by position."""
    wanted = _all_ports(asked)
    ports = [(at, row["port"]) for at, row in enumerate(rows) if "port" in row]
    return [at for at, port in ports if not _named(port.text) <= wanted]


def _all_ports(names: Sequence[Reading]) -> frozenset[str]:
    return frozenset().union(*(_named(name.text) for name in names))


def complete(node: Node) -> bool:
    """Say whether each port asked for has a result, and each result its port and answer."""
    rows = node.get("ports")
    if not rows or "requested" not in node:
        return False
    if not all(["port" in row and "answer" in row for row in rows]):
        return False
    asked = node["requested"]
    return _one_by_one(asked, rows) or not unanswered(asked, rows)


def _one_by_one(asked: Sequence[Reading], rows: Sequence[Node]) -> bool:
    """Say whether the results are for just the ports asked for, in order: the usual case."""
    if len(asked) != len(rows):
        return False
    for port, row in zip(asked, rows, strict=True):
        answered = row.get("port")
        if answered is None:
            return False
        if port is not answered and _named(port.text) != _named(answered.text):
            return False
    return True


def check(node: Node, notes: Notes) -> None:
    """Hold the ports asked for against the results, where there are both."""
    asked, rows = node.get("requested"), node.get("ports")
    if asked is None or rows is None or _one_by_one(asked, rows):
        return
    for at in unanswered(asked, rows):
        message = f"port {asked[at].text} was asked for and has no result"
        notes.add("arithmetic", f"requested[{at}]", message, stated=asked[at].text)
    for at in unasked(asked, rows):
        port = rows[at]["port"].text
        message = f"port {port} has a result and was not asked for"
        notes.add("arithmetic", f"ports[{at}].port", message, stated=port)


def verdict(bounce: Any) -> Verdict:
    """Judge by the answers; a port that was asked for and not answered for is a refusal more."""
    answers = [port.bounced if port.answer is not None else None for port in bounce.ports]
    told = of_parts(answers)
    return told if told == "unknown" else of_parts(answers + [False] * _unanswered(bounce))


def _unanswered(bounce: Any) -> int:
    """Count the ports that were asked for and have no answer."""
    there = frozenset().union(*(_named(port.port) for port in bounce.ports if port.port))
    return sum([not _named(port) <= there for port in bounce.requested])


#: As many refusals as a summary tells.
_MOST_TOLD: Final = 3


def summary(bounce: Any) -> str:
    """Return how many ports were bounced, and what was said of the others."""
    ports = bounce.ports
    if not ports:
        return ""
    done = sum([port.bounced for port in ports])
    refused = [port for port in ports if not port.bounced]
    return joined(
        (
            f"{done} of {counted(len(ports) + _unanswered(bounce), 'port')} bounced",
            *[_refusal(port) for port in refused[:_MOST_TOLD]],
        )
    )


def _refusal(port: Any) -> str:
    return one_line(": ".join(filter(None, (port.port, port.answer or "no answer"))))


def _spec(name: str, endpoint: str) -> Test:
    outputs = dict.fromkeys(("cx", "aos-s", "gateways"), _KEYS)
    return Test(
        name=name,
        endpoint=endpoint,
        record=Bounce,
        outputs=outputs,
        complete=complete,
        check=check,
        verdict=verdict,
        summary=summary,
    )


POE: Final = _spec("poe_bounce", "poeBounce")
PORT: Final = _spec("port_bounce", "portBounce")

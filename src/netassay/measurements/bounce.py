"""poe_bounce and port_bounce: ports switched off and on again, or only their power.

A gateway that is asked for ``GE 0/0/0`` reports ``0/0/0``. A switch reports a range of ports,
``5-7``, as it was asked for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from netassay.core.keys.compounds import Listed
from netassay.core.keys.wire import Each, To
from netassay.core.spec import Test
from netassay.core.values.readings import Reader, Reading
from netassay.core.values.rows import values_of
from netassay.core.verdicts import Verdict, counted, joined, of_parts, one_line
from netassay.records.bounce import Bounce, BouncedPort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node

__all__ = ["POE", "PORT", "unanswered", "unasked"]


class _Bounced(Reader):
    """Reads an answer as whether the port was bounced; any other answer is a failure."""

    kind = "an answer"

    def read_text(self, text: str) -> Reading:
        return Reading(text.strip().rstrip(".").casefold() == "bounced", text)

    def read_other(self, value: Any) -> Any:  # noqa: ARG002 - `answer` reports it
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

#: The type of a port before its number: ``GE 0/0/0`` is the port 0/0/0.
_PORT_TYPE: Final = re.compile(r"[A-Za-z][\w-]*\s+(?=\d)")
#: A range of ports; their common prefix may be repeated: 5-7, A1-A4, 1/1/1-1/1/3, 1/1/1-3.
_RANGE: Final = re.compile(r"(\D*+(?:\d{1,9}/)*+)(\d{1,9})-(?:\1)?(\d{1,9})")
_LONGEST_NAME: Final = 64
#: A longer range is taken for a name: no switch has as many ports in a row.
_MOST_PORTS: Final = 128


def _ports_of(port: str) -> frozenset[str]:
    """Return the ports that a name stands for, each by its number as devices report it."""
    return _remembered_ports(port) if len(port) <= _LONGEST_NAME else frozenset((port,))


@lru_cache(maxsize=1024)
def _remembered_ports(port: str) -> frozenset[str]:
    name = port.strip().casefold()
    port_type = _PORT_TYPE.match(name)
    name = name[port_type.end() :] if port_type else name
    match = _RANGE.fullmatch(name)
    if match:
        first, last = int(match[2]), int(match[3])
        if first <= last < first + _MOST_PORTS:
            return frozenset(f"{match[1]}{number}" for number in range(first, last + 1))
    return frozenset((name,))


def unanswered(asked: Sequence[Reading], rows: Sequence[Node]) -> list[int]:
    """Return the positions in `asked` of ports without a row, in whatever order the rows are."""
    reported = _all_ports([port for port in values_of(rows, "port") if port is not None])
    return [at for at, port in enumerate(asked) if not _ports_of(port.text) <= reported]


def unasked(asked: Sequence[Reading], rows: Sequence[Node]) -> list[int]:
    """Return the positions of rows whose port was not asked for."""
    wanted = _all_ports([port.text for port in asked])
    ports = enumerate(values_of(rows, "port"))
    return [at for at, port in ports if port is not None and not _ports_of(port) <= wanted]


def _all_ports(names: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*map(_ports_of, names))


def complete(node: Node) -> bool:
    """Say whether each port asked for has a result, and each result its port and answer."""
    rows = node.get("ports")
    if not rows or "requested" not in node:
        return False
    if None in values_of(rows, "port") or None in values_of(rows, "answer"):
        return False
    asked = node["requested"]
    return _in_order(asked, rows) or not unanswered(asked, rows)


def _in_order(asked: Sequence[Reading], rows: Sequence[Node]) -> bool:
    """Say whether there is one result for each port asked for, in order: the usual case."""
    if len(asked) != len(rows):
        return False
    answered = values_of(rows, "port")
    pairs = zip([port.text for port in asked], answered, strict=True)
    return None not in answered and all(
        [one == other or _ports_of(one) == _ports_of(other) for one, other in pairs]
    )


def check(node: Node, notes: Notes) -> None:
    """Compare the ports asked for with the results, where there are both."""
    asked, rows = node.get("requested"), node.get("ports")
    if asked is None or rows is None or _in_order(asked, rows):
        return
    for at in unanswered(asked, rows):
        message = f"port {asked[at].text} was asked for and has no result"
        notes.add("arithmetic", f"requested[{at}]", message, stated=asked[at].text)
    for at in unasked(asked, rows):
        port = values_of(rows, "port")[at]
        message = f"port {port} has a result and was not asked for"
        notes.add("arithmetic", f"ports[{at}].port", message, stated=port)


def verdict(bounce: Bounce) -> Verdict:
    """Judge by the answers; a port asked for without an answer counts as refused."""
    answers = [port.bounced if port.answer is not None else None for port in bounce.ports]
    answered = of_parts(answers)
    return (
        answered
        if answered == "unknown"
        else of_parts(answers + [False] * _count_unanswered(bounce))
    )


def _count_unanswered(bounce: Bounce) -> int:
    """Return the number of ports asked for without an answer."""
    reported = frozenset().union(*(_ports_of(port.port) for port in bounce.ports if port.port))
    return sum([not _ports_of(port) <= reported for port in bounce.requested])


#: Number of refusals that a summary names.
_MOST_NAMED: Final = 3


def summary(bounce: Bounce) -> str:
    """Return how many ports were bounced, and the answers for the others."""
    ports = bounce.ports
    if not ports:
        return ""
    bounced = sum([port.bounced for port in ports])
    refused = [port for port in ports if not port.bounced]
    return joined(
        (
            f"{bounced} of {counted(len(ports) + _count_unanswered(bounce), 'port')} bounced",
            *[_refusal(port) for port in refused[:_MOST_NAMED]],
        )
    )


def _refusal(port: BouncedPort) -> str:
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

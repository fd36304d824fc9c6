"""The probes of a printed hop, as most tools print them.

A star for each that nobody answered, else a time, behind the router that it came from
unless that is the one before, and before what the answer was like::

    gw.example.com (192.0.2.1) [AS64500]  0.5 ms !X *  192.0.2.2  1.2 ms  1.4 ms F=1400

Each piece is as its tool prints it: BusyBox ``networking/traceroute.c``, inetutils
``src/traceroute.c``, Linux's own ``traceroute.c`` and ``extension.c``, the BSDs' from LBL's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netassay.core.records.record import fields_by_name
from netassay.core.values.readings import MEMORY, TEXT, Odd, Reader, Reading
from netassay.measurements.traceroute.probes import REPLIED, ROUND_TRIP, SILENT, router
from netassay.records.traceroute import Probe

if TYPE_CHECKING:
    from netassay.core.values.readings import Node

__all__ = ["HopReader", "PrintedProbes"]

_HOST: Final = r"[^\s()*!<\['][^\s()*!]*+"
_OTHER: Final = r"[^\s(),]++"
_SYSTEM: Final = r"\[(?:AS[^\]\n]*+|\*)\]"
#: What stands behind a router: AS numbers, ICMP extensions, the length of the way back, what
#: BusyBox says of the answer with `-v`, and the VRFs of a Cisco router.
_OF_ROUTER: Final = (
    r"<[^<>\n]*+>|\[[^\]\n]*+\]|'-?[0-9]++'|[0-9]++ bytes to [^\s()]++|\([^(),\n]++,[^()\n]*+\)"
)
#: What stands behind a time: annotations, a new MTU, the answer's own time to live.
_OF_TIME: Final = r"![^\s*]*+|F=[0-9]++|\((?:ttl=)?[0-9]++!?\)|<[^<>\n]*+>"
#: What the BSDs say of a whole hop with `-S`, which its stars say too.
_LOSS: Final = r"\([0-9]++% loss\)"


class HopReader(Reader):
    """Reads the probes of a hop out of a line.

    `following` is the pattern of a line that goes on with the hop before it, `cut` that of
    what can be read of a line that was cut anywhere behind it. A tool that `says_end` prints
    a closing line.
    """

    following = r"(?!)"
    cut = ""
    says_end = False

    def read(self, text: str) -> Any:
        """Return the nodes of the probes, in their order."""
        try:
            return self.probes_of(text)
        except Odd as odd:
            # What one time reads as is not what the hop reads as.
            raise Odd(odd.code, odd.message) from None

    def probes_of(self, text: str) -> list[Node]:
        """Read the probes; raise `Odd` where one of them can't be read."""
        raise NotImplementedError


class PrintedProbes(HopReader):
    """The probes of a hop. Routers and times are remembered, and short lines as a whole.

    `unit` is what stands behind a time. Cisco's routers print an annotation in place of a
    time (`untimed`). The list is shared, as its nodes are, and never changes.
    """

    def __init__(self, unit: str = "ms(?!ec)", *, untimed: bool = False) -> None:
        super().__init__()
        self.untimed = untimed
        self._routers: dict[str, Node] = {}
        time = rf"[0-9]++(?:\.[0-9]++)?+[ \t]*+{unit}"
        named = rf"(?!{time}|F=[0-9]|[0-9]++ bytes to ){_HOST}"
        host = rf"(?:({_SYSTEM})[ \t]++(?={named}))?+({named})(?:[ \t]++\(({_OTHER})\))?+"
        marks = rf"{_OF_TIME}|{_LOSS}|{_OF_ROUTER}"
        self._pieces = re.compile(rf"[ \t]*+(?:({time})|\*|{host}|({marks}))")
        who = rf"(?:{_SYSTEM}[ \t]++)?+{_HOST}(?:[ \t]++\({_OTHER}\))?+"
        who += rf"(?:[ \t]++(?:{_OF_ROUTER}))*+"
        behind = rf"(?:[ \t]++(?:{_OF_TIME}))*+"
        timed = rf"{time}{behind}"
        answer = rf"(?:{timed}|![^\s*]++)" if untimed else timed
        probe = rf"(?:\*(?:[ \t]++F=[0-9]++)?+|{answer}|{who}[ \t]++{answer})"
        more = rf"(?:[ \t]*+{probe})*+(?:[ \t]++{_LOSS})?+"
        self.pattern = self.cut = f"{probe}{more}"
        # The rest of a hop in a line of its own begins with another router.
        self.following = rf"{who}[ \t]++{answer}{more}"

    def probes_of(self, text: str) -> list[Node]:
        """Read a line whose pieces were all met before at one glance, any other by its pieces."""
        probes: list[Node] = []
        who: Node = {}
        for piece in text.split("  "):
            time = _TIMES(piece) if piece[-1:] == "s" else None
            if time is not None:
                probes.append({**who, "outcome": REPLIED, "rtt": time})
                continue
            known = self._routers.get(piece)
            if known is None:
                return self._read_pieces(text)
            who = known
        return probes

    def _read_pieces(self, text: str) -> list[Node]:
        """Read piece after piece; a time without a router is from the one before."""
        probes: list[Node] = []
        who: Node = {}
        last: Node | None = None
        for time, system, host, other, mark in self._pieces.findall(text):
            if time:
                last = {**who, "outcome": REPLIED, "rtt": ROUND_TRIP[time]}
                probes.append(last)
            elif host:
                # BusyBox prints `name (address)`, inetutils `address (name)`.
                who, last = router(other, host), None
                if system:
                    who = {**who, **_meaning(system)}
                else:
                    self._remember(f"{host} ({other})" if other else host, who)
            elif not mark:
                last = SILENT
                probes.append(last)
            elif self.untimed and mark[0] == "!":
                probes.append({**who, "outcome": REPLIED, "annotation": TEXT[mark]})
            elif last is None:
                who = {**who, **_meaning(mark)}
            else:
                last = probes[-1] = _joined(last, _meaning(mark))
        return probes

    def _remember(self, piece: str, who: Node) -> None:
        if len(piece) <= _LONGEST_PIECE:
            if len(self._routers) >= MEMORY:
                self._routers.clear()
            self._routers[piece] = who


#: The reading of a time that was met before, else None.
_TIMES: Final = ROUND_TRIP.get
_LONGEST_PIECE: Final = 128


#: The pieces beside a router or a time, by the field that each of them fills.
_MARKS: Final = re.compile(
    r"(?P<annotation>!.*)|F=(?P<mtu>.*)|'-?(?P<back_hops>[0-9]+)'|\[(?P<asn>AS.*|\*)\]"
    r"|\((?:ttl=)?(?P<ttl>[0-9]+)!?\)|(?P<size>[0-9]+) bytes to (?P<to_address>.*)"
    r"|\([0-9]+% loss\)|.(?P<extensions>.*)."
)


def _meaning(mark: str) -> Node:
    """Return what one piece beside a router or a time says."""
    match = _MARKS.fullmatch(mark)
    said = match.groupdict() if match else {}
    return {name: _READERS[name][text] for name, text in said.items() if text}


_READERS: Final = {
    name: field.reader for name, field in fields_by_name(Probe).items() if field.reader is not None
}


def _joined(node: Node, more: Node) -> Node:
    """Return a probe with one mark more; of several annotations all are kept."""
    for name, reading in more.items():
        if name in node and name in {"annotation", "extensions"}:
            text = f"{node[name].text} {reading.text}"
            return {**node, name: Reading(text, text)}
    return {**node, **more}

"""The probes of a printed hop, as most tools print them.

A star for each probe without an answer, else a time. The router stands before the time unless
it is that of the probe before; annotations of the answer stand behind the time::

    gw.example.com (192.0.2.1) [AS64500]  0.5 ms !X *  192.0.2.2  1.2 ms  1.4 ms F=1400

The source of each token is a tool's code: BusyBox ``networking/traceroute.c``, inetutils
``src/traceroute.c``, Linux's own ``traceroute.c`` and ``extension.c``, the BSDs' from LBL's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netassay.core.records.record import fields_by_name
from netassay.core.values.readings import TEXT, Reader, Reading, ValueProblem
from netassay.measurements.traceroute.probes import REPLIED, SILENT, TIME, router
from netassay.records.traceroute import Probe

if TYPE_CHECKING:
    from netassay.core.values.readings import Node

__all__ = ["HopReader", "Labels", "PrintedProbes", "with_mark"]

_HOST: Final = r"[^\s()*!<\['][^\s()*!]*+"
_OTHER: Final = r"[^\s(),]++"
_SYSTEM: Final = r"\[(?:AS[^\]\n]*+|\*)\]"
#: Marks behind a router: AS numbers, ICMP extensions, the hops of the answer, the size and
#: target of the answer that BusyBox prints with `-v`, and the VRFs of a Cisco router.
_OF_ROUTER: Final = r"<[^<>\n]*+>|\[[^\]\n]*+\]|\(AS [0-9]++\)|'-?[0-9]++'|[0-9]++ bytes to [^\s()]++|\([^(),\n]++,[^()\n]*+\)"
#: Marks behind a time: annotations, a new MTU, the answer's time to live.
_OF_TIME: Final = r"![^\s*]*+|F=[0-9]++|\((?:ttl=)?[0-9]++!?\)|<[^<>\n]*+>"
#: The loss of a hop that the BSDs print with `-S`; it repeats the stars.
_LOSS: Final = r"\([0-9]++% loss\)"


class HopReader(Reader):
    """Reads the probes of a hop from a line.

    `following` is the pattern of a line that continues the hop before it, `cut` that of the
    readable start of a line that was cut. `has_closing_line` says that the tool prints one.
    """

    gives_nodes = True
    following = r"(?!)"
    cut = ""
    has_closing_line = False

    def read(self, text: str) -> Any:
        """Return the nodes of the probes, in their order; raise `ValueProblem` without a reading."""
        try:
            return self.probes_of(text)
        except ValueProblem as problem:
            # The reading of one time is no reading of the hop.
            raise ValueProblem(problem.code, problem.message) from None

    def probes_of(self, text: str) -> list[Node]:
        """Return the nodes of the probes; raise `ValueProblem` where one of them can't be read."""
        raise NotImplementedError


class Labels(HopReader):
    """Reads the MPLS labels in a line of their own, as a probe that has nothing but them.

    `closing` gives them to the probes above. A line may say that there are none.
    """

    def probes_of(self, text: str) -> list[Node]:
        """Return one node: with the labels as extensions, or empty."""
        return [{} if text.startswith("No ") else {"extensions": TEXT[text.rstrip()]}]


class PrintedProbes(HopReader):
    """Reads probes in the form of most tools.

    `unit` is the pattern behind a time. `untimed`: Cisco's routers print an annotation in
    place of a time.
    """

    def __init__(self, unit: str = "ms(?!ec)", *, untimed: bool = False) -> None:
        self.untimed = untimed
        time = rf"[0-9]++(?:\.[0-9]++)?+[ \t]*+{unit}"
        named = rf"(?!{time}|F=[0-9]|[0-9]++ bytes to ){_HOST}"
        host = rf"(?:({_SYSTEM})[ \t]++(?={named}))?+({named})(?:[ \t]++\(({_OTHER})\))?+"
        marks = rf"{_OF_TIME}|{_LOSS}|{_OF_ROUTER}"
        self._tokens = re.compile(rf"[ \t]*+(?:({time})|\*|{host}|({marks}))")
        source = rf"(?:{_SYSTEM}[ \t]++)?+{_HOST}(?:[ \t]++\({_OTHER}\))?+"
        source += rf"(?:[ \t]++(?:{_OF_ROUTER}))*+"
        behind = rf"(?:[ \t]++(?:{_OF_TIME}))*+"
        timed = rf"{time}{behind}"
        answer = rf"(?:{timed}|![^\s*]++)" if untimed else timed
        probe = rf"(?:\*(?:[ \t]++F=[0-9]++)?+|{answer}|{source}[ \t]++{answer})"
        more = rf"(?:[ \t]*+{probe})*+(?:[ \t]++{_LOSS})?+"
        self.pattern = self.cut = f"{probe}{more}"
        # The rest of a hop in a line of its own begins with another router.
        self.following = rf"{source}[ \t]++{answer}{more}"

    def probes_of(self, text: str) -> list[Node]:
        """Read token after token; a time without a router is from the router before."""
        probes: list[Node] = []
        source: Node = {}
        last: Node | None = None
        for time, system, host, other, mark in self._tokens.findall(text):
            if time:
                last = {**source, "outcome": REPLIED, "rtt": TIME[time]}
                probes.append(last)
            elif host:
                # BusyBox prints `name (address)`, inetutils `address (name)`.
                source, last = router(other, host), None
                if system:
                    source = {**source, **_mark_fields(system)}
            elif not mark:
                last = SILENT
                probes.append(last)
            elif self.untimed and mark[0] == "!":
                probes.append({**source, "outcome": REPLIED, "annotation": TEXT[mark]})
            elif last is None:
                source = {**source, **_mark_fields(mark)}
            else:
                last = probes[-1] = with_mark(last, _mark_fields(mark))
        return probes


#: Marks beside a router or a time; the name of the group is the field of `Probe`.
_MARKS: Final = re.compile(
    r"(?P<annotation>!.*)|F=(?P<mtu>.*)|'-?(?P<back_hops>[0-9]+)'|\[(?P<asn>AS.*|\*)\]"
    r"|\((?:ttl=)?(?P<ttl>[0-9]+)!?\)|(?P<size>[0-9]+) bytes to (?P<to_address>.*)"
    r"|\([0-9]+% loss\)|.(?P<extensions>.*)."
)


def _mark_fields(mark: str) -> Node:
    """Return the fields that one mark fills."""
    match = _MARKS.fullmatch(mark)
    fields = match.groupdict() if match else {}
    return {name: _READERS[name][text] for name, text in fields.items() if text}


_READERS: Final = {
    name: field.reader for name, field in fields_by_name(Probe).items() if field.reader is not None
}


def with_mark(node: Node, more: Node) -> Node:
    """Return a probe with the fields of one more mark; all annotations are kept."""
    for name, reading in more.items():
        if name in node and name in {"annotation", "extensions"}:
            text = f"{node[name].text} {reading.text}"
            return {**node, name: Reading(text, text)}
    return {**node, **more}

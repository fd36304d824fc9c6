"""The end of a printed traceroute: whether its text is whole, cut off, or ends with an error.

Most of these tools print no closing line. A text is whole when no hop can follow its last one,
or when the tool said why it gave up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netassay.core.values.readers import COUNT
from netassay.core.values.readings import TEXT, ValueProblem
from netassay.dialects.traceroute.hops import with_mark
from netassay.measurements.traceroute.checks import UnfinishedHops, is_final, reached
from netassay.measurements.traceroute.probes import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from netassay.core.lines.grammar import Scan
    from netassay.core.values.readings import Node
    from netassay.dialects.traceroute.hops import HopReader

__all__ = ["closing"]

#: An annotation or MTU at the end of a cut line that may be longer: others begin like it.
_MAY_GO_ON: Final = re.compile(r"[ \t]++(?:!(?!(?:[A-EG-Z]|<[0-9]++>)\Z)[^\s*]*+|F=[0-9]++)\Z")


def closing(probes: HopReader, *, most: int | None = None) -> Callable[[Scan], None]:
    """Return the `finish` of a dialect whose hops `probes` reads.

    It joins the lines of each hop, reads a cut line up to the cut, and says whether the text
    is whole. `most` is the largest number of hops of a tool that does not print it.
    """
    line = re.compile(
        rf"[ \t]*+(?:([0-9]{{1,3}}+)[ \t]++({probes.cut})|({probes.following}))[ \t]*+"
    )

    def close(scan: Scan) -> None:
        node, was_cut = scan.node, scan.cut_line
        if was_cut:
            _read_cut_line(scan, line, probes)
        _join_hops(scan)
        there = reached(node)
        whole = not (scan.cut_line or probes.has_closing_line) and (
            there or is_final(node) or _last_hop(node) == most
        )
        if whole and was_cut:
            whole = _is_whole_line(node, there=bool(there))
        elif whole:
            whole = _has_all_probes(node)
        if "error" in node:
            whole = whole or not scan.cut_line
            _name_destination(node)
        scan.closed = scan.closed or bool(whole)
        if not scan.closed and "hops" in node:
            node["hops"] = UnfinishedHops(node["hops"])

    return close


def _last_hop(node: Node) -> int | None:
    """Return the number of the last hop; 0 where there is none."""
    number = node["hops"][-1].get("hop") if node.get("hops") else None
    return number.value if number is not None else 0


def _join_hops(scan: Scan) -> None:
    """Add the probes of lines without a hop number to the hop before them."""
    rows = scan.node.get("hops", ())
    if all(["hop" in row for row in rows[1:]]):
        return
    hops: list[Node] = []
    owners: dict[int, Node] = {}
    labelled = 0
    for row in rows:
        probes = row.get("probes", ())
        labels = probes[0] if probes and "outcome" not in probes[0] else None
        if labels is not None:
            if hops:
                owners[id(row)] = hops[-1]
                hops[-1]["probes"] = _labelled(hops[-1].get("probes", []), labels, labelled)
                labelled += 1
        elif "hop" in row or not hops:
            hops.append(row)
            labelled = 0
        else:
            owners[id(row)] = hops[-1]
            hops[-1]["probes"] = [*hops[-1].get("probes", ()), *probes]
    scan.node["hops"] = hops
    scan.origins = [
        (number, text, owners.get(id(row), row), fields)
        for number, text, row, fields in scan.origins
    ]


def _labelled(probes: list[Node], labels: Node, number: int) -> list[Node]:
    """Return the probes of a hop with the labels of one line, the `number`-th below it.

    With as many routers as lines each line is of one; else all are of the last router.
    """
    routers: list[tuple[Any, ...]] = []
    for probe in probes:
        who = _router(probe)
        if who not in routers and any(who):
            routers.append(who)
    if not routers:
        return probes
    who = routers[min(number, len(routers) - 1)]
    return [
        with_mark(probe, labels) if _router(probe) == who and not _has(probe, labels) else probe
        for probe in probes
    ]


def _has(probe: Node, labels: Node) -> bool:
    return "extensions" in labels and probe.get("extensions") is labels["extensions"]


def _router(probe: Node) -> tuple[Any, ...]:
    return tuple(probe[name].value if name in probe else None for name in ("address", "name"))


def _read_cut_line(scan: Scan, line: re.Pattern[str], probes: HopReader) -> None:
    """Read the probes of a last line without an end, as far as they are certainly whole."""
    number, text = scan.unread[-1]
    match = line.match(text)
    if not match or not (match[1] or scan.node.get("hops")):
        return
    printed = match[2] or match[3]
    at_end = match.end() == len(text)
    certain = _MAY_GO_ON.sub("", printed) if at_end else printed
    try:
        row: Node = {"hop": COUNT[match[1]]} if match[1] else {}
        row["probes"] = probes[certain]
    except ValueProblem:
        return
    if not row["probes"]:
        return
    scan.node.setdefault("hops", []).append(row)
    if scan.origins:
        scan.origins.append((number, text, row, tuple(row)))
    if at_end and certain == printed:
        scan.unread.pop()
        scan.cut_line = False


def _has_all_probes(node: Node) -> bool:
    """Say whether the last hop has as many probes as were sent, or as the first hop has."""
    hops, count = node["hops"], node.get("probes_per_hop")
    usual = count.value if count is not None else len(hops[0].get("probes", ()))
    return len(hops[-1].get("probes", ())) >= usual


def _is_whole_line(node: Node, *, there: bool) -> bool:
    """Say whether a last hop without an end of line is whole.

    It has as many probes as another hop, and no annotation can follow its last probe.
    """
    if len(node["hops"]) == 1 and "probes_per_hop" not in node:
        return False
    last = node["hops"][-1]["probes"][-1]
    return _has_all_probes(node) and (last is SILENT or "annotation" in last or there)


#: The destination, in the error of a tool that could not resolve it.
_UNRESOLVED: Final = re.compile(
    r"(?:unknown host|bad address|system name|ipv4/v6 address) *+'?([^\s']++)"
    r"|([^\s:]++): (?:Name or service|Temporary failure|No address|nodename nor)"
)


def _name_destination(node: Node) -> None:
    """Add the destination where only the error names it."""
    match = _UNRESOLVED.search(node["error"].text)
    if match and "destination" not in node:
        node["destination"] = TEXT[(match[1] or match[2]).rstrip(".")]

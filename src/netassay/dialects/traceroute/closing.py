"""How the text of a traceroute ends: whole, cut off, or with the reason why.

Most of these tools print no closing line. A text is whole when its last hop is one that
no other can follow, or when the tool said why it gave up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.core.values.readers import COUNT
from netassay.core.values.readings import TEXT, Odd
from netassay.measurements.traceroute.probes import SILENT
from netassay.measurements.traceroute.way import OpenHops, arrived, ended

if TYPE_CHECKING:
    from collections.abc import Callable

    from netassay.core.lines.grammar import Scan
    from netassay.core.values.readings import Node
    from netassay.dialects.traceroute.hops import HopReader

__all__ = ["closing"]

#: A last annotation or MTU that may have been cut, because others begin like it.
_UNSURE: Final = re.compile(r"[ \t]++(?:!(?!(?:[A-EG-Z]|<[0-9]++>)\Z)[^\s*]*+|F=[0-9]++)\Z")


def closing(probes: HopReader, *, most: int | None = None) -> Callable[[Scan], None]:
    """Return what finishes the texts of a tool that prints its hops like this.

    It puts the parts of each hop together, reads a cut line as far as it is sure, and says
    whether the text is whole. `most` is the largest number of hops where the tool does not
    print it.
    """
    line = re.compile(
        rf"[ \t]*+(?:([0-9]{{1,3}}+)[ \t]++({probes.cut})|({probes.following}))[ \t]*+"
    )

    def close(scan: Scan) -> None:
        node, was_cut = scan.node, scan.cut_line
        if was_cut:
            _read_cut_line(scan, line, probes)
        _join_hops(scan)
        there = arrived(node)
        whole = not (scan.cut_line or probes.says_end) and (
            there or ended(node) or _last_hop(node) == most
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
            node["hops"] = OpenHops(node["hops"])

    return close


def _last_hop(node: Node) -> int | None:
    """Return the number of the last hop; 0 where there is none."""
    number = node["hops"][-1].get("hop") if node.get("hops") else None
    return number.value if number is not None else 0


def _join_hops(scan: Scan) -> None:
    """Add the rows that go on with the hop before them to that hop."""
    rows = scan.node.get("hops", ())
    if all(["hop" in row for row in rows[1:]]):
        return
    hops: list[Node] = []
    owners: dict[int, Node] = {}
    for row in rows:
        if "hop" in row or not hops:
            hops.append(row)
        else:
            owners[id(row)] = hops[-1]
            hops[-1]["probes"] = [*hops[-1].get("probes", ()), *row.get("probes", ())]
    scan.node["hops"] = hops
    scan.origins = [
        (number, text, owners.get(id(row), row), fields)
        for number, text, row, fields in scan.origins
    ]


def _read_cut_line(scan: Scan, line: re.Pattern[str], probes: HopReader) -> None:
    """Read what is surely whole of a last line that has no end: its probes up to the cut."""
    number, text = scan.unread[-1]
    match = line.match(text)
    if not match or not (match[1] or scan.node.get("hops")):
        return
    printed = match[2] or match[3]
    at_end = match.end() == len(text)
    sure = _UNSURE.sub("", printed) if at_end else printed
    try:
        row: Node = {"hop": COUNT[match[1]]} if match[1] else {}
        row["probes"] = probes[sure]
    except Odd:
        return
    if not row["probes"]:
        return
    scan.node.setdefault("hops", []).append(row)
    if scan.origins:
        scan.origins.append((number, text, row, tuple(row)))
    if at_end and sure == printed:
        scan.unread.pop()
        scan.cut_line = False


def _has_all_probes(node: Node) -> bool:
    """Say whether the last hop has as many probes as were sent, or as the first hop has."""
    hops, count = node["hops"], node.get("probes_per_hop")
    usual = count.value if count is not None else len(hops[0].get("probes", ()))
    return len(hops[-1].get("probes", ())) >= usual


def _is_whole_line(node: Node, *, there: bool) -> bool:
    """Say whether nothing is missing of a last hop whose line has no end.

    It has as many probes as another, and behind its last one no annotation is missing.
    """
    if len(node["hops"]) == 1 and "probes_per_hop" not in node:
        return False
    last = node["hops"][-1]["probes"][-1]
    return _has_all_probes(node) and (last is SILENT or "annotation" in last or there)


#: Who was asked for, in the words of a tool that could not find it.
_ASKED: Final = re.compile(
    r"(?:unknown host|bad address|system name|ipv4/v6 address) *+'?([^\s']++)"
    r"|([^\s:]++): (?:Name or service|Temporary failure|No address|nodename nor)"
)


def _name_destination(node: Node) -> None:
    """Add the host that was asked for where only the error names it."""
    match = _ASKED.search(node["error"].text)
    if match and "destination" not in node:
        node["destination"] = TEXT[(match[1] or match[2]).rstrip(".")]

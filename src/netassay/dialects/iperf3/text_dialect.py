"""The text of iperf3: a report, several runs of a server, or a server's report in a client's."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from netassay.core.findings import Notes
from netassay.core.lines.grammar import Dialect, Scan
from netassay.dialects.iperf3.derived import derive, is_sum
from netassay.dialects.iperf3.json_document import decoded, read_document
from netassay.dialects.iperf3.lines import KINDS, LINES, RUNS, SIGNATURE
from netassay.dialects.iperf3.prefixes import unprefixed
from netassay.dialects.iperf3.tidying import count_reordered, tidy, without_glued_lines
from netassay.records.iperf import Iperf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netassay.core.values.readings import Node

__all__ = ["Iperf3Text", "server_rows"]

_SERVER_OUTPUT: Final = re.compile(r"^[ \t]*+Server output:[ \t]*+\n", re.MULTILINE)
_SERVER_JSON: Final = re.compile(r"^[ \t]*+Server JSON output:[ \t]*+\n", re.MULTILINE)
_END_OF_JSON: Final = re.compile(r"^\}[ \t]*+\n", re.MULTILINE)
_LISTENING: Final = re.compile(r"^Server listening on ", re.MULTILINE)
_DASHED_END: Final = re.compile(r"\n[ \t]*-{20,}\s*\Z")
_ROW: Final = re.compile(r"(intervals|totals)\[(\d+)\]")


class Iperf3Text(Dialect):
    """The dialect of texts with one or more reports of iperf3."""

    def __init__(self) -> None:
        super().__init__(
            "iperf3",
            tests=("iperf",),
            record=Iperf,
            families=("gateways",),
            signature=SIGNATURE,
            inline=True,
            runs=RUNS,
            kinds=KINDS,
            lines=LINES,
        )

    def scan(self, text: str, notes: Notes, *, trace: bool = False) -> Scan:
        """Read a text, whatever is in it; remarks go to `notes`."""
        text = unprefixed(text)
        scan = self._scan_report(without_glued_lines(text), notes, trace=trace)
        count_reordered(text, scan)
        return scan

    def _scan_report(self, text: str, notes: Notes, *, trace: bool) -> Scan:
        """Read the report of a client, with that of a server inside it or not, or of a server."""
        if "Accepted connection" not in text and "Server " not in text:
            return self._scan_lines(text, notes, server=False, trace=trace)
        served = _SERVER_OUTPUT.search(text)
        if served:
            return self._with_server_output(text, served.start(), notes, trace=trace)
        served = _SERVER_JSON.search(text)
        if served:
            return self._with_server_json(text, served.end(), notes, trace=trace)
        return self._of_server(text, notes, trace=trace)

    def _scan_lines(self, text: str, notes: Notes, *, server: bool, trace: bool) -> Scan:
        """Read the lines of one report."""
        scan = super().scan(text, notes, trace=trace)
        tidy(scan, server=server)
        derive(scan.node, server=server)
        return scan

    def _with_server_output(self, text: str, at: int, notes: Notes, *, trace: bool) -> Scan:
        """Read a client's report, and the server's report inside it, which begins at `at`."""
        scan = self._scan_lines(text[:at], notes, server=False, trace=trace)
        inner = Notes()
        served = self._scan_lines(text[at:], inner, server=True, trace=trace)
        _note(inner, notes, {name: (f"server_{name}", 0) for name in ("intervals", "totals")})
        _append(scan, served, text.count("\n", 0, at))
        scan.node |= server_rows(served.node)
        if "error" in served.node:
            scan.node.setdefault("error", served.node["error"])
        return scan

    def _with_server_json(self, text: str, at: int, notes: Notes, *, trace: bool) -> Scan:
        """Read a client's report, and the server's report inside it, which is JSON, at `at`."""
        end = _END_OF_JSON.search(text, at)
        document = decoded(text[at : end.end()]) if end else None
        rest = text[end.end() :] if end and document is not None else text[at:]
        scan = self._scan_lines(text[:at], notes, server=False, trace=trace)
        behind = super().scan(rest, notes, trace=trace)
        _append(scan, behind, text.count("\n", 0, len(text) - len(rest)))
        if "error" in behind.node:
            scan.node.setdefault("error", behind.node["error"])
        if document is not None:
            scan.node |= server_rows(read_document(document, notes))
        return scan

    def _of_server(self, text: str, notes: Notes, *, trace: bool) -> Scan:
        """Read the runs of a server, each behind a banner."""
        starts = [match.start() for match in _LISTENING.finditer(text)]
        whole = Scan()
        directions: Counter[str] = Counter()
        line = 0
        for start, end in pairwise([0, *starts[1:], len(text)]):
            run, inner = text[start:end], Notes()
            scan = super().scan(run, inner, trace=trace)
            server = "server_address" not in scan.node
            tidy(scan, server=server)
            derive(scan.node, server=server)
            ended = end < len(text) or (server and _has_ended(scan, run))
            scan.closed = scan.closed or ended or _is_idle(scan, whole)
            rows = {name: (name, len(whole.node.get(name, ()))) for name in ("intervals", "totals")}
            _note(inner, notes, rows)
            _append(whole, scan, line)
            _join_run(whole.node, scan.node)
            directions.update(scan.node.keys() & {"sent", "received"})
            line += run.count("\n")
        for direction in (name for name, runs in directions.items() if runs > 1):
            del whole.node[direction]
        return whole


def server_rows(node: Node) -> Node:
    """Return the rows of a server's report under their names in a client's record."""
    return {f"server_{name}": node[name] for name in ("intervals", "totals") if name in node}


def _append(scan: Scan, later: Scan, lines: int) -> None:
    """Add the scan of a later part of the text, which starts behind `lines` lines."""
    scan.unread += [(number + lines, text) for number, text in later.unread]
    scan.origins += [
        (number + lines, text, row, fields) for number, text, row, fields in later.origins
    ]
    scan.closed, scan.cut_line = later.closed, later.cut_line
    scan.repeats = True


def _note(inner: Notes, notes: Notes, rows: Mapping[str, tuple[str, int]]) -> None:
    """Add the findings of a part; `rows` gives the list of its rows and their first position."""
    for finding in inner.found:
        row = _ROW.match(finding.path)
        path = finding.path
        if row:
            name, before = rows[row[1]]
            path = f"{name}[{int(row[2]) + before}]{path[row.end() :]}"
        notes.add(finding.code, path, finding.message, finding.stated, finding.printed)


def _join_run(whole: Node, node: Node) -> None:
    """Add a run to those before it: its rows, and fields that no run before had."""
    for name, value in node.items():
        if isinstance(value, list):
            whole.setdefault(name, []).extend(value)
        else:
            whole.setdefault(name, value)


def _has_ended(scan: Scan, text: str) -> bool:
    """Say whether a server's run is over: the banner of the next begins with dashes."""
    if "totals" in scan.node and _DASHED_END.search(text):
        return not scan.cut_line
    return _has_all_totals(scan, text)


def _has_all_totals(scan: Scan, text: str) -> bool:
    """Say whether the closing rows of all of a server's streams are there.

    A server prints nothing behind them. With several streams the last row is their sum; 3.0
    and 3.1 close each TCP stream with a row of the sender and one of the receiver.
    """
    totals = scan.node.get("totals")
    if scan.cut_line or not totals:
        return False
    streams = {row["stream"].value for row in totals if "stream" in row} - {None}
    connected, last = text.count("] local "), totals[-1]
    directions = 2 if "role" in last else 1
    return (
        len(streams) >= connected
        and (connected <= directions or is_sum(last))
        and ("Bandwidth" not in text or "jitter" in last or last["direction"].value == "received")
    )


def _is_idle(scan: Scan, before: Scan) -> bool:
    """Say whether a server only waits for the next run, with at least one before."""
    return "local_port" not in scan.node and not scan.cut_line and "local_port" in before.node

"""The report of an iperf3 client, and the gateway's frame around it.

Sizes are printed in units of 1024 and bit rates in units of 1000, with three significant
digits (iperf3 ``src/units.c``). ``-V`` adds the system, cookie, MSS and CPU lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.grammar import Dialect, Line
from netassay.core.readings import COUNT, TEXT, Choice, Printed, constant, with_unit
from netassay.measurements.iperf import BITRATE, SIZE, Iperf

if TYPE_CHECKING:
    from netassay.core.grammar import Scan
    from netassay.core.readings import Node

__all__ = ["DIALECT"]

_SIDES: Final = Choice("sender or receiver", {"sender": "sent", "receiver": "received"})

#: A row belongs to the closing figures once the summary has begun.
_ROWS: Final = {"": "intervals", "summary": "totals"}
_OMITTED: Final[dict[str, Any]] = {"into": "intervals", "sets": {"omitted": True}}
_LOSSES: Final = "{jitter} ms {lost_datagrams}/{datagrams} ({loss}%)"
_FIGURES: Final = "{start}-~{end} sec {transferred} {bitrate}"


def _finish(scan: Scan) -> None:
    """Say which way each row went, and sum up all streams for each way."""
    node = scan.node
    if "reverse" not in node and ("local_port" in node or "protocol" in node):
        node["reverse"] = constant(value=False)
    reverse = "reverse" in node and node["reverse"].value
    ours = constant("received" if reverse else "sent")
    for row in node.get("intervals", ()):
        row.setdefault("direction", ours)
    totals = node.get("totals", [])
    for way in ("sent", "received"):
        total = _of_all_streams([row for row in totals if _is_of(row, way)], _SUMMED)
        if total:
            node[way] = total
    # iperf 3.0 and 3.1 print one closing row for UDP: volume and rate are what was sent,
    # jitter and loss what the receiver saw.
    neither = [row for row in totals if "direction" not in row]
    for way, names in (("sent", _SENT_OF_ONE), ("received", _RECEIVED_OF_ONE)):
        total = _of_all_streams(neither, names)
        if total and way not in node:
            node[way] = total


_SUMMED: Final = (
    "transferred",
    "bitrate",
    "retransmits",
    "jitter",
    "datagrams",
    "lost_datagrams",
    "loss",
)


_SENT_OF_ONE: Final = ("transferred", "bitrate", "datagrams")
_RECEIVED_OF_ONE: Final = ("jitter", "datagrams", "lost_datagrams", "loss")


def _is_of(row: Node, way: str) -> bool:
    return "direction" in row and row["direction"].value == way


def _of_all_streams(rows: list[Node], names: tuple[str, ...]) -> Node:
    """Return the figures of all streams: of the ``[SUM]`` line, or of the only stream."""
    sums = [row for row in rows if "stream" not in row]
    chosen: list[Any] = sums or rows
    if len(chosen) != 1:
        return {}
    return {name: chosen[0][name] for name in names if name in chosen[0]}


DIALECT: Final = Dialect(
    "iperf3",
    tests=("iperf",),
    record=Iperf,
    families=("gateways",),
    signature=r"^iperf 3\.\d|^Connecting to host \S+, port \d+|^Perf-test: |^iperf3: ",
    kinds={
        "transferred": with_unit(SIZE),
        "bitrate": with_unit(BITRATE),
        "cwnd": with_unit(SIZE),
        "side": _SIDES,
        "protocol": Printed(TEXT, r"\w+"),
        "version": Printed(TEXT, r"3\.[\w.+-]+"),
        "system": Printed(TEXT, r"Linux \S[^\n]*\S"),
        "side_name": Printed(TEXT, r"local/\w+"),
        "remote_name": Printed(TEXT, r"remote/\w+"),
        "month": Printed(TEXT, r"[A-Z][a-z]{2}"),
        "clock": Printed(TEXT, r"\d\d:\d\d:\d\d"),
        "stream": Printed(COUNT, r"\d++"),
    },
    lines=(
        Line(f"[~{{stream}}] {_FIGURES} {{retransmits}} {{cwnd}}", into=_ROWS),
        Line(f"[~{{stream}}] {_FIGURES}[[ {{retransmits}}]] {{direction:side}}", into="totals"),
        Line(f"[~{{stream}}] {_FIGURES}", into=_ROWS),
        Line(f"[~{{stream}}] {_FIGURES}[[ {{retransmits}} {{cwnd}}]] (omitted)", **_OMITTED),
        Line(f"[~{{stream}}] {_FIGURES} {_LOSSES}", into=_ROWS),
        Line(f"[~{{stream}}] {_FIGURES} {_LOSSES} (omitted)", **_OMITTED),
        Line(f"[~{{stream}}] {_FIGURES} {{datagrams}}", into=_ROWS),
        Line(f"[~{{stream}}] {_FIGURES} {{datagrams}} (omitted)", **_OMITTED),
        Line(f"[SUM] {_FIGURES}[[ {{retransmits}}]] {{direction:side}}", into="totals"),
        Line(f"[SUM] {_FIGURES} {_LOSSES}", into=_ROWS),
        Line(f"[SUM] {_FIGURES} {_LOSSES} (omitted)", **_OMITTED),
        Line(f"[SUM] {_FIGURES}[[ {{retransmits}}]]", into=_ROWS),
        Line(f"[SUM] {_FIGURES}[[ {{retransmits}}]] (omitted)", **_OMITTED),
        Line("[~{_:count}] Sent {_:count} datagrams"),
        Line("Reverse mode, remote host {_} is sending", sets={"reverse": True}),
        Line("iperf3: {error:line}", closes=True),
        Line("iperf {version}"),
        Line("{system}"),
        Line("Time: {_:line}"),
        Line("Connecting to host {server_address}, port {server_port}"),
        Line("Cookie: {cookie}"),
        Line("TCP MSS: {mss}[[ (default)]]"),
        Line(
            "[~{_:count}] local {local_address} port {local_port} connected to {_} port {_:count}"
        ),
        Line(
            "Starting Test: protocol: {protocol}, {streams} streams, {block} byte blocks,"
            " omitting {omit} seconds, {duration} second test"
        ),
        Line("[ ID] Interval {_:line}"),
        Line("Test Complete. Summary Results:", opens="summary"),
        Line("- - - {_:line}"),
        Line(
            "CPU Utilization: {_:side_name} {cpu.local_total}%"
            " ({cpu.local_user}%u/{cpu.local_system}%s),"
            " {_:remote_name} {cpu.remote_total}%"
            " ({cpu.remote_user}%u/{cpu.remote_system}%s)"
        ),
        Line("Perf-test: Finished"),
        Line("{_:month} {_:count} {_:clock} {_:count}"),
        Line("iperf Done.", closes=True),
    ),
    finish=_finish,
)

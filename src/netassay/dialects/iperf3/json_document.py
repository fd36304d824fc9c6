"""The keys of ``iperf3 -J`` and the fields that they fill, the same as those of the text.

Its figures are exact, those of the text rounded. The keys are those of iperf3's own
``src/iperf_api.c``, from 3.0.1 to 3.21.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.codec import decode
from netassay.core.keys.wire import ELSEWHERE, Inside, ObjectReader, To
from netassay.core.places import Place
from netassay.core.records.record import numbers
from netassay.core.values.readers import COUNT, Extract
from netassay.core.values.readings import TEXT, Reading, constant
from netassay.core.values.times import UNIX_TIME
from netassay.dialects.iperf3.derived import derive
from netassay.dialects.iperf3.figures import Figure, NonZero, ZeroOrOne
from netassay.errors import NotAResponse
from netassay.records.iperf import Cpu, Interval, Iperf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.core.findings import Notes
    from netassay.core.records.record import Record
    from netassay.core.values.readings import Node

__all__ = ["decoded", "read_document"]


def _figure(record: type[Record], field: str) -> To:
    """Return the key of a measured number."""
    return To(field, Figure(numbers(record, field)))


def _microseconds(field: str) -> To:
    """Return the key of a row's round-trip time; that of an end that knows none is 0."""
    return To(field, NonZero(numbers(Interval, field, stated_in="us")))


def _elsewhere(names: str) -> dict[str, Any]:
    """Return keys that no field takes, or that repeat others."""
    return dict.fromkeys(names.split(), ELSEWHERE)


_START: Final = ObjectReader(
    Iperf,
    {
        "version": To("version", Extract(r"iperf (?:version )?(\S+)[\s\S]*", TEXT, "a version")),
        "system_info": To("system", Extract(r"([^\n]*\S)\s*", TEXT, "a system")),
        "cookie": "cookie",
        "tcp_mss": "mss",
        "connecting_to": Inside({"host": "server_address", "port": "server_port"}),
        "test_start": Inside(
            {
                "protocol": "protocol",
                "num_streams": "streams",
                "blksize": "block",
                "omit": "omit",
                "duration": To("duration", NonZero(numbers(Iperf, "duration"))),
                "reverse": To("reverse", ZeroOrOne()),
                "tos": "tos",
                # 0 where a time was set.
                "bytes": To("requested", NonZero(numbers(Iperf, "requested"))),
                "blocks": To("requested_blocks", NonZero(COUNT)),
                **_elsewhere("target_bitrate bidir fqrate interval gso gro"),
            }
        ),
        "timestamp": Inside(
            {"timesecs": To("timestamp", UNIX_TIME), **_elsewhere("time timemillisecs")}
        ),
        **_elsewhere(
            "connected accepted_connection tcp_mss_default target_bitrate fq_rate"
            " sock_bufsize sndbuf_actual rcvbuf_actual title extra_data"
        ),
    },
)
_CONNECTED: Final = ObjectReader(
    Iperf,
    {
        "local_host": "local_address",
        "local_port": "local_port",
        **_elsewhere("socket remote_host remote_port"),
    },
)
_ROW: Final = ObjectReader(
    Interval,
    {
        "socket": "stream",
        "start": "start",
        "end": "end",
        "bytes": "transferred",
        "bits_per_second": _figure(Interval, "bitrate"),
        "retransmits": "retransmits",
        "snd_cwnd": "cwnd",
        "jitter_ms": _figure(Interval, "jitter"),
        "lost_packets": "lost_datagrams",
        "packets": "datagrams",
        "lost_percent": _figure(Interval, "loss"),
        "omitted": "omitted",
        "out_of_order": "out_of_order",
        "rtt": _microseconds("rtt"),
        "rttvar": _microseconds("rtt_variance"),
        "min_rtt": _microseconds("rtt_min"),
        "mean_rtt": _microseconds("rtt_avg"),
        "max_rtt": _microseconds("rtt_max"),
        "pmtu": To("path_mtu", NonZero(numbers(Interval, "path_mtu"))),
        **_elsewhere("seconds sender snd_wnd reorder max_snd_cwnd max_snd_wnd"),
    },
)
_END: Final = ObjectReader(
    Iperf,
    {
        "cpu_utilization_percent": Inside(
            {
                f"{key}_{part}": To(f"cpu.{side}_{part}", Figure(numbers(Cpu, f"{side}_{part}")))
                for key, side in (("host", "local"), ("remote", "remote"))
                for part in ("total", "user", "system")
            }
        ),
        "sender_tcp_congestion": "sender_congestion",
        "receiver_tcp_congestion": "receiver_congestion",
        **_elsewhere(
            "streams sum sum_sent sum_received sum_bidir_reverse sum_sent_bidir_reverse"
            " sum_received_bidir_reverse"
        ),
    },
)
_DOCUMENT: Final = ObjectReader(
    Iperf,
    {
        "error": "error",
        **_elsewhere("start intervals end title extra_data server_output_text server_output_json"),
    },
)
_ROOT: Final = Place(None, "rawOutput")


def decoded(text: str) -> dict[str, Any] | None:
    """Return the JSON object of a text, None where it is no object."""
    try:
        value = decode(text)
    except NotAResponse:
        return None
    return value if type(value) is dict else None


def read_document(document: dict[str, Any], notes: Notes) -> Node:
    """Return the node of a document of ``iperf3 -J``, with the fields that its text would fill."""
    report = _Document(document, notes)
    node = report.head()
    intervals, totals = report.intervals(), report.totals()
    if intervals:
        node["intervals"] = intervals
    if totals:
        node["totals"] = totals
    derive(node, server=report.server)
    if "reverse" not in _object(report.start, "test_start"):
        # The document was cut before this key.
        node.pop("reverse", None)
    return node


class _RowPlace(Place):
    """The place of a row in a document, with the path of the row in the record."""

    __slots__ = ("_row",)

    def __init__(self, outer: Place, key: str | int, row: str) -> None:
        super().__init__(outer, key)
        self._row = row

    @property
    def path(self) -> str:
        """The path in the record."""
        return self._row


class _Document:
    """A document, read part by part."""

    def __init__(self, document: dict[str, Any], notes: Notes) -> None:
        self.document = document
        self.notes = notes
        self.start = _object(document, "start")
        self.end = _object(document, "end")
        test = _object(self.start, "test_start")
        self.server = "accepted_connection" in self.start
        self.bidirectional = test.get("bidir") == 1
        self.reverse = test.get("reverse") == 1

    def head(self) -> Node:
        """Return the fields of the run as a whole."""
        node = _DOCUMENT.read(self.document, _ROOT, None, self.notes)
        for key, kind in (("start", dict), ("intervals", list), ("end", dict)):
            value = self.document.get(key)
            if value is not None and type(value) is not kind:
                self.notes.unknown(f"/rawOutput/{key}", value)
        place = _ROOT.below("start")
        start = {"tcp_mss": self.start.get("tcp_mss_default")} | self.start
        node |= _START.read(start, place, None, self.notes)
        for connected, here in self._objects(self.start, "connected", place):
            node = _CONNECTED.read(connected, here, None, self.notes) | node
        node |= _END.read(self.end, _ROOT.below("end"), None, self.notes)
        return node

    def intervals(self) -> list[Node]:
        """Return the rows of all intervals, with the sums of several streams."""
        rows: list[Node] = []
        for interval, here in self._objects(self.document, "intervals", _ROOT):
            streams = list(self._objects(interval, "streams", here))
            for at, (row, _) in enumerate(streams):
                self._add(rows, row, here.below("streams"), at, "intervals")
            if len(streams) > 1 + self.bidirectional:
                for name in ("sum", "sum_bidir_reverse"):
                    if name in interval:
                        self._add(rows, interval[name], here, name, "intervals")
        return rows

    def totals(self) -> list[Node]:
        """Return the closing rows: for each stream one of each end, or one of UDP; then the sums.

        Since 3.10 a single UDP stream has one row, but sums of both ends: these are used.
        """
        rows: list[Node] = []
        place = _ROOT.below("end")
        streams = list(self._objects(self.end, "streams", place))
        sums = list(self._sums())
        several = len(streams) > 1 + self.bidirectional
        use_sums = len(sums) > 1 and not several and any("udp" in one for one, _ in streams)
        for stream, here in () if use_sums else streams:
            for side in ("sender", "receiver", "udp"):
                if side in stream:
                    self._add(rows, stream[side], here, side, "totals", side)
        for name, side in sums if several or use_sums or not streams else ():
            self._add(rows, self.end[name], place, name, "totals", side)
        if use_sums and len(streams) == 1:
            number = _ROW.read(streams[0][0]["udp"], place, None, self.notes).get("stream")
            for row in rows if number is not None else ():
                row["stream"] = number
        return rows

    def _sums(self) -> Iterator[tuple[str, str]]:
        """Yield the keys of the sums, and the end that each is from."""
        for tail in ("", "_bidir_reverse"):
            ends = (f"sum_sent{tail}", "sender"), (f"sum_received{tail}", "receiver")
            present = [(name, side) for name, side in ends if name in self.end]
            yield from present or [(name, "udp") for name in (f"sum{tail}",) if name in self.end]

    def _objects(
        self, holder: dict[str, Any], key: str, place: Place
    ) -> Iterator[tuple[dict[str, Any], Place]]:
        """Yield the objects of a list with their places; other items go to the extras."""
        inner, here = holder.get(key), place.below(key)
        for at, one in enumerate(inner if type(inner) is list else ()):
            if type(one) is dict:
                yield one, here.item(at)
            else:
                self.notes.unknown(here.item(at).pointer, one)

    def _add(
        self, rows: list[Node], row: Any, place: Place, key: str | int, into: str, side: str = ""
    ) -> None:
        """Add a row; `side` is the end that a closing one is from."""
        here = _RowPlace(place, key, f"{into}[{len(rows)}]")
        node = _ROW.read(row, here, None, self.notes)
        node.setdefault("stream", Reading(None, "SUM"))
        sending = row.get("sender") if type(row) is dict else None
        if type(sending) is not bool:
            sending = self.reverse == self.server
        if self.bidirectional:
            node["role"] = constant(f"{'TX' if sending else 'RX'}-{'S' if self.server else 'C'}")
        direction = {"sender": "sent", "receiver": "received"}.get(side)
        node["direction"] = constant(direction)
        rows.append(node)


def _object(value: Any, key: str) -> dict[str, Any]:
    inner = value.get(key) if type(value) is dict else None
    return inner if type(inner) is dict else {}

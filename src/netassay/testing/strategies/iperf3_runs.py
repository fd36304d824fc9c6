"""Runs of iperf3 whose figures add up, second by second and stream by stream."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.core.values.times import Timestamp
from netassay.core.values.units import IPERF_BITRATES, IPERF_SIZES
from netassay.records.iperf import Interval, Transfer
from netassay.testing.printers.iperf3 import bitrate, size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from netassay.testing.printers.iperf3 import Style

__all__ = ["Run", "all_streams"]

_UNITS: Final = {unit: float(factor) for unit, factor in (IPERF_SIZES | IPERF_BITRATES).items()}
_SYSTEMS: Final = (
    "Linux client.example.com 5.10.209 #1 SMP x86_64 GNU/Linux",
    "FreeBSD client.example.com 13.2-RELEASE FreeBSD 13.2-RELEASE GENERIC amd64",
    "OpenBSD client.example.com 7.4 GENERIC.MP#1 amd64",
    "NetBSD client.example.com 9.3 NetBSD 9.3 (GENERIC) amd64",
    "Darwin client.example.com 23.1.0 Darwin Kernel Version 23.1.0 arm64",
)
_TIMES: Final = (Timestamp("2025-05-20T14:02:30Z"), Timestamp("2014-01-10T08:00:00Z"))
#: More in a second would reach units that 3.0 and 3.1 do not know.
_MOST: Final = 10**10


class Run:
    """A run whose figures add up, before they are rounded."""

    def __init__(self, draw: st.DrawFn, style: Style) -> None:
        self.draw = draw
        self.style = style
        self.udp = draw(st.booleans())
        self.ways = draw(st.sampled_from(["T", "R"] + ["TR"] * (style.number >= (3, 7))))
        self.streams = draw(st.integers(1, 3))
        self.seconds = draw(st.integers(1, 4))
        self.omit = draw(st.integers(0, 1))
        self.block = draw(st.sampled_from([1448, 8192])) if self.udp else 131072
        self.first = draw(st.integers(4, 120))
        self.counts = {
            (way, stream): [self._counted(way) for _ in range(self.seconds)]
            for way in self.ways
            for stream in range(self.streams)
        }

    def facts(self) -> dict[str, Any]:
        """Return what the head of the text says of the run."""
        if not self.style.verbose:
            return {"protocol": "UDP"} if self.udp else {}
        return {
            "version": self.style.version,
            "protocol": "UDP" if self.udp else "TCP",
            "streams": self.streams,
            "block": self.block,
            "omit": float(self.omit),
            "mss": None if self.udp else 1448,
            "cookie": "client.example.com.1747749749.92",
            "system": self.draw(st.sampled_from(_SYSTEMS)),
            "timestamp": self.draw(st.sampled_from(_TIMES)),
            "tos": None if self.style.old else self.draw(st.sampled_from([0, 184])),
            **self._asked_for(),
        }

    def _asked_for(self) -> dict[str, Any]:
        """Draw what ended the run: a time, or a number of bytes or of blocks."""
        amount = self.draw(st.integers(1, 10**12))
        return self.draw(
            st.sampled_from(
                [
                    {"duration": float(self.seconds)},
                    {"duration": float(self.seconds)},
                    {"requested": amount},
                    {"requested_blocks": amount},
                ]
            )
        )

    def congestion(self) -> dict[str, str]:
        """Draw the algorithms that the end of the report tells of."""
        if self.udp or self.style.old or not self.style.verbose:
            return {}
        names = [self.draw(st.sampled_from(["cubic", "reno", "bbr"])) for _ in range(2)]
        return dict(zip(("sender_congestion", "receiver_congestion"), names, strict=True))

    def _counted(self, way: str) -> dict[str, Any]:
        """Draw what one stream counts in one second."""
        draw = self.draw
        if self.udp:
            sent = draw(st.integers(0, 10**5))
            lost = draw(st.integers(0, sent)) if way == "R" else 0
            counts = {"datagrams": sent, "transferred": (sent - lost) * self.block}
            jitter = draw(st.integers(0, 99_999)) / 1000
            return counts | ({"lost_datagrams": lost, "jitter": jitter} if way == "R" else {})
        amount = {"transferred": draw(st.one_of(st.just(0), st.integers(0, _MOST)))}
        return amount | ({"retransmits": draw(st.integers(0, 2000))} if way == "T" else {})

    def _number(self, way: str, stream: int | None) -> int | None:
        before = self.streams if self.ways.index(way) else 0
        return None if stream is None else self.first + 2 * (before + stream)

    def _each(self) -> list[int | None]:
        """Return the streams of a way, and None for their sum where there are several."""
        return [*range(self.streams), *([None] if self.streams > 1 else [])]

    def _added(self, way: str, stream: int | None, span: slice) -> dict[str, Any]:
        """Return what one stream or all of them counted in a span of seconds."""
        numbers = range(self.streams) if stream is None else [stream]
        counts = [one for number in numbers for one in self.counts[way, number][span]]
        added = {name: sum(one[name] for one in counts) for name in counts[0] if name != "jitter"}
        return added | ({"jitter": counts[-1]["jitter"]} if "jitter" in counts[-1] else {})

    def intervals(self) -> Iterator[Interval]:
        """Yield the rows second by second; the omitted ones are as the first that counts."""
        spans = [(at, at + 1, slice(0, 1), True) for at in range(self.omit)]
        spans += [(at, at + 1, slice(at, at + 1), False) for at in range(self.seconds)]
        for start, end, span, omitted in spans:
            for way in self.ways:
                for stream in self._each():
                    counts = self._added(way, stream, span)
                    if way == "T" and not self.udp and stream is not None:
                        counts |= self._window()
                    yield self._row(way, stream, start, end, counts, way, omitted=omitted)

    def _window(self) -> dict[str, Any]:
        if self.style.version == "3.0.1":
            return {}
        return {"cwnd": _stable(self.draw(st.integers(1, 10**8)), size)}

    def totals(self) -> Iterator[Interval]:
        """Yield the closing rows of each stream, then their sums."""
        for way in self.ways:
            for stream in self._each():
                yield from self._closing(way, stream)

    def _closing(self, way: str, stream: int | None) -> Iterator[Interval]:
        counts = self._added(way, stream, slice(None))
        seconds = self.seconds
        if self.udp:
            sent = {"datagrams": counts["datagrams"]}
            sent["transferred"] = counts["datagrams"] * self.block
            arrived = self._arrived(counts)
            if self.style.old:
                yield self._row(way, stream, 0, seconds, arrived | sent, "")
                return
            yield self._row(
                way, stream, 0, seconds, sent | {"lost_datagrams": 0, "jitter": 0.0}, "T"
            )
            yield self._row(way, stream, 0, seconds + 0.04 * (way == "T"), arrived, "R")
            return
        sent = counts if way == "T" else counts | {"retransmits": 7}
        arrived = {"transferred": counts["transferred"] // (1 + (way == "T"))}
        yield self._row(way, stream, 0, seconds, sent, "T")
        late = 0 if self.style.old or way == "R" else 0.04
        yield self._row(way, stream, 0, seconds + late, arrived, "R")

    def _arrived(self, counts: dict[str, Any]) -> dict[str, Any]:
        """Return what the receiver counted; of what we sent, all but a few arrives."""
        lost = counts.get("lost_datagrams", counts["datagrams"] // 7)
        arrived = (counts["datagrams"] - lost) * self.block
        late = self.draw(st.sampled_from([None, None, 3]))
        more = {} if late is None else {"out_of_order": late}
        return counts | {"jitter": 0.125, "lost_datagrams": lost, "transferred": arrived} | more

    def served(self) -> dict[str, list[Interval]]:
        """Return the rows of the server's report, which some clients ask for."""
        if self.udp or self.ways != "T" or self.streams > 1 or not self.draw(st.booleans()):
            return {}
        rows = []
        for at in range(self.seconds):
            counts = {"transferred": self._added("T", 0, slice(at, at + 1))["transferred"]}
            rows.append(self._row("T", 0, at, at + 1, counts, "R"))
        counts = {"transferred": self._added("T", 0, slice(None))["transferred"]}
        closing = [] if self.style.old else [self._row("T", 0, 0, self.seconds, counts, "R")]
        return {"server_intervals": rows, "server_totals": closing}

    def _row(
        self,
        way: str,
        stream: int | None,
        start: float,
        end: float,
        counts: dict[str, Any],
        side: str,
        *,
        omitted: bool = False,
    ) -> Interval:
        """Return a row as its text says it."""
        rate = counts["transferred"] * 8 / (end - start)
        values: dict[str, Any] = (
            counts
            | self._loss(counts)
            | {
                "stream": self._number(way, stream),
                "role": f"{way}X-C" if len(self.ways) > 1 else None,
                "direction": {"T": "sent", "R": "received"}.get(side),
                "start": float(start),
                "end": float(end),
                "transferred": _stable(counts["transferred"], size),
                "bitrate": _stable(rate, lambda bits: bitrate(bits, self.style.form)),
                "omitted": omitted,
            }
        )
        return Interval(**values)

    def _loss(self, counts: dict[str, Any]) -> dict[str, float | None]:
        """Return the share that was lost, as far as it is printed; of nothing, C's NaN."""
        if "lost_datagrams" not in counts:
            return {}
        sent = counts["datagrams"]
        none = None if self.style.old else 0.0
        return {"loss": float(f"{100 * counts['lost_datagrams'] / sent:.2g}") if sent else none}


def _stable(value: float, show: Callable[[float], str]) -> float:
    """Return what the text of a number means, so that it is printed just so again."""
    meant = _meant(show(value))
    again = _meant(show(meant))
    return meant if again == meant else _stable(again, show)


def _meant(text: str) -> float:
    number, unit = text.split()
    return float(Decimal(number) * Decimal(_UNITS[unit]))


def all_streams(totals: Sequence[Any], *, several: bool) -> dict[str, Transfer]:
    """Return the figures of all streams for each way: with both ways, our own of each."""
    rows = [row for row in totals if (row.stream is None) == several]
    transfers = {}
    for way, role in (("sent", "TX-C"), ("received", "RX-C")):
        ours = [row for row in rows if row.direction in (way, None) and row.role in (role, None)]
        one = ours[0]
        names = ["transferred_bytes", "bitrate_bps", "retransmits", "datagrams", "jitter_ms"]
        names += ["lost_datagrams", "loss_percent", "out_of_order"]
        if one.direction is None:
            both = {"sent": {*names[:2], "datagrams"}, "received": {*names[3:]}}
            names = [name for name in names if name in both[way]]
        fields = {name: getattr(one, name) for name in names}
        transfers[way] = Transfer(
            **{_PLAIN.get(name, name): value for name, value in fields.items()}
        )
    return transfers


_PLAIN: Final = {
    "transferred_bytes": "transferred",
    "bitrate_bps": "bitrate",
    "jitter_ms": "jitter",
    "loss_percent": "loss",
}

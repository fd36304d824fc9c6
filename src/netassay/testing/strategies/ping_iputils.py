"""Pings of iputils: with names or without, of all payloads, with everything that goes wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.core.values.times import Timestamp
from netassay.records.ping import Ping, Reply
from netassay.testing.case import Case
from netassay.testing.printers.ping_iputils import render
from netassay.testing.printers.ping_text import three_digits
from netassay.testing.strategies import ping_values as values

if TYPE_CHECKING:
    from decimal import Decimal

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["cases"]

#: What routers say, and the outcome that this is.
NOTES: Final = {
    "Destination Host Unreachable": "unreachable",
    "Destination Net Prohibited": "unreachable",
    "Destination unreachable: Address unreachable": "unreachable",
    "Packet filtered": "unreachable",
    "Source Host Isolated": "unreachable",
    "Time to live exceeded": "error",
    "Frag needed and DF set (mtu = 1400)": "error",
    "Packet too big: mtu=1280": "error",
    "Redirect Host(New nexthop: 192.0.2.254)": "error",
    "Parameter problem: pointer = 5": "error",
}
LOCAL: Final = ("local error: message too long, mtu=1500", "sendmsg: Operation not permitted")
BELOW: Final = (
    "(same route)",
    "RR: \t192.0.2.1\n192.0.2.7\n192.0.2.9",
    "TS: \t192.0.2.1\t78244253 absolute\n192.0.2.9\t8\nUnrecorded hops: 5",
)
_WRONG: Final = "wrong data byte #28 should be 0x1c but was 0x20"
_DUMP: Final = "#16\t10 11 12 13 20 21 1e 1f\n#48\t30 31 32 33"
_HAPPENS: Final = ("reply",) * 6 + (
    *("twice", "lost", "late", "note", "local", "truncated", "corrupted"),
    *("strange", "below", "wrong"),
)
_TIMED: Final = 16


class _Run:
    """One run while it is drawn: its rows, and what they add up to."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.rows: list[dict[str, Any]] = []
        self.times: list[Decimal] = []
        self.answered: set[int] = set()
        self.duplicates = self.corrupted = self.errors = 0
        self.stamped = draw(st.booleans())
        self.payload = draw(st.integers(0, 2000))
        self.address = draw(values.addresses)
        self.name = draw(st.none() | values.hosts)
        self.shown = None if self.name and draw(st.booleans()) else self.address
        self.ttl = draw(st.none() | values.ttls)
        self.identifier = draw(st.none() | st.integers(0, 65535))

    def row(self, number: int | None, **fields: Any) -> None:
        if self.stamped and number is not None:
            since = self.draw(st.integers(10**15, 2 * 10**15))
            whole, fraction = divmod(since, 10**6)
            moment = datetime.fromtimestamp(whole, UTC).replace(tzinfo=None).isoformat()
            fields["printed_at"] = Timestamp(f"{moment}.{fraction:06d}Z")
        if number is not None:
            fields["sequence"] = number
        self.rows.append(fields)

    def reply(self, number: int, **fields: Any) -> None:
        told: dict[str, Any] = {"address": self.shown, "size": self.payload + 8}
        told |= {"name": self.name, "ttl": self.ttl, "identifier": self.identifier}
        if self.payload >= _TIMED:
            time = self.draw(values.microseconds)
            if fields.get("outcome") != "error":
                self.times.append(time)
            if fields.get("note") != "truncated":
                told["time"] = float(three_digits(float(time)))
        self.row(number, **told | fields)

    def request(self, number: int, what: str) -> None:
        """Draw what became of a request."""
        if what in _ANSWERS:
            self.answered.add(number)
            self.reply(number, **_ANSWERS[what])
        elif what == "twice":
            self.answered.add(number)
            self.reply(number)
            self.reply(number, duplicate=True)
            self.duplicates += 1
        elif what == "below":
            self.answered.add(number)
            self.reply(number, details=self.draw(st.sampled_from(BELOW)))
        elif what == "corrupted":
            self.corrupted += 1
            self.reply(number, outcome="error", note="BAD CHECKSUM!")
        elif what == "late":
            self.row(number, outcome="timeout")
        elif what == "note":
            self.errors += 1
            note = self.draw(st.sampled_from(sorted(NOTES)))
            router = {"address": self.draw(values.addresses), "name": self.name}
            self.row(number, **router, outcome=NOTES[note], note=note)
        elif what == "local":
            self.errors += 1
            self.row(None, outcome="error", note=self.draw(st.sampled_from(LOCAL)))


_ANSWERS: Final[dict[str, dict[str, Any]]] = {
    "reply": {},
    "truncated": {"note": "truncated", "size": 7},
    "strange": {"note": "DIFFERENT ADDRESS!"},
    "wrong": {"note": _WRONG, "details": _DUMP},
}


def cases() -> SearchStrategy[Case]:
    """Return a strategy of pings with their texts."""
    return _cases()


@st.composite
def _cases(draw: DrawFn) -> Case:
    run, sent = _Run(draw), draw(st.integers(1, 9))
    happened = draw(st.lists(st.sampled_from(_HAPPENS), min_size=sent, max_size=sent))
    for number, what in enumerate(happened, 1):
        run.request(number, what)
    fields = _totals(run, sent) | _head(run) | _closing(run)
    quiet = not draw(st.integers(0, 5))
    if quiet:
        fields |= {
            "replies": [],
            "lost_sequences": [] if run.answered else fields["lost_sequences"],
        }
    old = draw(st.booleans())
    measurement = Ping(**fields)
    text = render(measurement, old=old, flood=quiet, end=draw(values.ENDS))
    return Case("ping", "ping_iputils", measurement, text, _whole_from(text, run))


def _whole_from(text: str, run: _Run) -> int:
    """Return from where on nothing is missing but the pipe and the gaps, which may be absent."""
    if run.times:
        return text.index(" ms", text.rindex("rtt min")) + len(" ms")
    return values.whole_from(text.partition("pipe")[0], "ms")


def _head(run: _Run) -> dict[str, Any]:
    draw, v6 = run.draw, ":" in run.address
    source: dict[str, Any] = {}
    if draw(st.booleans()):
        source["source_address"] = draw(values.ipv6 if v6 else values.ipv4)
        source["interface"] = draw(st.sampled_from(["eth0", "vlan1", "bond0.7", None]))
    return source | {
        "destination": run.name or run.address,
        "resolved_address": run.address,
        "payload": run.payload,
        "packet": None if v6 else run.payload + draw(st.sampled_from([28, 68])),
        "pattern": draw(st.sampled_from([None, "0xff", "0xabcd"])),
        "messages": draw(st.sampled_from([[], ["WARNING: pinging broadcast address"]])),
    }


def _totals(run: _Run, sent: int) -> dict[str, Any]:
    loss = 100 * (sent - len(run.answered)) / sent
    return {
        "transmitted": sent,
        "received": len(run.answered),
        "duplicates": run.duplicates or None,
        "corrupted": run.corrupted or None,
        "errors": run.errors or None,
        "loss": float(f"{loss:g}"),
        "total_time": float(run.draw(st.integers(0, 10**6))),
        "lost_sequences": values.lost_sequences(1, sent, run.answered),
        "replies": [Reply(**row) for row in run.rows],
    }


def _closing(run: _Run) -> dict[str, Any]:
    fields: dict[str, Any] = values.rtt_totals(run.times)
    if fields:
        fields["rtt_mdev"] = float(run.draw(values.microseconds))
    if run.draw(st.booleans()):
        fields["pipe"] = run.draw(st.integers(2, 99))
    gaps: bool = run.draw(st.booleans())
    if run.times and gaps:
        fields["ipg"] = float(run.draw(values.microseconds))
        fields["ewma"] = float(run.draw(values.microseconds))
    return fields

"""Pings of BSD and its children, in every flavour."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.records.ping import Ping, Reply
from netassay.testing.case import Case
from netassay.testing.printers.ping_bsd import FLAVOURS, render
from netassay.testing.strategies import ping_values as values

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["cases"]

#: What routers say, and the outcome that this is; the header of the packet it is about.
NOTES: Final = {
    "Destination Host Unreachable": "unreachable",
    "Communication prohibited by filter": "unreachable",
    "Time to live exceeded": "error",
    "frag needed and DF set (MTU 1400)": "error",
    "Redirect Host(New addr: 192.0.2.254)": "error",
}
HEADER: Final = (
    "Vr HL TOS  Len   ID Flg  off TTL Pro  cks      Src      Dst\n"
    "4  5  00 5400 29a3   0 0000  40  01 3ab1 192.0.2.2  192.0.2.9"
)
_ROUTERS: Final = frozenset(("fortios", "junos"))
_LOCAL: Final = "sendto: No route to host"
_HAPPENS: Final = ("reply",) * 5 + ("twice", "lost", "late", "note", "local", "below")


class _Run:
    """One run while it is drawn: its rows, and what they add up to."""

    def __init__(self, draw: DrawFn, flavour: str) -> None:
        self.draw = draw
        self.flavour = flavour
        self.kame = flavour == "kame"
        self.decimals = FLAVOURS[flavour].decimals
        self.rows: list[dict[str, Any]] = []
        self.times: list[Decimal] = []
        self.answered: set[int] = set()
        self.duplicates = 0
        self.payload = draw(st.sampled_from([8, 16, 56, 56, 1400]))
        self.address = draw(values.ipv6 if self.kame else values.addresses)
        self.ttl = draw(values.ttls)
        self.named = draw(st.none() | values.hosts) if flavour == "inetutils" else None
        #: Whether only replies, time-outs and errors are drawn.
        self.plain = flavour in _ROUTERS or self.named is not None

    def reply(self, number: int, **fields: Any) -> None:
        told: dict[str, Any] = {"address": self.address, "size": self.payload + 8}
        told |= {"ttl": self.ttl, "sequence": number}
        if self.named:
            # The tool found the name and prints no address.
            told |= {"address": None, "name": self.named}
        if self.payload >= 16:  # noqa: PLR2004 - struct timeval
            time = self.draw(values.microseconds).quantize(Decimal(1).scaleb(-self.decimals))
            self.times.append(time)
            told["time"] = float(time)
        if self.flavour == "junos":
            self.rows.append({"sequence": number})
        else:
            self.rows.append(told | fields)

    def request(self, number: int, what: str) -> None:
        """Draw what became of a request."""
        if self.plain:
            self._request_plainly(number, what)
            return
        if what in ("reply", "twice", "below"):
            self.answered.add(number)
            same = what == "below" and not self.kame
            self.reply(number, details="(same route)" if same else None)
        if what == "twice":
            self.reply(number, duplicate=True)
            self.duplicates += 1
        elif what == "late" and self.flavour == "macos":
            self.rows.append({"sequence": number, "outcome": "timeout"})
        elif what == "note" and self.flavour in ("macos", "inetutils"):
            note = self.draw(st.sampled_from(sorted(NOTES)))
            who = {"address": self.draw(values.ipv4), "name": self.draw(st.none() | values.hosts)}
            row = {"size": 36, "outcome": NOTES[note], "note": note, "details": HEADER}
            self.rows.append(who | row)
        elif what == "local":
            self.rows.append({"outcome": "error", "note": _LOCAL})

    def _request_plainly(self, number: int, what: str) -> None:
        """Draw a reply or none, and how the tool says that."""
        if what == "reply":
            self.answered.add(number)
            self.reply(number)
        elif self.flavour == "junos":
            self.rows.append({"sequence": number, "outcome": "timeout"})
        elif self.flavour == "fortios":
            unsent = {"outcome": "error", "note": "sendto failed"}
            self.rows.append(unsent if what == "local" else {"outcome": "timeout"})


def cases() -> SearchStrategy[Case]:
    """Return a strategy of pings with their texts."""
    return st.sampled_from(sorted(FLAVOURS)).flatmap(_cases)


def of_family(family: str) -> SearchStrategy[Case]:  # noqa: ARG001 - only access points run it
    """Return a strategy of pings as an access point may print them: of no router."""
    return st.sampled_from(sorted(FLAVOURS.keys() - _ROUTERS)).flatmap(_cases)


@st.composite
def _cases(draw: DrawFn, flavour: str) -> Case:
    run, sent = _Run(draw, flavour), draw(st.integers(1, 9))
    happened = draw(st.lists(st.sampled_from(_HAPPENS), min_size=sent, max_size=sent))
    for number, what in enumerate(happened):
        run.request(number, what)
    measurement = Ping(**_totals(run, sent), **_head(run), **_closing(run))
    text = render(measurement, flavour=flavour, end=draw(values.ENDS))
    last = " ms" if run.times else "loss"
    return Case("ping", "ping_bsd", measurement, text, values.whole_from(text, last))


def _head(run: _Run) -> dict[str, Any]:
    draw, host = run.draw, run.draw(values.hosts)
    address = draw(values.ipv6 if ":" in run.address else values.ipv4)
    identified = run.flavour == "inetutils" and draw(st.booleans())
    return {
        "destination": host,
        "resolved_address": run.address,
        "payload": run.payload,
        "packet": run.payload + 48 if run.kame else None,
        "source_address": address if run.kame or draw(st.booleans()) else None,
        "identifier": draw(st.integers(0, 65535)) if identified else None,
        "pattern": draw(st.sampled_from([None, "0xff"])),
        "messages": draw(st.sampled_from([[], ["ping: Warning: a word to the wise"]])),
    }


def _totals(run: _Run, sent: int) -> dict[str, Any]:
    loss = Decimal(100 * (sent - len(run.answered))) / sent
    shown = float(FLAVOURS[run.flavour].loss.format(loss))
    late = run.flavour == "macos" and run.times and run.draw(st.booleans())
    return {
        "transmitted": sent,
        "received": len(run.answered),
        "duplicates": run.duplicates or None,
        "late": run.draw(st.integers(1, 9)) if late else None,
        "loss": shown,
        "lost_sequences": values.lost_sequences(0, sent, run.answered),
        # Dots alone are not told from those of a flood.
        "replies": [Reply(**row) for row in run.rows if run.answered or run.flavour != "junos"],
    }


def _closing(run: _Run) -> dict[str, Any]:
    fields: dict[str, Any] = values.rtt_totals(run.times, run.decimals)
    if fields and FLAVOURS[run.flavour].deviation:
        fields["rtt_mdev"] = float(run.draw(values.microseconds))
    return fields

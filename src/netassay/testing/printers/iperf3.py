"""The report of an iperf3 client, as its versions print it.

From iperf3's own formats (``src/iperf_locale.c``, ``src/units.c``): sizes in steps of 1024,
bit rates in steps of 1000, ``%4.2f`` below 9.995, ``%4.1f`` below 99.95, else ``%4.0f``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netassay.records.iperf import Iperf

__all__ = ["VERSIONS", "Style", "bitrate", "render", "size"]

#: One version of each layout.
VERSIONS: Final = ("3.0.1", "3.0.11", "3.1.7", "3.6", "3.12", "3.18", "3.21")
#: A row, by the plain names that are exported.
_Row = Any
_STEPS: Final = ("", "K", "M", "G", "T")
_SIDES: Final = {"sent": "sender", "received": "receiver"}
_SEPARATOR: Final = "- - - - - - - - - - - - - - - - - - - - - - - - -"
_FRAME: Final = ("", "Perf-test: Finished", "", "May 20 07:02:29 2025")


@attrs.frozen(kw_only=True)
class Style:
    """How a run was asked to print.

    `form` is the letter of ``-f``, empty for adaptive rates; `title` that of ``-T``; `stamp`
    gives for the number of a line what ``--timestamps`` puts before it. `frame` adds what a
    gateway prints around the report. `newline` ends each line.
    """

    version: str = "3.0.11"
    verbose: bool = True
    form: str = ""
    title: str = ""
    stamp: Callable[[int], str] | None = None
    frame: bool = False
    newline: str = "\n"

    @property
    def number(self) -> tuple[int, ...]:
        """The version, to compare by."""
        return tuple(int(part) for part in self.version.split("."))

    @property
    def old(self) -> bool:
        """Whether it is 3.0 or 3.1: ``Bandwidth``, and one closing UDP row of both ends."""
        return self.number < (3, 2)


def render(measurement: Iperf, **style: object) -> str:
    """Return the text that a client prints of a run; `style` are the fields of `Style`."""
    return _Printer(measurement, Style(**style)).text()  # type: ignore[arg-type]


def _digits(value: float) -> str:
    for limit, digits in ((9.995, 2), (99.95, 1)):
        if value < limit:
            return f"{value:4.{digits}f}"
    return f"{value:4.0f}"


def _scaled(value: float, base: int, unit: str, step: int | None = None) -> str:
    steps = len(_STEPS) - 1 if step is None else step
    power = 0
    while power < steps and (step is not None or value >= base):
        value /= base
        power += 1
    return f"{_digits(value)} {_STEPS[power]}{unit}"


def size(octets: float) -> str:
    """Return an amount of bytes as iperf3 prints it."""
    return _scaled(octets, 1024, "Bytes")


def bitrate(bits: float, form: str = "") -> str:
    """Return a rate in bit/s as iperf3 prints it; with a capital for `form`, in bytes."""
    if not form:
        return _scaled(bits, 1000, "bits/sec")
    step = _STEPS.index(form.upper())
    if form.isupper():
        return _scaled(bits / 8, 1024, "Bytes/sec", step)
    return _scaled(bits, 1000, "bits/sec", step)


class _Printer:
    """Prints one measurement in one style."""

    def __init__(self, measurement: Any, style: Style) -> None:
        self.iperf = measurement
        self.style = style
        self.rate_name = "Bandwidth" if style.old else "Bitrate"

    def text(self) -> str:
        own = [*self._head(), *self._report(self.iperf.intervals, self.iperf.totals)]
        end = [f"iperf3: {self.iperf.error}"] if self.iperf.error else ["", "iperf Done."]
        served = list(self._served())
        lines = [self._prefix(number) + line for number, line in enumerate(own)]
        if served:
            lines += [self._prefix(len(lines)), *served]
        if self.iperf.error:
            lines += end
        else:
            lines += [self._prefix(len(lines) + number) + line for number, line in enumerate(end)]
        frame = _FRAME if self.style.frame else ()
        return "".join(line + self.style.newline for line in (*frame, *lines))

    def _prefix(self, number: int) -> str:
        stamp = self.style.stamp(number) if self.style.stamp else ""
        return stamp + (f"{self.style.title}:  " if self.style.title else "")

    def _head(self) -> Iterator[str]:
        iperf, verbose = self.iperf, self.style.verbose
        if verbose and iperf.version:
            dated = " (10 January 2014)" if iperf.version == "3.0.1" else ""
            yield f"iperf {'version ' if dated else ''}{iperf.version}{dated}"
        if verbose and iperf.system:
            yield iperf.system
        if verbose and self.style.number >= (3, 1):
            yield "Control connection MSS 1448"
        if verbose and iperf.timestamp:
            yield f"Time: {iperf.timestamp.datetime:%a, %d %b %Y %H:%M:%S} GMT"
        if iperf.server_address:
            yield f"Connecting to host {iperf.server_address}, port {iperf.server_port}"
        if iperf.reverse:
            yield f"Reverse mode, remote host {iperf.server_address} is sending"
        if verbose and iperf.cookie:
            yield f"      Cookie: {iperf.cookie}"
        if verbose and iperf.mss_bytes:
            yield f"      TCP MSS: {iperf.mss_bytes} (default)"
        yield from self._connections()
        if verbose and iperf.streams:
            yield self._start()

    def _connections(self) -> Iterator[str]:
        iperf = self.iperf
        numbers = dict.fromkeys(row.stream for row in iperf.intervals if row.stream is not None)
        for at, number in enumerate(numbers if iperf.local_port else ()):
            yield (
                f"[{number:3d}] local {iperf.local_address} port {(iperf.local_port or 0) + at}"
                f" connected to 192.0.2.99 port {iperf.server_port}"
            )

    def _start(self) -> str:
        iperf = self.iperf
        return (
            f"Starting Test: protocol: {iperf.protocol}, {iperf.streams} streams,"
            f" {iperf.block_bytes} byte blocks, omitting {iperf.omit_s:.0f} seconds,"
            f" {self._amount()}{'' if iperf.tos is None else f', tos {iperf.tos}'}"
        )

    def _amount(self) -> str:
        """Print what the run was asked for: bytes, blocks or a time."""
        if self.iperf.requested_bytes is not None:
            return f"{self.iperf.requested_bytes} bytes to send"
        if self.iperf.requested_blocks is not None:
            return f"{self.iperf.requested_blocks} blocks to send"
        return f"{self.iperf.duration_s:.0f} second test"

    def _report(
        self, intervals: Sequence[_Row], totals: Sequence[_Row], *, served: bool = False
    ) -> Iterator[str]:
        """Print the rows of all intervals, then the closing rows."""
        if intervals:
            yield self._header(intervals)
        several = any(row.stream is None for row in intervals)
        for at, row in enumerate(intervals):
            if several and at and row.start_s != intervals[at - 1].start_s:
                yield _SEPARATOR
            yield self._row(row, "(omitted)" if row.omitted else "")
        if totals:
            yield _SEPARATOR
            if self.style.verbose and not served:
                yield "Test Complete. Summary Results:"
            yield self._header(totals)
            yield from self._closing(totals)
        if self.style.verbose and not served and self.iperf.cpu:
            yield self._cpu(self.iperf.cpu)
            for end, name in (("snd", "sender"), ("rcv", "receiver")):
                algorithm = getattr(self.iperf, f"{name}_congestion")
                if algorithm:
                    yield f"{end}_tcp_congestion {algorithm}"

    def _closing(self, totals: Iterable[_Row]) -> Iterator[str]:
        for row in totals:
            yield self._row(row, _SIDES.get(row.direction, ""))
            if row.direction is None and row.stream is not None:
                yield f"[{row.stream:3d}] Sent {row.datagrams} datagrams"
            if row.out_of_order is not None:
                number = "SUM" if row.stream is None else f"{row.stream:3d}"
                role = f"[{row.role}]" if row.role else ""
                span = f"{row.start_s:4.1f}-{row.end_s:4.1f} sec"
                yield f"[{number}]{role} {span}  {row.out_of_order} datagrams received out-of-order"

    def _header(self, rows: Sequence[_Row]) -> str:
        role = "[Role]" if any(row.role for row in rows) else ""
        head = f"[ ID]{role} Interval           Transfer     {self.rate_name}"
        wide = "       " if self.style.old else "         "
        if any(row.jitter_ms is not None for row in rows):
            return f"{head}{wide}Jitter    Lost/Total Datagrams"
        if any(row.datagrams is not None for row in rows):
            return f"{head}{wide}Total Datagrams"
        if any(row.cwnd_bytes is not None for row in rows):
            return f"{head}{wide}Retr  Cwnd"
        return f"{head}{wide}Retr" if any(row.retransmits is not None for row in rows) else head

    def _row(self, row: _Row, mark: str) -> str:
        number = "SUM" if row.stream is None else f"{row.stream:3d}"
        role = f"[{row.role}]" if row.role else ""
        return (
            f"[{number}]{role} {row.start_s:6.2f}-{row.end_s:<6.2f} sec"
            f"  {size(row.transferred_bytes)}  {bitrate(row.bitrate_bps, self.style.form)}"
            f"{self._columns(row)}{mark}"
        )

    def _columns(self, row: _Row) -> str:
        """Print what a row has behind the rate, by protocol and end."""
        if row.jitter_ms is not None:
            share = "-nan" if row.loss_percent is None else f"{row.loss_percent:.2g}"
            lost = "" if row.lost_datagrams is None else f" ({share}%)"
            count = "Unknown" if row.lost_datagrams is None else row.lost_datagrams
            return f"  {row.jitter_ms:5.3f} ms  {count}/{row.datagrams}{lost}  "
        if row.datagrams is not None:
            return f" {'          ' if row.role else ''} {row.datagrams}  "
        if row.cwnd_bytes is not None:
            return f"  {row.retransmits:3d}   {size(row.cwnd_bytes)}       "
        return " " * 18 if row.retransmits is None else f"  {row.retransmits:3d}             "

    def _cpu(self, cpu: Any) -> str:
        near, far = ("receiver", "sender") if self.iperf.reverse else ("sender", "receiver")
        return (
            f"CPU Utilization: local/{near} {cpu.local_total_percent:.1f}%"
            f" ({cpu.local_user_percent:.1f}%u/{cpu.local_system_percent:.1f}%s),"
            f" remote/{far} {cpu.remote_total_percent:.1f}%"
            f" ({cpu.remote_user_percent:.1f}%u/{cpu.remote_system_percent:.1f}%s)"
        )

    def _served(self) -> Iterator[str]:
        """Print the server's report, as the client got it."""
        intervals, totals = self.iperf.server_intervals, self.iperf.server_totals
        if intervals:
            yield "Server output:"
            yield "Accepted connection from 192.0.2.98, port 50000"
            yield from self._report(intervals, totals, served=True)
            yield ""

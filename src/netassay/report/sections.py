"""What the page shows of each test: its columns, its further table, its trends.

A test has a section without being named here: its columns are the plain fields of its record,
its further table the first list of records. `_OWN` says of some tests what is shown instead.
Labels, units and meanings come from the record. Columns are paths of field names, as in
``sent.bitrate``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.records.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.core.records.record import Field, Record
    from netassay.core.spec import Test

__all__ = ["UNKNOWN", "Section", "default_section", "section_of"]


@attrs.frozen
class Section:
    """One test on the page.

    `columns` are the figures that its table shows of each result. `rows` is the list of
    records that has a table of its own, all results together, and `row_columns` what that
    shows. `trends` are the figures that are drawn over time.
    """

    test: str
    title: str
    columns: tuple[str, ...] = ()
    rows: str = ""
    row_columns: tuple[str, ...] = ()
    trends: tuple[str, ...] = ()


_RTT: Final = ("rtt_min", "rtt_avg", "rtt_max")
_COUNTS: Final = ("destination", "transmitted", "received", "loss")
_LATENCY: Final = ("latency_min", "latency_avg", "latency_max")
_HTTP: Final = ("url", "transmitted", "received", *_LATENCY, "dns_time", "download_rate")

#: Sections of tests that have too many fields, or another name than in the API.
_OWN: Final = (
    Section("ping", "Ping", (*_COUNTS, *_RTT), trends=("rtt_avg", "loss")),
    Section("ping_sweep", "Ping sweep", (*_COUNTS, *_RTT), trends=("rtt_avg", "loss")),
    Section(
        "traceroute",
        "Traceroute",
        ("destination", "resolved_address", "reached", "hops", "max_hops"),
    ),
    Section(
        "iperf",
        "iperf",
        (
            "server_address",
            "protocol",
            "streams",
            "duration",
            "sent.bitrate",
            "received.bitrate",
            "sent.retransmits",
            "received.loss",
        ),
        trends=("sent.bitrate", "received.bitrate"),
    ),
    Section(
        "speedtest",
        "Speed test",
        (
            "server_address",
            "protocol",
            "duration",
            "upstream.bitrate",
            "downstream.bitrate",
            "upstream.retransmits",
        ),
        trends=("upstream.bitrate", "downstream.bitrate"),
    ),
    Section("http", "HTTP", _HTTP, trends=("latency_avg",)),
    Section("https", "HTTPS", _HTTP, trends=("latency_avg",)),
    Section("tcp", "TCP connect", ("host", "connect_time"), trends=("connect_time",)),
    Section("nslookup", "DNS lookup", ("host", "dns_server", "addresses")),
    Section(
        "arp_table",
        "ARP table",
        ("entries",),
        "entries",
        ("address", "mac", "interface", "type", "protocol"),
    ),
)
_OWN_BY_TEST: Final = {section.test: section for section in _OWN}
#: The section of responses whose test nothing tells.
UNKNOWN: Final = Section("unknown", "Test not known")

#: More columns than this make a table too wide to read.
_MOST_COLUMNS: Final = 8
#: Words of the tests' names that are written otherwise.
_WRITTEN: Final = {word.casefold(): word for word in ("AAA", "ARP", "DNS", "HTTP", "PoE", "TCP")}


def section_of(spec: Test) -> Section:
    """Return what the page shows of a test."""
    return _OWN_BY_TEST.get(spec.name) or default_section(spec)


def default_section(spec: Test) -> Section:
    """Return what the page shows of a test of which nothing but its record is known.

    The columns are the plain fields and what is compared; without any, the length of the list
    of records. The further table has the records of that list and of the list in it. What is
    compared and has a unit is drawn over time. Rare fields are left out.
    """
    trends = tuple(_compared_with_unit(spec.record))
    columns = tuple(dict.fromkeys([*_plain(spec.record)[:_MOST_COLUMNS], *trends]))
    path: list[str] = []
    row_columns: list[str] = []
    listed = _first_list(spec.record)
    while listed and listed.record and listed.name not in path:
        path.append(listed.name)
        row_columns += _plain(listed.record)
        listed = _first_list(listed.record)
    return Section(
        spec.name,
        _title(spec.name),
        columns or tuple(path[:1]),
        ".".join(path),
        tuple(dict.fromkeys(row_columns))[:_MOST_COLUMNS],
        trends,
    )


def _plain(record: type[Record]) -> list[str]:
    """Return the fields that fit a cell: one value, or a list of plain ones."""
    return [
        field.name
        for field in fields_of(record)
        if field.record is None and field.base is not dict and not field.rare
    ]


def _first_list(record: type[Record]) -> Field | None:
    """Return the first field that holds a list of records."""
    lists = (one for one in fields_of(record) if one.many and one.record and not one.rare)
    return next(lists, None)


def _compared_with_unit(record: type[Record], outer: str = "") -> Iterator[str]:
    """Give the paths of figures that tell good from bad, in the record and in nested ones."""
    told = record.compared
    for field in fields_of(record):
        if field.record and not field.many:
            yield from _compared_with_unit(field.record, f"{outer}{field.name}.")
        elif told and field.unit and field.name in (*told.more, *told.less):
            yield f"{outer}{field.name}"


def _title(name: str) -> str:
    words = " ".join(_WRITTEN.get(word, word) for word in name.split("_"))
    return words[:1].upper() + words[1:]

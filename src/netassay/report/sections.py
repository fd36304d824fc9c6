"""What the page shows of each test: its columns, its further table, its trends.

A new test has a section as soon as it is listed here; its labels, units and meanings come
from its record. Columns are paths of field names, as in ``sent.bitrate``.
"""

from __future__ import annotations

from typing import Final

import attrs

__all__ = ["SECTIONS", "UNKNOWN", "Section"]


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
_BOUNCED: Final = ("port", "bounced", "answer")

SECTIONS: Final = (
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
    Section("aaa", "AAA", ("server", "username", "method", "accepted", "answer")),
    Section(
        "cable_test",
        "Cable test",
        ("ports",),
        "ports.pairs",
        ("port", "state", "pair", "status", "length", "accuracy"),
    ),
    Section(
        "arp_table",
        "ARP table",
        ("entries",),
        "entries",
        ("address", "mac", "interface", "type", "protocol"),
    ),
    Section("poe_bounce", "PoE bounce", ("requested",), "ports", _BOUNCED),
    Section("port_bounce", "Port bounce", ("requested",), "ports", _BOUNCED),
    Section(
        "show_command",
        "Show command",
        ("requested",),
        rows="responses",
        row_columns=("command", "response"),
    ),
)
#: The section of responses whose test nothing tells.
UNKNOWN: Final = Section("unknown", "Test not known")

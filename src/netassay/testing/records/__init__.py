"""Hypothesis strategies of records whose tests and families print no text.

Each module offers `RECORDS`: by test and family, a strategy of records as those devices
state them. Records with a text are drawn by `netassay.testing.strategies`.

    http          HTTP and HTTPS of access points and CX switches
    ping_sweep    a gateway's ping sweep
    ports         poe_bounce, port_bounce, cable_test
    server_tests  tcp, nslookup, aaa: tests of one server
    speedtest     an access point's speed test
    values        hosts, addresses and numbers that these share
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.testing.records import http, ping_sweep, ports, server_tests, speedtest

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from netassay.core.records.record import Record

__all__ = ["RECORDS"]

RECORDS: Final[dict[tuple[str, str], SearchStrategy[Record]]] = {
    key: strategy
    for module in (http, ping_sweep, ports, server_tests, speedtest)
    for key, strategy in module.RECORDS.items()
}

"""The record of a speed test."""

from __future__ import annotations

from netassay.core.records.record import Record, record, some
from netassay.core.values.field_types import Host, Port
from netassay.core.values.units import Seconds
from netassay.records.iperf import Transfer

__all__ = ["Speedtest"]


@record
class Speedtest(Record):
    """The result of a speed test, seen from the access point."""

    server_address: Host | None = some("iperf3 server that was asked")
    server_port: Port | None = some("port of the server")
    protocol: str | None = some("TCP or UDP")
    duration: Seconds | None = some("time the test took, one direction")
    upstream: Transfer | None = some("from the access point to the server")
    downstream: Transfer | None = some("from the server to the access point")

"""The records of an HTTP or HTTPS test."""

from __future__ import annotations

from typing import ClassVar

from netassay.core.records.compared import Compared
from netassay.core.records.drawn import Drawn
from netassay.core.records.record import Record, many, mapping, record, some
from netassay.core.values.field_types import Host, Url
from netassay.core.values.units import BitsPerSecond, Bytes, Milliseconds, Percent, Volume

__all__ = ["Http", "Response"]


@record
class Response(Record):
    """One HTTP reply."""

    row_key: ClassVar = ("number",)
    drawn: ClassVar = Drawn("number", ("time", "rate"))

    number: int | None = some("number of the reply, from 1")
    size: Bytes | None = some("size of the reply")
    time: Milliseconds | None = some("time the reply took")
    rate: BitsPerSecond | None = some("size over time")
    status_code: int | None = some("HTTP status code (RFC 9110)")
    status_text: str | None = some("reason phrase of the status")
    error: str | None = some("why there was no reply, as the device says it", rare=True)


@record
class Http(Record):
    """The result of an HTTP or HTTPS test."""

    compared: ClassVar = Compared(
        less=("latency_min", "latency_avg", "latency_max", "dns_time", "transaction_time"),
        more=("success", "download_rate"),
    )

    url: Url | None = some("what was asked for, as the device says it")
    resolved_address: Host | None = some("address that the host resolved to")
    transmitted: int | None = some("requests sent")
    received: int | None = some("replies received")
    success: Percent | None = some("share of requests that were answered")
    latency_min: Milliseconds | None = some("smallest time of a reply")
    latency_avg: Milliseconds | None = some("mean time of a reply")
    latency_max: Milliseconds | None = some("largest time of a reply")
    downloaded: Volume | None = some("payload downloaded")
    download_rate: BitsPerSecond | None = some("rate of the download")
    dns_time: Milliseconds | None = some("time the name's resolution took")
    transaction_time: Milliseconds | None = some("time the HTTP transaction took")
    error: str | None = some("why the test gave up, as the device says it", rare=True)
    dns_error: int | None = some(
        "error of the name's resolution, as the switch numbers it", rare=True
    )
    http_error: int | None = some(
        "error of the HTTP transaction, as the switch numbers it", rare=True
    )
    dhcp_server: Host | None = some("DHCP server of the probe", rare=True)
    responses: list[Response] = many("replies one by one")
    counters: dict[str, int | None] = mapping("the switch's probe counters, as it names them")

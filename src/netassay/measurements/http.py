"""http and https: the download of a page.

Gateways print an HTTP ping, reply by reply; CX switches count probes; access points report
volume and rate of a download. Kilobytes are 1000 bytes, kilobits 1000 bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core import arithmetic
from netassay.core.keys.compounds import Counters
from netassay.core.keys.wire import Each, Inside, ObjectReader, To
from netassay.core.records.record import numbers
from netassay.core.spec import Test
from netassay.core.values.readers import COUNT, Extract
from netassay.core.values.readings import TEXT
from netassay.core.values.rows import Figures, Rows, row_at, values_of
from netassay.core.values.units import HTTP_RATES
from netassay.core.verdicts import Verdict, by_share, joined, number, one_line, rate, volume
from netassay.records.http import Http, Response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netassay.core.findings import Notes
    from netassay.core.places import Place
    from netassay.core.values.readings import Node

__all__ = ["HTTP", "HTTPS", "RATE"]


#: The code and the phrase of ``200/OK``, ``503``, or of an error in place of a status.
_STATUS: Final = "a status like 200/OK"
_CODE: Final = Extract(r"\s*(?:([0-9]{3})(?:/(?:.*\S)?)?|[^0-9\s].*)\s*", COUNT, _STATUS)
_PHRASE: Final = Extract(r"\s*(?:[0-9]{3}(?:/(.*\S)?)?|([^0-9\s].*))\s*", TEXT, _STATUS)


class _Replies(ObjectReader):
    """Reads replies; a phrase without a status code is an error."""

    def read_all(
        self, values: list[Any], place: Place, notes: Notes, printed: Sequence[Node] = ()
    ) -> list[Node]:
        """Return the nodes of the replies."""
        rows = super().read_all(values, place, notes, printed)
        if isinstance(rows, Rows) and None not in rows.values("status_code"):
            return rows
        for row in rows:
            if "status_code" not in row and "status_text" in row:
                row["error"] = row.pop("status_text")
        return rows


RATE: Final = numbers(Response, "rate", HTTP_RATES)


_GATEWAY: Final = {
    "url": "url",
    "sentPacketsCount": "transmitted",
    "receivedPacketsCount": "received",
    "successRatePercent": "success",
    "minimumLatencyMilliseconds": "latency_min",
    "averageLatencyMilliseconds": "latency_avg",
    "maximumLatencyMilliseconds": "latency_max",
    "responses": Each(
        "responses",
        {
            "responseNumber": "number",
            "responseBytes": "size",
            "responseTimeMilliseconds": "time",
            "downloadRate": To("rate", RATE),
            "responseCode": (
                To("status_code", _CODE),
                To("status_text", _PHRASE),
            ),
        },
        by=_Replies,
    ),
}

_CX: Final = {
    "destination": "url",
    "statistics": Counters("counters"),
    "results": Inside(
        {
            "packetsTransmitted": "transmitted",
            "packetsReceived": "received",
            "minimumRttInMilliseconds": "latency_min",
            "averageRttInMilliseconds": "latency_avg",
            "maximumRttInMilliseconds": "latency_max",
            "httpTransactionRttInMilliseconds": "transaction_time",
            "dnsRttInMilliseconds": "dns_time",
            "resolvedIp": "resolved_address",
            "dnsError": "dns_error",
            "httpError": "http_error",
            "dhcpServerIp": "dhcp_server",
        }
    ),
}

_AP: Final = {
    "url": "url",
    "downloadBytesInKB": To("downloaded", numbers(Http, "downloaded", stated_in="KB")),
    "downloadRateInKbps": To("download_rate", numbers(Http, "download_rate", stated_in="Kbps")),
}

_LATENCIES: Final = ("latency_min", "latency_avg", "latency_max")


def complete(node: Node) -> bool:
    """Say whether the figures of a download, or counts and latencies, are there."""
    if {"downloaded", "download_rate"} <= node.keys():
        return True
    if not {"transmitted", "received"} <= node.keys():
        return False
    return node["received"].value == 0 or node.keys() >= set(_LATENCIES)


def check(node: Node, notes: Notes) -> None:
    """Compare the totals with each other and with the replies, and each rate with its size."""
    arithmetic.ordered(node, _LATENCIES, notes)
    transmitted, received = node.get("transmitted"), node.get("received")
    responses = node.get("responses", ())
    if transmitted is not None and received is not None:
        if received.value > transmitted.value:
            message = f"{received.text} received of {transmitted.text} transmitted"
            notes.add("arithmetic", "received", message)
        arithmetic.share(node, "", received.value, transmitted.value, "success", notes)
        times = Figures(responses, "time")
        if len(times.values) == received.value:
            arithmetic.summary(node, _LATENCIES, times, notes)
    _check_rates(responses, notes)


def _check_rates(responses: Sequence[Node], notes: Notes) -> None:
    """Compare the rate of each reply with its size and time."""
    columns = [values_of(responses, name) for name in ("size", "time", "rate")]
    for at, (size, time, speed) in enumerate(zip(*columns, strict=True)):
        if None in (size, time, speed) or arithmetic.close(size, speed, time / 1000):
            continue
        row = row_at(responses, at)
        arithmetic.rate(
            row["size"],
            row["rate"],
            time / 1000,
            row["time"].step / 1000,
            f"responses[{at}].rate",
            notes,
        )


#: Status codes from this on are errors (RFC 9110, section 15.5).
_FIRST_ERROR: Final = 400


def verdict(test: Http) -> Verdict:
    """Judge by the replies below 400; without their codes by the counts, or by the download."""
    if test.http_error or test.dns_error:
        return "failed"
    replies = test.responses
    if any([reply.status_code is not None or reply.error is not None for reply in replies]):
        good = sum([_works(reply) for reply in replies])
        return by_share(good, max(len(replies), test.transmitted or 0))
    if test.transmitted is not None and test.received is not None:
        return by_share(test.received, test.transmitted) if test.transmitted > 0 else "not-run"
    return _verdict_of_share(test)


def _verdict_of_share(test: Http) -> Verdict:
    """Judge by the success rate, or by the download: an empty one is a failure."""
    if test.success_percent is not None:
        return by_share(test.success_percent, 100)
    amounts = [one for one in (test.downloaded_bytes, test.download_rate_bps) if one is not None]
    if amounts or test.responses:
        return "passed" if any(amounts) or not amounts else "failed"
    return "unknown" if test.error is None else "failed"


def _works(reply: Response) -> bool:
    return reply.error is None and (reply.status_code is None or reply.status_code < _FIRST_ERROR)


def summary(test: Http) -> str:
    """Return counts, latencies and status codes, or volume and rate of the download."""
    times = [test.latency_min_ms, test.latency_avg_ms, test.latency_max_ms]
    latencies = "/".join([number(time) for time in times if time is not None])
    size, speed = test.downloaded_bytes, test.download_rate_bps
    return joined(
        (
            None if test.transmitted is None else f"{test.transmitted} sent",
            None if test.received is None else f"{test.received} received",
            f"{latencies} ms" if latencies else None,
            _codes(test.responses) if test.responses else None,
            None if size is None else volume(size),
            None if speed is None else rate(speed),
            f"DNS error {test.dns_error}" if test.dns_error else None,
            f"HTTP error {test.http_error}" if test.http_error else None,
            one_line(test.error) if test.error else None,
        )
    )


def _codes(replies: Sequence[Response]) -> str:
    """Return the number of replies with each status code: ``3 x 200, 1 x 503``."""
    counts: dict[int, int] = {}
    for reply in replies:
        if code := reply.status_code:
            counts[code] = counts.get(code, 0) + 1
    return joined([f"{count} x {code}" for code, count in counts.items()])


def _spec(name: str, families: Mapping[str, Mapping[str, Any]]) -> Test:
    return Test(
        name=name,
        endpoint=name,
        record=Http,
        outputs=families,
        complete=complete,
        check=check,
        verdict=verdict,
        summary=summary,
    )


HTTP: Final = _spec("http", {"aps": _AP, "cx": _CX, "gateways": _GATEWAY})
HTTPS: Final = _spec("https", {"aps": _AP, "gateways": _GATEWAY})

"""HTTP and HTTPS of access points and CX switches, which print no text."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from netassay.core.records.stored import build
from netassay.records.http import Http
from netassay.testing.records.values import ADDRESSES, HOSTS, figures, mean

__all__ = ["RECORDS"]

#: The counters of a CX switch's probe; those of DNS and DHCP are null where none was asked.
_COUNTED: Final = (
    "destination_address_unreachable_count",
    "dns_resolution_failures",
    "probes_timed_out",
    "probes_transmitted",
    "transmission_error",
    "socket_receive_error",
    "bind_error",
)
_MAYBE_COUNTED: Final = (
    "dns_format_error",
    "dns_server_failure",
    "dns_non_existent_domain",
    "dns_not_implemented",
    "dns_query_refused",
    "dns_name_exists",
    "dns_rrset_exists",
    "dns_not_authoritative",
    "dns_not_zone",
    "dhcp_failed",
    "dhcp_no_offer",
    "dhcp_nack",
)
_COUNTS: Final = st.integers(0, 1000)
_WHOLE_MS: Final = figures(60_000)

_DOWNLOADS: Final = st.builds(
    Http,
    url=HOSTS | HOSTS.map("http://{}".format),
    downloaded=st.integers(0, 10**6).map(lambda kilobytes: kilobytes * 1000.0),
    download_rate=st.integers(0, 10**6).map(lambda kilobits: kilobits * 1000.0),
)


@st.composite
def _probes(draw: st.DrawFn) -> Http:
    """Draw a switch's probes; its resolution is a whole millisecond."""
    transmitted = draw(st.integers(1, 9))
    received = draw(st.integers(0, transmitted))
    times = draw(st.lists(_WHOLE_MS, min_size=received, max_size=received))
    counters: dict[str, int | None] = {name: draw(_COUNTS) for name in _COUNTED}
    counters |= {name: draw(st.none() | _COUNTS) for name in _MAYBE_COUNTED}
    return build(
        Http,
        {
            "url": draw(HOSTS.map("https://{}".format)),
            "resolved_address": draw(st.none() | ADDRESSES),
            "transmitted": transmitted,
            "received": received,
            "latency_min": min(times, default=None),
            "latency_avg": draw(mean(times, 0)) if times else None,
            "latency_max": max(times, default=None),
            "transaction_time": draw(st.none() | _WHOLE_MS),
            "dns_time": draw(st.none() | _WHOLE_MS),
            "counters": counters,
        },
    )


RECORDS: Final = {
    ("http", "aps"): _DOWNLOADS,
    ("https", "aps"): _DOWNLOADS,
    ("http", "cx"): _probes(),
}

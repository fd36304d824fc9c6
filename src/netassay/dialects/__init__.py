"""The printed formats, one module each.

A new format is one module here and its `Dialect` in `DIALECTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.dialects import (
    arp_ap,
    arp_gateway,
    http_gateway,
    iperf3,
    ping_aoss,
    ping_busybox,
    ping_gateway,
    ping_iputils,
    show_text,
    traceroute_aoss,
    traceroute_busybox,
    traceroute_inetutils,
)

if TYPE_CHECKING:
    from netassay.core.grammar import Dialect

__all__ = ["DIALECTS"]

DIALECTS: Final[tuple[Dialect, ...]] = (
    ping_busybox.DIALECT,
    ping_iputils.DIALECT,
    ping_aoss.DIALECT,
    ping_gateway.DIALECT,
    traceroute_busybox.DIALECT,
    traceroute_inetutils.DIALECT,
    traceroute_aoss.DIALECT,
    # Before the text's: JSON may hold a server's text.
    iperf3.JSON,
    iperf3.DIALECT,
    http_gateway.DIALECT,
    arp_ap.DIALECT,
    arp_gateway.DIALECT,
    show_text.DIALECT,
)

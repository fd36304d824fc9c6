"""The printed formats, one module each.

A new format is one module here and its `Dialect` in `DIALECTS`; `tests/test_completeness.py`
names the files that it needs beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.dialects import (
    arp_aoss,
    arp_ap,
    arp_gateway,
    arp_unix,
    http_gateway,
    iperf3,
    ping_aoss,
    ping_bsd,
    ping_gateway,
    ping_iputils,
    ping_windows,
    show_text,
    traceroute_aoss,
    traceroute_inetutils,
    traceroute_router,
    traceroute_unix,
    traceroute_windows,
)
from netassay.measurements import TESTS

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Dialect

__all__ = ["DIALECTS"]

DIALECTS: Final[tuple[Dialect, ...]] = (
    ping_bsd.DIALECT,
    ping_iputils.DIALECT,
    ping_aoss.DIALECT,
    ping_gateway.DIALECT,
    ping_windows.DIALECT,
    traceroute_unix.DIALECT,
    traceroute_inetutils.DIALECT,
    traceroute_aoss.DIALECT,
    traceroute_windows.DIALECT,
    traceroute_router.DIALECT,
    # Before the text's: JSON may hold a server's text.
    iperf3.JSON,
    iperf3.DIALECT,
    http_gateway.DIALECT,
    arp_ap.DIALECT,
    arp_aoss.DIALECT,
    arp_gateway.DIALECT,
    arp_unix.DIALECT,
    show_text.DIALECT,
)
for _dialect in DIALECTS:
    _dialect.check_names(TESTS)

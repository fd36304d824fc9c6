"""The printed formats, one module each.

A new format is one module here and its `Dialect` in `DIALECTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.dialects import http_gateway, iperf3, ping_busybox

if TYPE_CHECKING:
    from netassay.core.grammar import Dialect

__all__ = ["DIALECTS"]

DIALECTS: Final[tuple[Dialect, ...]] = (
    ping_busybox.DIALECT,
    iperf3.DIALECT,
    http_gateway.DIALECT,
)

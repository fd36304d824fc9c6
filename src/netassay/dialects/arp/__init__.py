"""The printed ARP tables, one module a device family; `columns` is what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.dialects.arp import aoss, ap, gateway, gateway_ages, linux, openbsd, unix

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Dialect

__all__ = ["DIALECTS"]

DIALECTS: Final[tuple[Dialect, ...]] = (
    ap.DIALECT,
    aoss.DIALECT,
    gateway.DIALECT,
    gateway_ages.DIALECT,
    unix.DIALECT,
    linux.DIALECT,
    openbsd.DIALECT,
)

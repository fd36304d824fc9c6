"""The printed pings, one module a program or a family of programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.dialects.ping import aoss, bsd, gateway, iputils, routeros, windows

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Dialect

__all__ = ["DIALECTS"]

DIALECTS: Final[tuple[Dialect, ...]] = (
    bsd.DIALECT,
    iputils.DIALECT,
    aoss.DIALECT,
    gateway.DIALECT,
    routeros.DIALECT,
    windows.DIALECT,
)

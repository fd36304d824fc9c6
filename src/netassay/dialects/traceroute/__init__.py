"""The printed traceroutes, one module a program or a family of programs.

They share `hops`, which reads the probes of a hop, and `closing`, which tells whole texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.dialects.traceroute import aoss, inetutils, router, unix, windows

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Dialect

__all__ = ["DIALECTS"]

DIALECTS: Final[tuple[Dialect, ...]] = (
    unix.DIALECT,
    inetutils.DIALECT,
    aoss.DIALECT,
    windows.DIALECT,
    router.DIALECT,
)

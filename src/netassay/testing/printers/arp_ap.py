"""Prints ARP tables as access points do, from Linux's ``/proc/net/arp``."""

from __future__ import annotations

from typing import Any, Final

__all__ = ["render"]

_TITLES: Final = ("IP address", "HW type", "Flags", "HW address", "Mask", "Device")


def render(table: Any, *, width: int = 16, wrapped: bool = False) -> str:
    """Return what an access point prints of a table.

    Columns are `width` wide, or wider where that is too little; `wrapped` sets the last
    one in a line of its own.
    """
    rows = [
        (one.address, one.hardware_type, one.flags, one.mac, one.mask, one.interface)
        for one in table.entries
    ]
    lines = ["", "COMMAND=show arp", _row(_TITLES, width, "")]
    lines += [_row(row, width, "\n" + " " * width if wrapped else "") for row in rows]
    return "\n".join(lines) + "\n"


def _row(cells: tuple[str, ...], width: int, gap: str) -> str:
    return "  ".join([cell.ljust(width) for cell in cells[:-1]]) + f"  {gap}{cells[-1]}"

"""Prints ARP tables as Linux' ``arp -n`` does (net-tools ``arp.c``)."""

from __future__ import annotations

from typing import Any

__all__ = ["render"]


def render(table: Any, *, verbose: bool = False) -> str:
    """Return what ``arp`` prints of a table; `verbose` adds the line of ``-v``."""
    titles = "Address                  HWtype  HWaddress           Flags Mask            Iface"
    lines = [titles, *map(_row, table.entries)]
    if verbose:
        count = len(table.entries)
        lines.append(f"Entries: {count}\tSkipped: 0\tFound: {count}")
    return "\n".join(lines) + "\n"


def _row(one: Any) -> str:
    who = f"{one.name or one.address:<23.23}  "
    flags = f"{one.flags or '':<5} {one.mask or '':<15}"
    if one.mac:
        return f"{who}{one.hardware_type:<7} {one.mac:<19} {flags} {one.interface}"
    return f"{who}{'':<7} {one.type:<19} {flags} {one.interface}"

"""Prints ARP tables as OpenBSD's ``arp -an`` does (``usr.sbin/arp/arp.c``)."""

from __future__ import annotations

from typing import Any

__all__ = ["render"]


def render(table: Any) -> str:
    """Return what ``arp -an`` prints of a table."""
    titles = "Host                                 Ethernet Address    Netif Expire    Flags"
    return "\n".join([titles, *map(_row, table.entries)]) + "\n"


def _row(one: Any) -> str:
    mac = one.mac or one.type
    ends = (one.type if one.mac else "expired") if one.expires_s is None else _time(one.expires_s)
    flags = "" if one.flags in (None, "expired") else one.flags
    return f"{one.address:<36} {mac:<17} {one.interface:>7} {ends:<9} {flags}".rstrip()


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}m{rest}s" if minutes else f"{rest}s"

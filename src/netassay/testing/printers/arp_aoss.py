"""Prints ARP tables as AOS-S switches do."""

from __future__ import annotations

from typing import Any

__all__ = ["render"]


def render(table: Any, *, width: int = 16) -> str:
    """Return what a switch prints of a table, its column of addresses `width` wide."""
    lines = [
        "",
        " IP ARP table",
        "",
        f"  {'IP Address':{width}} MAC Address       Type    Port",
        f"  {'-' * (width - 1):{width}} ----------------- ------- ----",
    ]
    for one in table.entries:
        digits = one.mac.replace(":", "")
        mac = f"{digits[:6]}-{digits[6:]}"
        lines.append(f"  {one.address:{width}} {mac:17} {one.type:7} {one.interface}")
    return "\n".join(lines) + "\n"

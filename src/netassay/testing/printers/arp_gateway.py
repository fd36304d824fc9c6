"""Prints ARP tables as gateways do."""

from __future__ import annotations

from typing import Any, Final

__all__ = ["render"]

_TITLES: Final = ("Protocol", "Address", "Hardware Address", "Interface")


def render(table: Any, *, width: int = 15, wrapped: bool = False, spaced: bool = True) -> str:
    """Return what a gateway prints of a table.

    The column of addresses is `width` wide. `wrapped` sets the interface in a line of its
    own, `spaced` an empty line behind each row.
    """
    widths = (8, width, 17)
    rows: list[tuple[str, ...]] = [_TITLES, tuple("-" * len(title) for title in _TITLES)]
    lines = ["", "ARP Table", "---------", *(_row(row, widths, "") for row in rows)]
    gap = "\n" + " " * width if wrapped else ""
    for one in table.entries:
        cells = (one.protocol, one.address, one.mac or one.type, one.interface)
        lines += [_row(cells, widths, gap), *[""] * spaced]
    return "\n".join(lines) + "\n"


def _row(cells: tuple[str, ...], widths: tuple[int, ...], gap: str) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
    return "  ".join(padded) + f"  {gap}{cells[-1]}"

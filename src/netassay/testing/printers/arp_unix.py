"""Prints neighbours as Unix systems do: ``arp -a`` of Linux and the BSDs, and ``ip neigh``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TOOLS", "render"]


def _linux(one: Any) -> str:
    kind = f" [{one.hardware_type}]" if one.hardware_type else ""
    flags = f" {one.flags}" if one.flags else ""
    where = f"{one.name or '?'} ({one.address}) at"
    return (
        f"{where} {one.mac}{kind}{flags} on {one.interface}"
        if one.mac
        else (f"{where} <incomplete> on {one.interface}")
    )


def _bsd(one: Any) -> str:
    pairs = [f"{int(pair, 16):x}" for pair in one.mac.split(":")] if one.mac else []
    flags = f" {one.flags}" if one.flags else ""
    mac = ":".join(pairs) or "(incomplete)"
    where = f"{one.name or '?'} ({one.address}) at {mac} on {one.interface}"
    expires = "" if one.expires_s is None else f" expires in {one.expires_s:.0f} seconds"
    return f"{where}{expires}{flags} [{one.hardware_type}]"


def _ip(one: Any) -> str:
    mac = f" lladdr {one.mac}" if one.mac else " "
    role = f" {one.flags}" if one.flags else ""
    where = f" dev {one.interface}" if one.interface else ""
    return f"{one.address}{where}{mac}{role} {one.type}"


#: How each of the tools sets a neighbour.
TOOLS: Final[dict[str, Callable[[Any], str]]] = {"linux": _linux, "bsd": _bsd, "ip": _ip}


def render(table: Any, *, tool: str = "ip") -> str:
    """Return what a tool prints of a table; `tool` is one of `TOOLS`."""
    return "".join(f"{TOOLS[tool](one)}\n" for one in table.entries)

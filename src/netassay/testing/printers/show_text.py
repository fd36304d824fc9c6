"""The answers to show commands, as access points give them: each under the echo of its command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netassay.measurements.show_command import ShowCommand

__all__ = ["printed"]


def printed(measurement: ShowCommand, *, echo: bool = True) -> str:
    """Return the responses; with `echo`, each below its command."""
    text = ""
    for row in measurement.responses:
        text += f"COMMAND={row.command}\n" if echo else ""
        text += f"{row.response or ''}\n"
    return text

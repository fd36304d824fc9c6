"""The answer to a show command, as access points give it: under the echo of the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netassay.measurements.show_command import ShowCommand

__all__ = ["printed"]


def printed(measurement: ShowCommand, *, echo: bool = True) -> str:
    """Return the response; with `echo`, below the command."""
    above = f"COMMAND={measurement.command}\n" if echo else ""
    return f"{above}{measurement.response or ''}\n"

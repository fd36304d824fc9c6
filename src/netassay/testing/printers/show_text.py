"""The answers to show commands, each below the head that names its command.

Access points print ``COMMAND=show clock``. Where the record has the time of the device, the
head is a gateway's: ``## Command: show clock - Tue Feb 3 06:39:02 2026`` over a line of ``=``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from netassay.records.show_command import CommandResponse, ShowCommand

__all__ = ["render", "render_row"]

_RULE: Final = "=" * 52


def render(measurement: ShowCommand, *, echo: bool = True) -> str:
    """Return the responses; with `echo`, each below its head."""
    return "".join([render_row(row, echo=echo) for row in measurement.responses])


def render_row(row: CommandResponse, *, echo: bool = True) -> str:
    """Return one response; with `echo`, below its head."""
    head = f"COMMAND={row.command}\n"
    if row.printed_at is not None:
        head = f"\n\n## Command: {row.command} - {row.printed_at}\n{_RULE}\n\n"
    return f"{head if echo else ''}{row.response or ''}\n"

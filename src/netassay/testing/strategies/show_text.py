"""Commands and their responses: lines of any characters that a device prints."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from hypothesis import strategies as st

from netassay.records.show_command import CommandResponse, ShowCommand
from netassay.testing.case import Case
from netassay.testing.printers.show_text import render
from netassay.testing.strategies.show_tables import table_responses

__all__ = ["cases", "of_family"]

_COMMANDS: Final = st.from_regex(r"show [a-z][a-z0-9-]{0,12}( [a-z0-9/]{1,8})?", fullmatch=True)
_LINES: Final = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1
).filter(lambda line: not line.startswith(("COMMAND=", "## Command")))
#: What a response can't be: these stand for none.
_STAND_INS: Final = ("null", "string")
#: As a gateway writes the time, the day without a zero in front.
_TIMES: Final = (
    st.integers(1_577_836_800, 1_893_456_000)
    .map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
    .map(lambda time: f"{time:%a %b} {time.day} {time:%H:%M:%S %Y}")
)
_ROWS: Final = st.builds(
    CommandResponse,
    command=_COMMANDS,
    printed_at=st.none() | _TIMES,
    response=st.lists(_LINES, min_size=1, max_size=8)
    .map("\n".join)
    .filter(lambda text: text.casefold() not in _STAND_INS),
)


def cases() -> st.SearchStrategy[Case]:
    """Return a strategy of commands with their texts, none of which is a table.

    Nothing says how long a response is, so that a text cut anywhere behind its first
    character counts as whole.
    """
    return _cases_of(_ROWS)


def of_family(family: str) -> st.SearchStrategy[Case]:
    """Return a strategy of commands as a family answers them: any texts, and tables."""
    return _cases_of(_ROWS | table_responses(family))


def _cases_of(rows: st.SearchStrategy[CommandResponse]) -> st.SearchStrategy[Case]:
    several = st.lists(rows, min_size=1, max_size=3, unique_by=lambda row: row.command)
    shown = several.map(
        lambda rows: ShowCommand(requested=[str(row.command) for row in rows], responses=rows)
    )
    return shown.map(
        lambda commands: Case("show_command", "show_text", commands, render(commands), 0)
    )

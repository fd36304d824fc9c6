"""Tables that show commands print, compared row by row.

Of each command the latest table of a side counts: by the start of the task or, where one has none,
the last that was added.

A row is the same row where its key is. The templates of these devices mark no column as `Key`, so
the key is the first column, then those columns that name a part of a network (VLAN, VRF, address,
interface, ...), then the others: of these as few as tell the rows of both sides apart. A MAC table
is compared by address, or by address and VLAN where an address is in several; LLDP neighbours by
local port, or by port and chassis. Where some rows are alike in all columns, whole rows are
counted, and nothing changes: rows come and go.

Columns that only count or age (packets, bytes, uptime, CPU, ...) differ each time, and are not
compared; errors are.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from netassay.core.verdicts import counted, one_line
from netassay.records.show_command import ShowCommand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netassay.core.values.times import Timestamp
    from netassay.records.result import Result

__all__ = ["RowChange", "ShownTable", "row_changes", "tables_in", "with_later"]

Row = dict[str, str]
RowVerdict = Literal["changed", "same", "new", "gone"]

#: Columns that tell rows apart, besides the first.
_NAMING: Final = re.compile(
    r"(?:^|_)(?:vlan|vrf|mac|ip|address|prefix|destination|interface|module|member|chassis|session"
    r"|id|bss)(?:_|$)"
)
#: Columns that count or age.
_PASSING: Final = re.compile(
    r"(?:^|_)(?:packets?|pkts|bytes|frames|uptime|age|expires|cpu|mem|memory|dropped|drops|filtered"
    r"|transitions|last|reach|util|buffers|temperature|voltage|mw)(?:_|$)"
)


@attrs.frozen
class ShownTable:
    """The table in one response, and when its task began."""

    parsed_by: str
    rows: Sequence[Row]
    started_at: Timestamp | None = None

    @property
    def in_words(self) -> str:
        """How many rows there are, and who read them."""
        return f"{counted(len(self.rows), 'row')} of {one_line(self.parsed_by)}"


@attrs.frozen
class RowChange:
    """What became of one row: its name, what it was and what it is, as far as that differs."""

    name: str
    verdict: RowVerdict
    before: str | None
    after: str | None


def tables_in(result: Result[Any]) -> dict[str, ShownTable]:
    """Return the tables of a result by their commands, blanks in these made one."""
    shown = result.measurement
    if not isinstance(shown, ShowCommand):
        return {}
    return {
        " ".join(row.command.split()): ShownTable(row.parsed_by, row.rows, result.started_at)
        for row in shown.responses
        if row.command and row.rows and row.parsed_by
    }


def with_later(
    tables: dict[str, ShownTable], more: Iterable[tuple[str, ShownTable]]
) -> dict[str, ShownTable]:
    """Return tables by command, each the later one."""
    latest = dict(tables)
    for command, table in more:
        before = latest.get(command)
        times = (before.started_at, table.started_at) if before else (None, None)
        if times[0] is None or times[1] is None or times[0].ns <= times[1].ns:
            latest[command] = table
    return latest


# --- Comparing --------------------------------------------------------------------------


def row_changes(before: dict[str, ShownTable], after: dict[str, ShownTable]) -> Iterator[RowChange]:
    """Give what became of each row, by command; of a table on one side only its size."""
    for command in dict.fromkeys((*before, *after)):
        one, other, name = before.get(command), after.get(command), one_line(command)
        if one is None or other is None:
            ends = [table.in_words if table else None for table in (one, other)]
            yield RowChange(name, "gone" if one else "new", ends[0], ends[1])
        elif one.parsed_by != other.parsed_by:
            yield RowChange(name, "changed", one.in_words, other.in_words)
        else:
            yield from _rows(name, one.rows, other.rows)


def _rows(command: str, before: Sequence[Row], after: Sequence[Row]) -> Iterator[RowChange]:
    key = _key(before, after)
    if key is None:
        yield from _counted(command, before, after)
        return
    one, other = ({_values(row, key): row for row in rows} for rows in (before, after))
    for values in dict.fromkeys((*one, *other)):
        name = f"{command}[{one_line(' '.join(filter(None, values)))}]"
        yield _change(name, one.get(values), other.get(values), key)


def _key(before: Sequence[Row], after: Sequence[Row]) -> list[str] | None:
    """Return as few columns as tell the rows of both sides apart, None where nothing does."""
    names = list(dict.fromkeys(name for row in (*before, *after) for name in row))
    first, rest = names[:1], names[1:]
    ordered = first + sorted(rest, key=lambda name: not _NAMING.search(name))
    apart = [len(before), len(after)]
    for length in range(1, len(ordered) + 1):
        key = ordered[:length]
        if [len({_values(row, key) for row in rows}) for rows in (before, after)] == apart:
            return key
    return None


def _values(row: Row, names: Iterable[str]) -> tuple[str, ...]:
    return tuple([row.get(name, "") for name in names])


def _change(name: str, before: Row | None, after: Row | None, key: Sequence[str]) -> RowChange:
    if before is None or after is None:
        ends = [None if row is None else _words(row, row, key) for row in (before, after)]
        return RowChange(name, "new" if before is None else "gone", ends[0], ends[1])
    names = dict.fromkeys((*before, *after))
    differing = [
        one
        for one in names
        if before.get(one, "") != after.get(one, "") and not _PASSING.search(one)
    ]
    ends = [_words(row, differing or row, key) for row in (before, after)]
    return RowChange(name, "changed" if differing else "same", ends[0], ends[1])


def _words(row: Row, names: Iterable[str], key: Sequence[str]) -> str:
    """Return the values of a row with their columns, without those of its key."""
    shown = [f"{name} {row.get(name) or 'none'}" for name in names if name not in key]
    return one_line(", ".join(shown))


def _counted(command: str, before: Sequence[Row], after: Sequence[Row]) -> Iterator[RowChange]:
    """Give rows of which some are alike: how many of each there are."""
    one, other = (Counter(tuple(row.items()) for row in rows) for rows in (before, after))
    for items in dict.fromkeys((*one, *other)):
        earlier, later = one[items], other[items]
        verdict: RowVerdict = "same" if earlier == later else "new" if later > earlier else "gone"
        words = one_line(", ".join(value for _, value in items if value))
        ends = [f"{count} times" if count > 1 else "once" for count in (earlier, later)]
        told = [text if count else None for text, count in zip(ends, (earlier, later), strict=True)]
        yield RowChange(f"{command}[{words}]", verdict, told[0], told[1])

"""What `query` puts on standard output."""

from __future__ import annotations

import sys
from base64 import b64encode
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

from netassay.analysis.query import Database
from netassay.cli.consoles import console_on, show
from netassay.cli.streams import complain, is_terminal
from netassay.cli.writing import lines_to
from netassay.core.codec import encode
from netassay.export.tables.arrow import arrow
from netassay.records.result import Reject
from netassay.show.terminal.figures import digits
from netassay.show.terminal.tables import Column, fitted
from netassay.show.terminal.text import brief
from netassay.sinks.csv import write_csv
from netassay.sinks.text import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from netassay.analysis.query import Found
    from netassay.cli.reading import Reading

__all__ = ["QueryFormat", "queried"]

QueryFormat = Literal["table", "csv", "json", "ndjson"]
#: Rows that are shown of a table; the rest is counted.
_MOST_ROWS: Final = 1000
#: Cells up to this length, which is that of an id, are never folded.
_LONGEST_WHOLE: Final = 32


def queried(reading: Reading, sql: str, form: QueryFormat | None) -> None:
    """Ask all responses one question, and write the answer."""
    database = Database(_found(reading))
    answer = database.ask(sql)
    answer = as_text(answer.rename_columns(_unique(answer.column_names)))
    seen = is_terminal(sys.stdout)
    form = form or ("table" if seen else "ndjson")
    if form == "table":
        _show(answer)
    elif form == "csv":
        sys.stdout.flush()
        write_csv(_flat(answer), sys.stdout.buffer)
    else:
        _write_json(answer, whole=form == "json", seen=seen)


def _found(reading: Reading) -> Iterator[Found]:
    for item, outcome in reading.outcomes(progress=True):
        result = outcome if isinstance(outcome, Reject) else outcome.result
        yield result, reading.shown(item.source), reading.shown(item.place) or None


def _unique(names: list[str]) -> list[str]:
    """Return the names of columns, those that are there twice with a number."""
    made: list[str] = []
    for name in names:
        number, unique = 2, name
        while unique in made:
            unique, number = f"{name}_{number}", number + 1
        made.append(unique)
    return made


def _show(answer: pa.Table) -> None:
    shown = answer.slice(0, _MOST_ROWS)
    columns = [_column(name, shown.column(name)) for name in shown.column_names]
    console = console_on(sys.stdout)
    show(console, *fitted(columns, console.width, len(shown)))
    if len(answer) > _MOST_ROWS:
        complain(f"{len(answer) - _MOST_ROWS} more rows; --format csv has them all")


def _column(name: str, values: pa.ChunkedArray) -> Column:
    types = arrow().types
    numbers = types.is_integer(values.type) or types.is_floating(values.type)
    cells = [_cell(_plain(value)) for value in values.to_pylist()]
    longest = max(map(len, cells), default=0)
    folds = not (numbers or types.is_decimal(values.type)) and longest > _LONGEST_WHOLE
    return Column(brief(name), "", cells, folds=folds)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return brief(str(value).lower() if isinstance(value, bool) else value)
    return digits(value) if isinstance(value, int | float) else brief(encode(value).decode())


def _write_json(answer: pa.Table, *, whole: bool, seen: bool) -> None:
    columns = [map(_plain, answer.column(name).to_pylist()) for name in answer.column_names]
    rows = (dict(zip(answer.column_names, row, strict=True)) for row in zip(*columns, strict=True))
    if whole:
        lines_to(sys.stdout.buffer, seen=seen)(list(rows))
        return
    write = lines_to(sys.stdout.buffer, seen=seen)
    for row in rows:
        write(row)


def _flat(answer: pa.Table) -> pa.Table:
    """Return a table in which lists, structs and whatever CSV does not have are JSON."""
    types = arrow().types
    for at, field in enumerate(answer.schema):
        if types.is_nested(field.type) or types.is_interval(field.type):
            said = [_as_json(value) for value in answer.column(at).to_pylist()]
            answer = answer.set_column(at, field.name, arrow().array(said, "string"))
    return answer


def _as_json(value: Any) -> str | None:
    return None if value is None else encode(_plain(value)).decode()


def _plain(value: Any) -> Any:
    """Return a value of a database as JSON has it."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, arrow().MonthDayNano):
        return {name: getattr(value, name) for name in ("months", "days", "nanoseconds")}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return b64encode(value).decode() if isinstance(value, bytes) else str(value)

"""Where each value of a measurement came from, as data.

An `Examination` made with ``trace=True`` keeps both sides of a response: the nodes of
`output`, the nodes of the text, and the line behind each of the latter. `explain` turns
it into one `Explained` per field, in the order of the record::

    for row in explain(examine(body, trace=True)):
        print(row.name, row.value, row.unit, row.stated, row.text, row.verdict)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from netassay.core.records.record import fields_of
from netassay.core.values.readings import Reading, agree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.core.lines.grammar import Scan
    from netassay.core.records.record import Field, Record
    from netassay.core.values.readings import Node
    from netassay.normalizing.response import Examination

__all__ = ["Explained", "Verdict", "explain"]

#: What the two sides say of a field; `derived` follows from other fields, or from a line
#: being there at all.
Verdict = Literal["agree", "disagree", "only output", "only text", "derived"]


@attrs.frozen
class Explained:
    """One field of a measurement: its value, and where that came from.

    `name` is the exported path (``replies[2].time_ms``), `value` the plain number or text
    in `unit` (its symbol, empty where there is none). `stated` is the string in `output`,
    `printed` the part of the text, both verbatim and None where that side says nothing.
    `line` and `text` are the line of the text it stood in, numbered from 1.
    """

    name: str
    value: Any
    unit: str
    stated: str | None
    printed: str | None
    line: int | None
    text: str | None
    verdict: Verdict


@attrs.frozen
class _Line:
    """A line of the text, and the fields that it gave."""

    number: int
    text: str
    fields: tuple[str, ...]


@attrs.frozen
class _Sides:
    """The two nodes behind a record, and the lines that its printed node came from.

    `name` and `path` say where the record stands: by exported names, and by field names.
    """

    name: str
    path: str
    stated: Node
    printed: Node
    lines: list[_Line]


def explain(examination: Examination) -> list[Explained]:
    """Return one row for each field that has a value; empty where nothing was measured.

    A field that neither side gives, and that holds what its record starts with (a reply
    is no duplicate), has its row too, as derived from the line that its record came from.
    """
    measurement = examination.result.measurement
    if measurement is None:
        return []
    return list(_Explaining(examination).rows(measurement))


class _Explaining:
    """Walks a measurement together with the nodes of both sides."""

    def __init__(self, examination: Examination) -> None:
        self.pairs = {path: (one, other) for path, one, other in examination.pairs}
        self.lines = _Lines(examination.scan)

    def rows(self, measurement: Record) -> Iterator[Explained]:
        stated, printed = self.pairs.get("", ({}, {}))
        yield from self._record(measurement, _Sides("", "", stated, printed, self.lines.whole))

    def _record(self, record: Record, sides: _Sides) -> Iterator[Explained]:
        for field in fields_of(type(record)):
            value = getattr(record, field.exported)
            if value is None or value in ([], {}):
                continue
            if field.record and field.many:
                for at, row in enumerate(value):
                    yield from self._record(row, self._below(sides, field, at, len(value)))
            elif field.record:
                yield from self._record(value, self._below(sides, field, None, 1))
            elif isinstance(value, dict):
                yield from _mapping_rows(field, value, sides)
            elif field.base is dict:
                yield from _cells(field, value, sides)
            else:
                yield _row(field, value, sides)

    def _below(self, sides: _Sides, field: Field, at: int | None, length: int) -> _Sides:
        """Return the sides of a nested record, or of one in a list of `length`."""
        place = "" if at is None else f"[{at}]"
        path = _joined(sides.path, field.name) + place
        stated, printed = self.pairs.get(path) or (
            _partner(sides.stated.get(field.name), at, length),
            _partner(sides.printed.get(field.name), at, length),
        )
        lines = self.lines.of(printed, field.name, sides.lines)
        return _Sides(_joined(sides.name, field.exported) + place, path, stated, printed, lines)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _partner(value: Any, at: int | None, length: int) -> Node:
    """Return a side's node for a record that was not merged: the same place in its list."""
    if at is not None:
        value = value[at] if isinstance(value, list) and len(value) == length else None
    return value if isinstance(value, dict) else {}


def _row(field: Field, value: Any, sides: _Sides) -> Explained:
    stated, printed = sides.stated.get(field.name), sides.printed.get(field.name)
    line = _line_with(field.name, _verbatim(printed), sides.lines)
    if line is None and stated is None:
        # Stands in no line: concluded, from the line of its row if there is one.
        printed = None
        line = sides.lines[0] if sides.lines and sides.path.endswith("]") else None
    return Explained(
        name=_joined(sides.name, field.exported),
        value=value,
        unit=field.unit.symbol if field.unit else "",
        stated=_verbatim(stated),
        printed=_verbatim(printed),
        line=line.number if line else None,
        text=line.text if line else None,
        verdict=_verdict(stated, printed),
    )


def _mapping_rows(field: Field, value: dict[str, Any], sides: _Sides) -> Iterator[Explained]:
    """Explain a dict whose keys are not fixed, key by key; keys without a value are left out."""
    stated, printed = sides.stated.get(field.name, {}), sides.printed.get(field.name, {})
    for key, item in value.items():
        if item is not None:
            one, other = stated.get(key), printed.get(key)
            yield Explained(
                name=f"{_joined(sides.name, field.exported)}.{key}",
                value=item,
                unit="",
                stated=_verbatim(one),
                printed=_verbatim(other),
                line=None,
                text=None,
                verdict=_verdict(one, other),
            )


def _cells(field: Field, rows: list[dict[str, str]], sides: _Sides) -> Iterator[Explained]:
    """Explain the rows of a table, which a parser read of another field, cell by cell."""
    for at, row in enumerate(rows):
        place = f"{_joined(sides.name, field.exported)}[{at}]"
        for name, text in row.items():
            if text:
                yield Explained(f"{place}.{name}", text, "", None, None, None, None, "derived")


def _verdict(stated: Any, printed: Any) -> Verdict:
    if stated is None:
        return "derived" if printed is None else "only text"
    if printed is None:
        return "only output"
    return "agree" if _agree(stated, printed) else "disagree"


def _agree(one: Any, other: Any) -> bool:
    if isinstance(one, Reading) and isinstance(other, Reading):
        return agree(one, other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_agree, one, other))
    return bool(one == other)


def _verbatim(item: Any) -> str | None:
    """Return the text of a reading, or the texts of a list of them."""
    if item is None:
        return None
    if isinstance(item, Reading):
        return item.text
    return ", ".join(str(_verbatim(one)) for one in item) if isinstance(item, list) else str(item)


def _line_with(name: str, printed: str | None, lines: list[_Line]) -> _Line | None:
    """Return the line that gave a field: of several, the first that shows what was printed."""
    giving = [line for line in lines if name in line.fields]
    showing = (line for line in giving if printed and printed in line.text)
    return next(showing, giving[0] if giving else None)


class _Lines:
    """Which lines of the text gave which node."""

    def __init__(self, scan: Scan | None) -> None:
        self.whole: list[_Line] = []
        self._by_row: dict[int, list[_Line]] = {}
        self._rows: list[Node] = []
        for number, text, row, fields in scan.origins if scan else ():
            line = _Line(number, text, fields)
            if row is None:
                self.whole.append(line)
            else:
                self._rows.append(row)
                self._by_row.setdefault(id(row), []).append(line)

    def of(self, node: Node, name: str, outer: list[_Line]) -> list[_Line]:
        """Return the lines of a node that stands in field `name` of a record with lines `outer`.

        A row has the lines it was read from, a nested record those of the record around
        it, and what was copied from a row (the total of all streams) those of that row.
        """
        if id(node) in self._by_row:
            return self._by_row[id(node)]
        around = [line for line in outer if name in line.fields]
        if around or outer is not self.whole:
            inner = tuple(node)
            return [attrs.evolve(line, fields=inner) for line in around or outer]
        source = next((row for row in self._rows if node and node.items() <= row.items()), None)
        return self._by_row[id(source)] if source is not None else []

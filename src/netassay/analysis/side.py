"""One side of a comparison: the data of a set of results, by device, test and target.

The records declare which figures count, and which way is better
(`netassay.core.records.compared`).
"""

from __future__ import annotations

import re
from collections import Counter
from statistics import fmean, median
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from netassay.analysis.shown_tables import ShownTable, tables_in, with_later
from netassay.analysis.states import Observation, StateRow
from netassay.core.records.record import Record, field_named, fields_of
from netassay.core.values import field_types, readers
from netassay.core.verdicts import BROKEN, one_line
from netassay.records.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netassay.core.records.compared import State
    from netassay.core.values.units import Unit

__all__ = ["ComparisonSide", "Figure", "Key", "KeyData"]

_PERCENT: Final = field_named(Result, "progress").unit
#: Readers of the fields that hold a test's target.
_TARGETS: Final = (readers.HOST, field_types.HOST_NAME, field_types.URL)
_POSITION: Final = re.compile(r"\[\d+\]")


@attrs.frozen(order=True)
class Key:
    """What is compared: the device, the test and its target."""

    family: str = ""
    serial_number: str = ""
    test: str = ""
    target: str = ""


@attrs.define
class Figure:
    """All values of a figure under one key."""

    unit: Unit | None
    sense: Literal["less", "more"]
    share: bool
    values: list[float] = attrs.field(factory=list)

    @property
    def typical(self) -> float:
        """The mean of shares, the median of anything else."""
        return fmean(self.values) if self.share else median(self.values)


@attrs.define
class KeyData:
    """The data of one key: shares of verdicts, figures, rows with states, tables, findings."""

    responses: int = 0
    shares: dict[str, Figure] = attrs.field(factory=dict)
    figures: dict[str, Figure] = attrs.field(factory=dict)
    rows: dict[str, StateRow] = attrs.field(factory=dict)
    findings: Counter[str] = attrs.field(factory=Counter)
    tables: dict[str, ShownTable] = attrs.field(factory=dict)

    @classmethod
    def of(cls, parts: Iterable[KeyData]) -> KeyData:
        """Return the data of several keys together, as a new object."""
        whole = cls()
        for part in parts:
            whole.responses += part.responses
            whole.findings.update(part.findings)
            _merge(whole.shares, part.shares)
            _merge(whole.figures, part.figures)
            whole.tables = with_later(whole.tables, part.tables.items())
            for name, row in part.rows.items():
                whole.rows.setdefault(name, StateRow(row.unit)).observations.extend(
                    row.observations
                )
        return whole


def _merge(figures: dict[str, Figure], more: dict[str, Figure]) -> None:
    for name, figure in more.items():
        merged = figures.setdefault(name, attrs.evolve(figure, values=[]))
        merged.values.extend(figure.values)


class ComparisonSide:
    """The figures and findings of one set of results, by key."""

    def __init__(self, results: Iterable[Result] = ()) -> None:
        self.sets: dict[Key, KeyData] = {}
        for result in results:
            self.add(result)

    def add(self, result: Result) -> None:
        """Add a result."""
        data = self.sets.setdefault(_key(result), KeyData())
        data.responses += 1
        for name in BROKEN:
            _add(
                data.shares,
                name,
                Figure(_PERCENT, "less", share=True),
                100.0 * (result.verdict == name),
            )
        if result.measurement is not None:
            _add_record(data, "", "", result.measurement)
            data.tables = with_later(data.tables, tables_in(result).items())
        # Each finding once, in their order.
        named = [_finding_name(one.severity, one.code, one.path) for one in result.findings]
        data.findings.update(dict.fromkeys(named, 1))


def _finding_name(severity: str, code: str, path: str) -> str:
    return f"{severity} {code} {_POSITION.sub('', path)}".rstrip()


def _key(result: Result) -> Key:
    words = result.family, result.serial_number, result.test, _target(result.measurement)
    return Key(*(word or "" for word in words))


def _target(measurement: Record | None) -> str | None:
    if measurement is None:
        return None
    for field in fields_of(type(measurement)):
        if field.reader in _TARGETS and not field.many:
            value: str | None = getattr(measurement, field.name)
            if value is not None:
                return value.lower()
    return None


def _add_record(data: KeyData, prefix: str, place: str, record: Record) -> None:
    """Add a record: figures under a prefix that all rows of a list share, states by row."""
    for field in fields_of(type(record)):
        value = getattr(record, field.exported)
        name, where = f"{prefix}{field.name}", f"{place}{field.name}"
        if isinstance(value, Record):
            _add_record(data, f"{name}.", f"{where}.", value)
        elif field.record is not None and field.many and field.record.compared is not None:
            for at, row in enumerate(value):
                _add_record(data, f"{name}.", f"{where}[{_row_name(row, at)}].", row)
    compared = record.compared
    if compared is not None:
        for name in compared.more:
            _add_field(data, prefix, record, name, "more")
        for name in compared.less:
            _add_field(data, prefix, record, name, "less")
        if compared.state is not None:
            _add_state(data, place, record, compared.state)


def _row_name(row: Record, at: int) -> str:
    """Return the key of a row, or its position in the list."""
    values = [_value(row, name) for name in type(row).row_key]
    words = [one_line(str(value)) for value in values if value is not None]
    return " ".join(filter(None, words)) or f"#{at + 1}"


def _value(record: Record, name: str) -> Any:
    return getattr(record, field_named(type(record), name).exported)


def _add_state(data: KeyData, place: str, record: Record, state: State) -> None:
    good, text = state.good(record), _value(record, state.field)
    if good is None or text is None:
        return
    at, within = (_value(record, name) if name else None for name in (state.at, state.within))
    unit = field_named(type(record), state.at).unit if state.at else None
    row = data.rows.setdefault(f"{place}{state.field}", StateRow(unit))
    row.observations.append(Observation(one_line(text), good, at, within))


def _add_field(
    data: KeyData, prefix: str, record: Record, name: str, sense: Literal["less", "more"]
) -> None:
    field = field_named(type(record), name)
    value = getattr(record, field.exported)
    if value is None:
        return
    unit, share = field.unit, field.unit is not None and field.unit.suffix == "percent"
    if field.base is bool:
        unit, share, value = _PERCENT, True, 100.0 * value
    _add(data.figures, f"{prefix}{field.exported}", Figure(unit, sense, share), float(value))


def _add(figures: dict[str, Figure], name: str, empty: Figure, value: float) -> None:
    figures.setdefault(name, empty).values.append(value)

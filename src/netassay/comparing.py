"""What changed between two sets of results: per device, test and target, figure by figure.

Of each figure the median of all responses is compared, of shares (loss, success) and flags
the mean. A change counts where it is more than the threshold (10 percent of what it was
before) and more than what is noise in any case: 1 ms, 1 percentage point, 5 of a count.
Which figures count, and which way is good, the records say (`netassay.core.compared`).
"""

from __future__ import annotations

import re
from collections import Counter
from statistics import fmean, median
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from netassay.core import kinds, readers
from netassay.core.record import Record, field_named, fields_of
from netassay.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netassay.core.compared import Compared
    from netassay.core.units import Unit

__all__ = ["THRESHOLD", "Change", "Key", "Summary", "changes", "compare"]

Verdict = Literal["worse", "better", "same", "new", "gone"]
Kind = Literal["figure", "finding", "responses"]

#: By how many percent a figure must have changed.
THRESHOLD: Final = 10.0
#: Changes up to these are noise, by the unit's suffix; those of a figure without unit are counts.
_NOISE: Final = {"ms": 1.0, "s": 0.1, "percent": 1.0, "": 5.0}
_PERCENT: Final = field_named(Result, "progress").unit
#: The share of responses that failed, or are errors.
_FAILED: Final = "failed"
#: Readers of what a test was aimed at.
_TARGETS: Final = (readers.HOST, kinds.HOST_NAME, kinds.URL)
_POSITION: Final = re.compile(r"\[\d+\]")


@attrs.frozen(order=True)
class Key:
    """What is compared with its like: a device, a test of it, and what that was aimed at."""

    family: str = ""
    serial_number: str = ""
    test: str = ""
    target: str = ""


@attrs.frozen
class Change:
    """One line of a comparison.

    A `figure` is named as it is exported (``sent.bitrate_bps``), `before` and `after` are in
    its unit. A `finding` is named by severity, code and field, and counted in responses; so
    are the `responses` of a key that is on one side only. `change_percent` is None where there is
    nothing to take percents of.
    """

    key: Key
    kind: Kind
    name: str
    unit: Unit | None
    before: float | None
    after: float | None
    change_percent: float | None
    verdict: Verdict
    responses_before: int
    responses_after: int


@attrs.define
class _Figure:
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
class _Set:
    """What is known of one key."""

    responses: int = 0
    figures: dict[str, _Figure] = attrs.field(factory=dict)
    findings: Counter[str] = attrs.field(factory=Counter)


class Summary:
    """The figures and findings of one set of results, by key."""

    def __init__(self, results: Iterable[Result] = ()) -> None:
        self.sets: dict[Key, _Set] = {}
        for result in results:
            self.add(result)

    def add(self, result: Result) -> None:
        """Take in one more result."""
        of = self.sets.setdefault(_key(result), _Set())
        of.responses += 1
        failed = result.kind == "error" or result.status == "FAILED"
        _add(of, _FAILED, _Figure(_PERCENT, "less", share=True), [100.0 * failed])
        if result.measurement is not None:
            _add_record(of, "", result.measurement)
        of.findings.update({_named(one.severity, one.code, one.path) for one in result.findings})


def _named(severity: str, code: str, path: str) -> str:
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


def _add_record(of: _Set, prefix: str, record: Record) -> None:
    for field in fields_of(type(record)):
        value = getattr(record, field.exported)
        name = f"{prefix}{field.name}"
        if isinstance(value, Record):
            _add_record(of, f"{name}.", value)
        elif field.record is not None and field.many and hasattr(field.record, "compared"):
            for row in value:
                _add_record(of, f"{name}.", row)
    compared: Compared | None = getattr(record, "compared", None)
    if compared is not None:
        for sense, names in attrs.asdict(compared).items():
            for name in names:
                _add_field(of, prefix, record, name, sense)


def _add_field(of: _Set, prefix: str, record: Record, name: str, sense: Any) -> None:
    field = field_named(type(record), name)
    value = getattr(record, field.exported)
    if value is None:
        return
    unit, share = field.unit, field.unit is not None and field.unit.suffix == "percent"
    if field.base is bool:
        unit, share, value = _PERCENT, True, 100.0 * value
    _add(of, f"{prefix}{field.exported}", _Figure(unit, sense, share), [float(value)])


def _add(of: _Set, name: str, empty: _Figure, values: list[float]) -> None:
    of.figures.setdefault(name, empty).values.extend(values)


# --- Comparing --------------------------------------------------------------------------


def compare(
    before: Iterable[Result], after: Iterable[Result], threshold: float = THRESHOLD
) -> list[Change]:
    """Return what is the same and what is not in two sets of results, in the order of keys.

    `threshold` is in percent of what a figure was before.
    """
    return list(changes(Summary(before), Summary(after), threshold))


def changes(before: Summary, after: Summary, threshold: float = THRESHOLD) -> Iterator[Change]:
    """Give the lines of a comparison, as `compare` does."""
    for key in sorted(before.sets.keys() | after.sets.keys()):
        one, other = before.sets.get(key), after.sets.get(key)
        if one is None or other is None:
            yield from _one_sided(key, one, other)
        else:
            yield from _figures(key, one, other, threshold)
            yield from _findings(key, one, other)


def _one_sided(key: Key, one: _Set | None, other: _Set | None) -> Iterator[Change]:
    """Tell how many responses there are of what is on one side, and how many new ones failed."""
    counts = one.responses if one else 0, other.responses if other else 0
    verdict: Verdict = "gone" if one else "new"
    yield Change(key, "responses", "responses", None, *counts, None, verdict, *counts)
    failed = other.figures[_FAILED].typical if other else 0.0
    if failed:
        yield Change(key, "figure", _FAILED, _PERCENT, None, failed, None, verdict, *counts)


def _figures(key: Key, one: _Set, other: _Set, threshold: float) -> Iterator[Change]:
    for name in dict.fromkeys((*one.figures, *other.figures)):
        was, is_ = one.figures.get(name), other.figures.get(name)
        figure = was or is_
        if figure is None:
            continue
        before = was.typical if was else None
        after = is_.typical if is_ else None
        yield Change(
            key,
            "figure",
            name,
            figure.unit,
            before,
            after,
            _percent(before, after),
            _verdict(figure, before, after, threshold),
            one.responses,
            other.responses,
        )


def _findings(key: Key, one: _Set, other: _Set) -> Iterator[Change]:
    for name in dict.fromkeys((*one.findings, *other.findings)):
        before, after = one.findings[name], other.findings[name]
        verdict: Verdict = "same" if before and after else "gone" if before else "new"
        counts = one.responses, other.responses
        yield Change(key, "finding", name, None, before, after, None, verdict, *counts)


def _percent(before: float | None, after: float | None) -> float | None:
    if not before or after is None:
        return None
    return 100 * (after - before) / abs(before)


def _verdict(
    figure: _Figure, before: float | None, after: float | None, threshold: float
) -> Verdict:
    if before is None or after is None:
        return "new" if before is None else "gone"
    change = after - before
    noise = _NOISE.get(figure.unit.suffix if figure.unit else "", 0.0)
    if abs(change) <= noise or abs(change) <= threshold / 100 * abs(before):
        return "same"
    return "better" if (change > 0) == (figure.sense == "more") else "worse"

"""What changed between two sets of results: per device, test and target, figure by figure.

Of each figure the median of all responses is compared, of shares (loss, success) and flags
the mean; of verdicts the shares of what failed and of what did not run. A change counts
where it is more than the threshold (10 percent of what it was before) and more than what is
noise in any case: 1 ms, 1 percentage point, 5 of a count. What rows say of themselves in
words, as the pairs of a cable do, is compared row by row; so are the tables of show commands, see
`netassay.analysis.shown_tables`.

A run that failed and so names no target is compared with the target that it must have had,
see `netassay.analysis.targets`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import attrs

from netassay.analysis.shown_tables import row_changes
from netassay.analysis.side import ComparisonSide, Key
from netassay.analysis.states import state_change
from netassay.analysis.targets import with_targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netassay.analysis.side import Figure, KeyData
    from netassay.core.values.units import Unit
    from netassay.records.result import Result

__all__ = ["THRESHOLD", "Change", "ComparisonSide", "Key", "changes", "compare"]

Verdict = Literal["worse", "better", "changed", "same", "new", "gone"]
Kind = Literal["figure", "finding", "state", "row", "responses"]

#: By how many percent a figure must have changed.
THRESHOLD: Final = 10.0
#: Changes up to these are noise, by the unit's suffix; those of a figure without unit are counts.
_NOISE: Final = {"ms": 1.0, "s": 0.1, "percent": 1.0, "": 5.0}


@attrs.frozen
class Change:
    """One line of a comparison.

    A `figure` is named as it is exported (``sent.bitrate_bps``), `before` and `after` are in
    its unit. A `finding` is named by severity, code and field, and counted in responses; so
    are the `responses` of a key that is on one side only. `change_percent` is None where there is
    nothing to take percents of.

    A `state` is what a row says of itself (``ports[1/1/9].pairs[4-5].status``) in `before_text`
    and `after_text` (``Open at 20 m``); `before` and `after` are the lengths that go with it. A
    `row` is one of the table of a show command, named by command and key
    (``show mac-address-table[00:00:5e:00:53:01 10]``), with the columns that differ in the texts,
    or all where nothing differs. Of other kinds the texts are None.
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
    before_text: str | None = None
    after_text: str | None = None


# --- Comparing --------------------------------------------------------------------------


def compare(
    before: Iterable[Result], after: Iterable[Result], threshold: float = THRESHOLD
) -> list[Change]:
    """Return the changes between two sets of results, unchanged figures too, by key.

    `threshold` is in percent of what a figure was before.
    """
    return list(changes(ComparisonSide(before), ComparisonSide(after), threshold))


def changes(
    before: ComparisonSide, after: ComparisonSide, threshold: float = THRESHOLD
) -> Iterator[Change]:
    """Give the lines of a comparison, as `compare` does."""
    before_data, after_data = with_targets(before, after)
    for key in sorted(before_data.keys() | after_data.keys()):
        one, other = before_data.get(key), after_data.get(key)
        if one is None or other is None:
            yield from _one_sided(key, one, other)
        else:
            yield from _figures(key, one, other, threshold)
            yield from _states(key, one, other, threshold)
            yield from _shown_rows(key, one, other)
            yield from _findings(key, one, other)


def _one_sided(key: Key, one: KeyData | None, other: KeyData | None) -> Iterator[Change]:
    """Give the count of responses of a key on one side only, and of a new key its bad shares."""
    counts = one.responses if one else 0, other.responses if other else 0
    verdict: Verdict = "gone" if one else "new"
    yield Change(key, "responses", "responses", None, *counts, None, verdict, *counts)
    for name, figure in other.shares.items() if other else ():
        if figure.typical:
            share = figure.typical
            yield Change(key, "figure", name, figure.unit, None, share, None, verdict, *counts)


def _figures(key: Key, one: KeyData, other: KeyData, threshold: float) -> Iterator[Change]:
    before_figures, after_figures = one.shares | one.figures, other.shares | other.figures
    for name in dict.fromkeys((*before_figures, *after_figures)):
        earlier, later = before_figures.get(name), after_figures.get(name)
        figure = earlier or later
        if figure is None:
            continue
        before = earlier.typical if earlier else None
        after = later.typical if later else None
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


def _states(key: Key, one: KeyData, other: KeyData, threshold: float) -> Iterator[Change]:
    for name in dict.fromkeys((*one.rows, *other.rows)):
        yield _state(key, name, one, other, threshold)


def _state(key: Key, name: str, one: KeyData, other: KeyData, threshold: float) -> Change:
    earlier, later = one.rows.get(name), other.rows.get(name)
    before_state, after_state = (row.typical if row else None for row in (earlier, later))
    verdict = state_change(before_state, after_state, threshold)
    length = verdict == "changed"
    row = earlier or later
    return Change(
        key,
        "state",
        name,
        row.unit if row else None,
        before_state.at if before_state else None,
        after_state.at if after_state else None,
        None,
        verdict,
        one.responses,
        other.responses,
        earlier.in_words(length=length) if earlier else None,
        later.in_words(length=length) if later else None,
    )


def _shown_rows(key: Key, one: KeyData, other: KeyData) -> Iterator[Change]:
    counts = one.responses, other.responses
    for row in row_changes(one.tables, other.tables):
        numbers = None, None, None, None
        texts = row.before, row.after
        yield Change(key, "row", row.name, *numbers, row.verdict, *counts, *texts)


def _findings(key: Key, one: KeyData, other: KeyData) -> Iterator[Change]:
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
    figure: Figure, before: float | None, after: float | None, threshold: float
) -> Verdict:
    if before is None or after is None:
        return "new" if before is None else "gone"
    change = after - before
    noise = _NOISE.get(figure.unit.suffix if figure.unit else "", 0.0)
    if abs(change) <= noise or abs(change) <= threshold / 100 * abs(before):
        return "same"
    return "better" if (change > 0) == (figure.sense == "more") else "worse"

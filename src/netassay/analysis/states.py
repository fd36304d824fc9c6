"""States of rows (``Open at 20 m``), and how they changed."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Final, Literal

import attrs

from netassay.core.verdicts import number

if TYPE_CHECKING:
    from netassay.core.values.units import Unit

__all__ = ["Observation", "StateRow", "state_change"]

StateChange = Literal["worse", "better", "changed", "same", "new", "gone"]

#: The accuracy of a distance where the device states none.
_WITHIN: Final = 1.0
#: Percent of the longer length by which a good cable must differ to be another cable: the
#: measurement of its length is rough.
_LARGE: Final = 50.0


@attrs.frozen
class Observation:
    """The state of a row in one response."""

    text: str
    good: bool
    at: float | None = None
    within: float | None = None

    @property
    def kind(self) -> tuple[bool, str]:
        """The identity of a state: all good ones are alike."""
        return self.good, "" if self.good else self.text.casefold()


@attrs.define
class StateRow:
    """All states of a row under one key; `unit` is that of the distances."""

    unit: Unit | None
    observations: list[Observation] = attrs.field(factory=list)

    @property
    def typical(self) -> Observation:
        """The most frequent state, a fault where that is a tie, at the median distance."""
        counts = Counter([one.kind for one in self.observations])
        kind = max(counts, key=lambda kind: (counts[kind], not kind[0], kind))
        alike = [one for one in self.observations if one.kind == kind]
        at = [one.at for one in alike if one.at is not None]
        within = [one.within for one in alike if one.within is not None]
        return Observation(
            alike[0].text, kind[0], median(at) if at else None, max(within, default=None)
        )

    def in_words(self, *, length: bool) -> str:
        """Return the typical state with the distance of a fault, of a good row with `length`."""
        state = self.typical
        if state.at is None or (state.good and not length):
            return state.text
        where = f"{number(state.at)} {self.unit.symbol if self.unit else ''}".rstrip()
        return f"{state.text}, {where}" if state.good else f"{state.text} at {where}"


def state_change(
    before: Observation | None, after: Observation | None, threshold: float
) -> StateChange:
    """Return how a state changed; `threshold` is in percent of the longer distance.

    Another fault, or one at another distance, has changed: it is neither better nor worse.
    """
    if before is None or after is None:
        return "new" if before is None else "gone"
    if before.good != after.good:
        return "better" if after.good else "worse"
    return "changed" if before.kind != after.kind or _moved(before, after, threshold) else "same"


def _moved(before: Observation, after: Observation, threshold: float) -> bool:
    if before.at is None or after.at is None:
        return False
    # Devices print 0 for a good pair whose length they did not measure.
    if before.good and not (before.at and after.at):
        return False
    change, longer = abs(after.at - before.at), max(before.at, after.at)
    within = max(before.within or 0.0, after.within or 0.0) or _WITHIN
    percent = max(threshold, _LARGE) if before.good else threshold
    return change > within and change > percent / 100 * longer

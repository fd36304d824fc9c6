"""What a row says in words of its state (``Open at 20 m``), and what became of that."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Final, Literal

import attrs

from netassay.core.verdicts import number

if TYPE_CHECKING:
    from netassay.core.values.units import Unit

__all__ = ["Row", "Said", "became"]

Became = Literal["worse", "better", "changed", "same", "new", "gone"]

#: How far off a distance may be where the device does not say.
_WITHIN: Final = 1.0
#: By how many percent of the longer a good cable's length must differ to be another's. Its
#: measurement is rough, and a cable that works is not compared for its length.
_LARGE: Final = 50.0


@attrs.frozen
class Said:
    """What was said of a row once."""

    text: str
    good: bool
    at: float | None = None
    within: float | None = None

    @property
    def kind(self) -> tuple[bool, str]:
        """What states are told apart by: all good ones are alike."""
        return self.good, "" if self.good else self.text.casefold()


@attrs.define
class Row:
    """All that was said of a row under one key; `unit` is that of the distances."""

    unit: Unit | None
    said: list[Said] = attrs.field(factory=list)

    @property
    def typical(self) -> Said:
        """The most frequent state, a fault where that is a tie, at the median distance."""
        counts = Counter([one.kind for one in self.said])
        kind = max(counts, key=lambda kind: (counts[kind], not kind[0], kind))
        alike = [one for one in self.said if one.kind == kind]
        at = [one.at for one in alike if one.at is not None]
        within = [one.within for one in alike if one.within is not None]
        return Said(alike[0].text, kind[0], median(at) if at else None, max(within, default=None))

    def in_words(self, *, length: bool) -> str:
        """Return the typical state with the distance of a fault, of a good row with `length`."""
        said = self.typical
        if said.at is None or (said.good and not length):
            return said.text
        where = f"{number(said.at)} {self.unit.symbol if self.unit else ''}".rstrip()
        return f"{said.text}, {where}" if said.good else f"{said.text} at {where}"


def became(was: Said | None, is_: Said | None, threshold: float) -> Became:
    """Return what became of a state; `threshold` is in percent of the longer distance.

    A fault that is another, or elsewhere, has changed: it is neither better nor worse.
    """
    if was is None or is_ is None:
        return "new" if was is None else "gone"
    if was.good != is_.good:
        return "better" if is_.good else "worse"
    return "changed" if was.kind != is_.kind or _moved(was, is_, threshold) else "same"


def _moved(was: Said, is_: Said, threshold: float) -> bool:
    if was.at is None or is_.at is None:
        return False
    # Devices say 0 of a good pair whose length they did not measure.
    if was.good and not (was.at and is_.at):
        return False
    change, longer = abs(is_.at - was.at), max(was.at, is_.at)
    within = max(was.within or 0.0, is_.within or 0.0) or _WITHIN
    percent = max(threshold, _LARGE) if was.good else threshold
    return change > within and change > percent / 100 * longer

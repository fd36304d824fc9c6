"""From paths to examined responses; rejects and progress are told on the way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from netassay.cli.progress import ProgressBar
from netassay.cli.streams import complain
from netassay.core.verdicts import BROKEN
from netassay.normalizing.hints import asked_for
from netassay.records.result import Reject, Result
from netassay.sources import Twice, examined, saved
from netassay.sources.files import paths_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netassay.normalizing.reconcile import Prefer
    from netassay.normalizing.response import Examination
    from netassay.redaction import Redactor
    from netassay.sources import Saved

__all__ = ["Hints", "Reading", "Tally"]


@attrs.frozen
class Hints:
    """What the user knows of all responses, and which side counts where they differ."""

    url: str | None = None
    test: str | None = None
    family: str | None = None
    prefer: Prefer = "output"


@attrs.define
class Tally:
    """How many responses there were, what was found in them, and what was rejected.

    What does not work is counted too; only where it is `judged` does that count as wrong.
    """

    judged: bool = False

    responses: int = 0
    rejected: int = 0
    findings: Counter[str] = attrs.field(factory=Counter)
    verdicts: Counter[str] = attrs.field(factory=Counter)

    def add(self, result: Result) -> None:
        """Count a result and what was found in it."""
        self.responses += 1
        self.findings.update(finding.severity for finding in result.findings)
        self.verdicts[result.verdict] += 1

    @property
    def broken(self) -> dict[str, int]:
        """How many responses have each verdict of what does not work, where that counts."""
        return {one: self.verdicts[one] for one in BROKEN if self.judged and self.verdicts[one]}

    @property
    def exit_code(self) -> int:
        """1 where something was rejected, is an error or is judged not to work, else 0."""
        return int(bool(self.rejected or self.findings["error"] or self.broken))

    def __str__(self) -> str:
        kinds = ("error", "warning", "info")
        found = [_counted(self.findings[kind], kind) for kind in kinds if self.findings[kind]]
        words = [_counted(self.responses, "response"), " and ".join(found) or "no findings"]
        if self.judged:
            broken = [f"{count} {verdict}" for verdict, count in self.broken.items()]
            words.append(" and ".join(broken) or "nothing failed")
        if self.rejected:
            words.append(f"{_counted(self.rejected, 'input')} rejected")
        return ", ".join(words)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"


class Reading:
    """Reads paths one response at a time.

    Raises, before anything is read, `FileNotFoundError` for a path that is not there and
    `UnknownName` for a hint that names nothing. With a redactor all is read twice: what one
    response tells of names is to be found in every other.
    """

    def __init__(
        self,
        paths: Sequence[str],
        hints: Hints,
        *,
        trace: bool = False,
        redactor: Redactor | None = None,
    ) -> None:
        paths_of(paths)
        asked_for(hints.test, hints.family)
        self.redactor = redactor
        self.paths = paths
        self.hints = hints
        self.trace = trace
        self.tally = Tally()

    def examinations(self, *, progress: bool = True) -> Iterator[tuple[str, Examination]]:
        """Give each response examined, with the name of where it stood."""
        for item, outcome in self.outcomes(progress=progress):
            if not isinstance(outcome, Reject):
                yield self.shown(": ".join(_where(item))), outcome

    def outcomes(
        self, *, progress: bool = True
    ) -> Iterator[tuple[Saved | Reject, Examination | Reject]]:
        """Give what was read, and what became of each, redacted where that was asked for.

        What is rejected is told on standard error, one line each.
        """
        with ProgressBar(wanted=progress) as bar:
            for item in self._items(bar):
                bar.step()
                outcome = self._examined(item)
                if isinstance(outcome, Reject):
                    self.tally.rejected += 1
                    complain(": ".join(filter(None, [*_where(outcome), outcome.reason])))
                else:
                    self.tally.add(outcome.result)
                yield item, self._redacted(outcome)

    def shown(self, where: str) -> str:
        """Return the name of a source as it may be shown."""
        return where if self.redactor is None else self.redactor.text(where)

    def _examined(self, item: Saved | Reject) -> Examination | Reject:
        return examined(item, *attrs.astuple(self.hints), trace=self.trace)

    def _items(self, bar: ProgressBar) -> Iterable[Saved | Reject]:
        if self.redactor is None:
            return saved(*self.paths)
        items = Twice(self.paths)
        for item in items:
            bar.step()
            outcome = self._examined(item)
            self.redactor.learn(outcome if isinstance(outcome, Reject) else outcome.result)
        return items

    def _redacted(self, outcome: Examination | Reject) -> Examination | Reject:
        if self.redactor is None:
            return outcome
        if isinstance(outcome, Reject):
            return self.redactor.redact(outcome)
        outcome.result = self.redactor.redact(outcome.result)
        return outcome


def _where(item: Saved | Reject) -> list[str]:
    return [name for name in (item.source, item.place) if name]

"""From paths to examined responses; rejects and progress are told on the way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from netassay.cli.progress import ProgressBar
from netassay.cli.streams import complain
from netassay.envelope import asked_for
from netassay.result import Reject, Result
from netassay.sources import examined, saved
from netassay.sources.files import paths_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netassay.pipeline import Examination
    from netassay.reconcile import Prefer
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
    """How many responses there were, what was found in them, and what was rejected."""

    responses: int = 0
    rejected: int = 0
    findings: Counter[str] = attrs.field(factory=Counter)

    def add(self, result: Result) -> None:
        """Count a result and what was found in it."""
        self.responses += 1
        self.findings.update(finding.severity for finding in result.findings)

    @property
    def exit_code(self) -> int:
        """1 where something was rejected or a finding is an error, else 0."""
        return int(bool(self.rejected or self.findings["error"]))

    def __str__(self) -> str:
        kinds = ("error", "warning", "info")
        found = [_counted(self.findings[kind], kind) for kind in kinds if self.findings[kind]]
        words = [_counted(self.responses, "response"), " and ".join(found) or "no findings"]
        if self.rejected:
            words.append(f"{_counted(self.rejected, 'input')} rejected")
        return ", ".join(words)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"


class Reading:
    """Reads paths one response at a time.

    Raises, before anything is read, `FileNotFoundError` for a path that is not there and
    `UnknownName` for a hint that names nothing.
    """

    def __init__(self, paths: Sequence[str], hints: Hints, *, trace: bool = False) -> None:
        paths_of(paths)
        asked_for(hints.test, hints.family)
        self.paths = paths
        self.hints = hints
        self.trace = trace
        self.tally = Tally()

    def examinations(self, *, progress: bool = True) -> Iterator[tuple[str, Examination]]:
        """Give each response examined, with the name of where it stood.

        What is rejected is told on standard error, one line each.
        """
        with ProgressBar(wanted=progress) as bar:
            for item in saved(*self.paths):
                bar.step()
                outcome = examined(item, *attrs.astuple(self.hints), trace=self.trace)
                if isinstance(outcome, Reject):
                    self.tally.rejected += 1
                    complain(": ".join(filter(None, [*_where(outcome), outcome.reason])))
                else:
                    self.tally.add(outcome.result)
                    yield ": ".join(_where(item)), outcome


def _where(item: Saved | Reject) -> list[str]:
    return [name for name in (item.source, item.place) if name]

"""The responses in a command's paths, examined one by one; rejects are printed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netassay.cli.files import refuse_redirected_input
from netassay.cli.progress import ProgressBar
from netassay.cli.streams import print_about_path, print_message
from netassay.cli.tally import Tally
from netassay.normalizing.hints import asked_for
from netassay.records.result import Reject
from netassay.sources import RepeatableSource, examined, saved
from netassay.sources.files import paths_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netassay.normalizing.response import Examination
    from netassay.redaction import Redactor
    from netassay.sources import Hints, SavedResponse

__all__ = ["Responses", "reject_message"]


class Responses:
    """The responses in files and folders, read one at a time.

    Raises at once `FileNotFoundError` for a missing path, `UsageError` for one that standard
    output is redirected to, and `UnknownName` for an unknown hint. With a redactor everything is read twice: a name that one response tells is
    replaced in all of them.
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
        refuse_redirected_input(paths)
        asked_for(hints.test, hints.family)
        self.redactor = redactor
        self.paths = paths
        self.hints = hints
        self.trace = trace
        self.tally = Tally()

    def examinations(self, *, progress: bool = True) -> Iterator[tuple[str, Examination]]:
        """Give each examined response with the name of its source."""
        for item, outcome in self.outcomes(progress=progress):
            if not isinstance(outcome, Reject):
                yield self.name_of(item), outcome

    def outcomes(
        self, *, progress: bool = True
    ) -> Iterator[tuple[SavedResponse | Reject, Examination | Reject]]:
        """Give each item read with its examination or reject, redacted where a redactor is set.

        Each reject is printed on standard error, in one line.
        """
        with ProgressBar(wanted=progress) as bar:
            for item in self._items(bar):
                bar.step()
                # Redacted before anything is said of it.
                outcome = self._redact(self._examine(item))
                if isinstance(outcome, Reject):
                    self.tally.rejected += 1
                    print_message(reject_message(outcome))
                else:
                    self.tally.add(outcome.result)
                yield item, outcome

    def name_of(self, item: SavedResponse | Reject) -> str:
        """Return where an item stood: its source and its place there."""
        return ": ".join(filter(None, (self.source_name(item.source), self.place_name(item.place))))

    def source_name(self, where: str) -> str:
        """Return the name of a source, redacted where a redactor is set."""
        return where if self.redactor is None else self.redactor.path(where)

    def place_name(self, place: str) -> str:
        """Return the name of a place in a source, redacted where a redactor is set."""
        return place if self.redactor is None else self.redactor.text(place)

    def _tell(self, message: str) -> None:
        """Print what a path holds that gives nothing."""
        print_about_path(self.redactor, message)

    def _examine(self, item: SavedResponse | Reject) -> Examination | Reject:
        return examined(item, self.hints, trace=self.trace)

    def _items(self, bar: ProgressBar) -> Iterable[SavedResponse | Reject]:
        if self.redactor is None:
            return saved(*self.paths, nothing=self._tell)
        items = RepeatableSource(self.paths, self._tell)
        for item in items:
            bar.step()
            outcome = self._examine(item)
            self.redactor.learn(outcome if isinstance(outcome, Reject) else outcome.result)
        return items

    def _redact(self, outcome: Examination | Reject) -> Examination | Reject:
        if self.redactor is None:
            return outcome
        if isinstance(outcome, Reject):
            return self.redactor.redact(outcome)
        outcome.result = self.redactor.redact(outcome.result)
        return outcome


def reject_message(reject: Reject) -> str:
    """Return what is printed of a reject: where it stood, and why it is none."""
    return ": ".join(filter(None, [*_source_and_place(reject), reject.reason]))


def _source_and_place(item: SavedResponse | Reject) -> list[str]:
    return [name for name in (item.source, item.place) if name]

"""The progress bar of long work, on a terminal only."""

from __future__ import annotations

import sys
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Final, Self

from netassay.cli.streams import is_terminal

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress, TaskID

__all__ = ["ProgressBar"]

#: The bar appears after so many seconds or responses.
_LONG_SECONDS: Final = 1.0
_LONG_COUNT: Final = 300


class ProgressBar:
    """Counts responses, and shows the count once the work takes long.

    It is not `wanted` where results go to the same terminal: they show the progress.
    """

    def __init__(self, *, wanted: bool = True) -> None:
        self.count = self.rejected = 0
        self._first: int | None = None
        self._wanted = wanted and is_terminal(sys.stderr)
        self._began = monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            # A terminal that has gone takes no more, and the work is done all the same.
            with suppress(OSError):
                self._bar.stop()

    def step(self) -> None:
        """Count one response."""
        if self._wanted:
            self.reach(self.count + 1)

    def reach(self, count: int, rejected: int = 0) -> None:
        """Set how many responses were read so far, and how many of them were rejected.

        The rate counts from the first call: a resumed load starts with what was read before.
        """
        self.count, self.rejected = count, rejected
        if self._first is None:
            self._first, self._began = count, monotonic()
        if self._bar is not None and self._task is not None:
            with suppress(OSError):
                self._bar.update(self._task, completed=count, text=self.text)
        elif self._wanted and (count >= _LONG_COUNT or monotonic() - self._began > _LONG_SECONDS):
            with suppress(OSError):
                self._show()

    @property
    def started(self) -> bool:
        """Whether anything was counted at all."""
        return self._first is not None

    @property
    def text(self) -> str:
        """The text beside the bar: count, rate, rejects."""
        rate = (self.count - (self._first or 0)) / max(monotonic() - self._began, 0.001)
        rejected = f", {self.rejected} rejected" if self.rejected else ""
        return f"{self.count} responses read, {rate:.0f}/s{rejected}"

    def _show(self) -> None:
        from rich.progress import (  # noqa: PLC0415 - for long work on a terminal only
            BarColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
        )

        from netassay.cli.consoles import console_on  # noqa: PLC0415

        self._bar = Progress(
            BarColumn(),
            TextColumn("{task.fields[text]}"),
            TimeElapsedColumn(),
            console=console_on(sys.stderr),
            transient=True,
            redirect_stdout=False,
        )
        self._task = self._bar.add_task("", total=None, completed=self.count, text=self.text)
        self._bar.start()

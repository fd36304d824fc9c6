"""Where in a log the lines of tools stand that no format reads."""

from __future__ import annotations

from netassay.normalizing.identify import unsupported_at
from netassay.normalizing.runs.extents import PROMPT_LINE

__all__ = ["OfOthers"]


class OfOthers:
    """Where lines of tools stand that no format reads: from one that shows it up to a prompt."""

    def __init__(self, before: str, text: str) -> None:
        self._text = before + text
        self._skipped = len(before)
        self._start: int | None = unsupported_at(self._text)
        self._end = 0
        self._find_end()

    def __contains__(self, place: int) -> bool:
        """Say whether a place of the text is there; places are asked for in order."""
        at = place + self._skipped
        while self._start is not None and self._end <= at:
            self._start = unsupported_at(self._text, self._end)
            self._find_end()
        return self._start is not None and self._start <= at

    def _find_end(self) -> None:
        if self._start is not None:
            prompt = PROMPT_LINE.search(self._text, self._start)
            self._end = prompt.end() if prompt else len(self._text) + 1

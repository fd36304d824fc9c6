"""Consoles of rich on the standard streams; only those who show something load them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console

from netassay.cli.streams import forgiving, is_terminal

if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["console_on"]

#: Wider than any line: in a pipe nothing is folded, so that every line can be searched.
_ENDLESS: Final = 10_000


class _Console(Console):
    """A console that leaves it to its caller what happens when nobody reads on."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_on(stream: TextIO, *, folds: bool = True) -> Console:
    """Return a console that takes nothing in a text for markup.

    Without `folds` it folds lines on a terminal only.
    """
    options: dict[str, Any] = {"highlight": False, "markup": False, "emoji": False}
    if not folds and not is_terminal(stream) and "COLUMNS" not in os.environ:
        options["width"] = _ENDLESS
    return _Console(file=forgiving(stream), **options)

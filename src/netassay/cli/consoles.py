"""Consoles of rich on the standard streams; only those who show something load them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console

from netassay.cli.streams import forgiving, is_terminal

if TYPE_CHECKING:
    from typing import TextIO

    from rich.console import RenderableType

__all__ = ["console_on", "show"]

#: Wider than any line: in a pipe nothing is folded, so that every line can be searched.
_ENDLESS: Final = 10_000
_IDLE_BLANKS: Final = re.compile(" +$", re.MULTILINE)


def console_on(stream: TextIO, *, folds: bool = True) -> Console:
    """Return a console that takes nothing in a text for markup.

    Without `folds` it folds lines on a terminal only.
    """
    options: dict[str, Any] = {"highlight": False, "markup": False, "emoji": False}
    if not folds and not is_terminal(stream) and "COLUMNS" not in os.environ:
        options["width"] = _ENDLESS
    return Console(file=forgiving(stream), **options)


def show(console: Console, *views: RenderableType) -> None:
    """Print views one below the other, at once; in a pipe without the blanks that fill lines."""
    if is_terminal(console.file):
        console.print(*views, sep="\n")
    else:
        with console.capture() as captured:
            console.print(*views, sep="\n")
        console.file.write(_IDLE_BLANKS.sub("", captured.get()))
    console.file.flush()

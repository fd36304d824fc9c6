"""Consoles of rich on the standard streams."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console

from netassay.cli.streams import escape_unencodable, is_terminal

if TYPE_CHECKING:
    from typing import TextIO

    from rich.console import RenderableType

__all__ = ["console_on", "show"]

#: Wider than any line: in a pipe no line is folded, so that each can be searched.
_UNFOLDED_WIDTH: Final = 10_000
_TRAILING_BLANKS: Final = re.compile(" +$", re.MULTILINE)


def console_on(stream: TextIO, *, folds: bool = True) -> Console:
    """Return a console that prints text as it is, without markup or highlighting.

    `folds=False` folds long lines on a terminal only.
    """
    options: dict[str, Any] = {"highlight": False, "markup": False, "emoji": False}
    if not folds and not is_terminal(stream) and "COLUMNS" not in os.environ:
        options["width"] = _UNFOLDED_WIDTH
    return Console(file=escape_unencodable(stream), **options)


def show(console: Console, *views: RenderableType) -> None:
    """Print views one below the other and flush; in a pipe, without trailing blanks."""
    if is_terminal(console.file):
        console.print(*views, sep="\n")
    else:
        with console.capture() as captured:
            console.print(*views, sep="\n")
        console.file.write(_TRAILING_BLANKS.sub("", captured.get()))
    console.file.flush()

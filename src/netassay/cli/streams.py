"""The standard streams, and the one way to say what went wrong."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from netassay.show.terminal.text import visible

if TYPE_CHECKING:
    from typing import IO, TextIO

__all__ = ["WrongUse", "complain", "forgiving", "is_terminal", "let_go", "reason_of"]


class WrongUse(Exception):
    """The command was called in a way that can't work; the message says why, in one line."""


def reason_of(error: Exception) -> str:
    """Return why something failed, in the system's words and without its numbers."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def complain(message: str) -> None:
    """Say something in one line on standard error, after all results so far."""
    sys.stdout.flush()
    forgiving(sys.stderr).write(f"netassay: {visible(message)}\n")
    sys.stderr.flush()


def is_terminal(stream: IO[str]) -> bool:
    """Say whether a person looks at a stream; a closed one nobody looks at."""
    return not stream.closed and stream.isatty()


def let_go() -> None:
    """Let what standard output still holds go nowhere.

    It can't be written, and Python would try once more at its exit, and complain.
    """
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def forgiving(stream: TextIO) -> TextIO:
    """Make a stream escape what its encoding does not have, instead of raising."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    return stream

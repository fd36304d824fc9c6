"""The standard streams, and messages on standard error."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from netassay.show.terminal.text import visible

if TYPE_CHECKING:
    from typing import IO, TextIO

__all__ = [
    "UsageError",
    "discard_output",
    "error_text",
    "escape_unencodable",
    "is_terminal",
    "print_message",
]


class UsageError(Exception):
    """The command was called in a way that can't work; the message says why, in one line."""


def error_text(error: Exception) -> str:
    """Return why something failed, in the system's words, without its error number."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def print_message(message: str) -> None:
    """Print one line on standard error, after all results so far."""
    sys.stdout.flush()
    escape_unencodable(sys.stderr).write(f"netassay: {visible(message)}\n")
    sys.stderr.flush()


def is_terminal(stream: IO[str]) -> bool:
    """Say whether a stream is an open terminal."""
    return not stream.closed and stream.isatty()


def discard_output() -> None:
    """Discard what standard output still holds in its buffer.

    Python would try to write it once more at exit, and report the failure.
    """
    with suppress(OSError, ValueError):
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
        os.close(sink)


def escape_unencodable(stream: TextIO) -> TextIO:
    """Make a stream escape characters that its encoding lacks, instead of raising."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    return stream

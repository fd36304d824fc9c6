"""The standard streams, and messages on standard error."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from netassay.errors import NetassayError
from netassay.show.terminal.text import visible

if TYPE_CHECKING:
    from typing import IO, TextIO

    from netassay.redaction import Redactor

__all__ = [
    "FAILED",
    "UsageError",
    "discard_output",
    "error_text",
    "escape_unencodable",
    "failure_text",
    "is_terminal",
    "open_closed_streams",
    "print_about_path",
    "print_failure",
    "print_message",
]

#: The standard streams by number: the attribute of `sys`, how the null device is opened in the
#: place of a closed one, and how Python opens that. Reading the input and writing the output
#: fail then, as they do on a closed stream; messages vanish.
_STREAMS: Final = (
    ("stdin", os.O_WRONLY, ""),
    ("stdout", os.O_RDONLY, "w"),
    ("stderr", os.O_WRONLY, "w"),
)
#: The exit code of work that was not done, through no fault of its input or of the command.
FAILED: Final = 3
#: What the system says of a closed stream: ``Bad file descriptor``.
_CLOSED: Final = "is closed"


class UsageError(Exception):
    """The command was called in a way that can't work; the message says why, in one line."""


def open_closed_streams() -> None:
    """Open the null device in the place of each standard stream that is closed.

    Else the next file that is opened would get its number, and what others write there.
    """
    for number, (name, flags, mode) in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            handle = os.open(os.devnull, flags)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
        if mode and getattr(sys, name) is None:
            stream = os.fdopen(number, mode, encoding="utf-8", closefd=False)
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def error_text(error: BaseException) -> str:
    """Return why something failed, in the system's words, without its error number."""
    if isinstance(error, MemoryError):
        return "out of memory"
    if not isinstance(error, OSError):
        return str(error)
    return _CLOSED if error.errno == errno.EBADF else error.strerror or str(error)


def failure_text(error: BaseException) -> str:
    """Return in one line what failed: the system, or netassay itself, and then where in it."""
    if isinstance(error, OSError):
        return f"{error.filename or 'standard output'}: {error_text(error)}"
    if isinstance(error, MemoryError | NetassayError):
        return error_text(error)
    *_, (frame, line) = traceback.walk_tb(error.__traceback__)
    place = f"{frame.f_globals.get('__name__')}, line {line}"
    return f"a fault of netassay: {type(error).__name__}: {error} ({place})"


def print_about_path(redactor: Redactor | None, message: str) -> None:
    """Print ``PATH: words``, with stand-ins in the path where there is a redactor."""
    print_message(message if redactor is None else redactor.told(message))


def print_message(message: str) -> None:
    """Print one line on standard error, after all results so far.

    A message that can't be written is lost: the work goes on. Raises `OSError` where the
    results can't be written.
    """
    sys.stdout.flush()
    _print_line(message)


def print_failure(error: BaseException) -> None:
    """Print what ended the command; results that can't be written are lost."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    discard_output()
    _print_line(failure_text(error))


def _print_line(message: str) -> None:
    try:
        escape_unencodable(sys.stderr).write(f"netassay: {visible(message)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _discard(sys.stderr)


def is_terminal(stream: IO[str]) -> bool:
    """Say whether a stream is an open terminal."""
    return not stream.closed and stream.isatty()


def discard_output() -> None:
    """Discard what standard output still holds in its buffer, and all that comes.

    Python would try to write it once more at exit, and report the failure. A stream that a caller
    has put in its place stays as it is.
    """
    own = sys.__stdout__
    if own is None or sys.stdout is not own:
        return
    with suppress(OSError, ValueError):
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, own.fileno())
        os.close(sink)


def _discard(stream: TextIO) -> None:
    """Discard what a stream holds in its buffer, which would be written before all that comes."""
    with suppress(OSError, ValueError):
        number = stream.fileno()
        kept, sink = os.dup(number), os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, number)
        try:
            stream.flush()
        finally:
            os.dup2(kept, number)
            os.close(kept)
            os.close(sink)


def escape_unencodable(stream: TextIO) -> TextIO:
    """Make a stream escape characters that its encoding lacks, instead of raising."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    return stream

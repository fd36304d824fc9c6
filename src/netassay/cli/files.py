"""Output files: there whole under their names or not at all, and never an input."""

from __future__ import annotations

import errno
import os
import secrets
import signal
import stat
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netassay.cli.streams import UsageError, error_text
from netassay.sources.collisions import input_written, input_written_through

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

__all__ = ["open_output", "refuse_input", "refuse_redirected_input"]

#: What is wrong with a name, and not with the disk.
_WRONG_NAMES: Final = frozenset(
    {
        errno.ENOENT,
        errno.EISDIR,
        errno.ENOTDIR,
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ENAMETOOLONG,
        errno.ELOOP,
        errno.ENXIO,
    }
)
#: The signals by which a process is asked to end, but for the keyboard's.
_ENDS: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)


@contextmanager
def open_output(output: str) -> Iterator[BinaryIO]:
    """Open an output file under another name beside its own, which it gets at the end.

    Until then an old file stays, and for good where an exception is raised. What is no file
    (a pipe, a device) is written as it comes. Raises `UsageError` for a name that no file can
    have, and `OSError` with that name where writing fails.
    """
    path = Path(os.path.realpath(output))
    with _wrong_use(output):
        whole = _is_new_or_file(path)
    temporary = path.with_name(f".netassay-{secrets.token_hex(6)}.tmp") if whole else path
    with _tidy_end():
        try:
            with _wrong_use(output):
                file = temporary.open("xb" if whole else "wb")
            with file:
                yield file
                if whole:
                    _finish(file, temporary, path)
            if whole:
                temporary.replace(path)
        except OSError as error:
            error.filename = error.filename or output
            raise
        finally:
            if whole:
                temporary.unlink(missing_ok=True)


@contextmanager
def _tidy_end() -> Iterator[None]:
    """Let an asked-for end of the process be an exception meanwhile, so that no file is left."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.getsignal(one) for one in _ENDS}
    for one, handler in before.items():
        if handler is signal.SIG_DFL:
            signal.signal(one, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        for one, handler in before.items():
            if handler is signal.SIG_DFL:
                signal.signal(one, handler)


@contextmanager
def _wrong_use(output: str) -> Iterator[None]:
    """Raise `UsageError` for what is wrong with the name of an output, `OSError` with it for else."""
    try:
        if not output:
            raise UsageError("the name of the output is empty")
        yield
    except OSError as error:
        if error.errno in _WRONG_NAMES:
            raise UsageError(f"{output}: {error_text(error)}") from None
        error.filename = output
        raise


def _is_new_or_file(path: Path) -> bool:
    """Say whether a path is free or a regular file; raise `OSError` where it can't be written."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return True
    if stat.S_ISDIR(mode) or not os.access(path, os.W_OK):
        path.open("r+b").close()
    return stat.S_ISREG(mode)


def _finish(file: BinaryIO, temporary: Path, path: Path) -> None:
    """Write what is in the buffer to the disk, and give the file the mode of the old one."""
    file.flush()
    os.fsync(file.fileno())
    with suppress(OSError):
        temporary.chmod(stat.S_IMODE(path.stat().st_mode))


def refuse_input(output: str, inputs: Sequence[str]) -> None:
    """Raise `UsageError` for an output that is an input or lies in one: it would read itself."""
    read = input_written(output, inputs)
    if read is not None:
        raise UsageError(f"{output}: is or lies in what is read ({read})")


def refuse_redirected_input(inputs: Sequence[str]) -> None:
    """Raise `UsageError` where standard output is a file that is read, too."""
    with suppress(OSError, ValueError, AttributeError):
        read = input_written_through(sys.stdout.fileno(), inputs)
        if read is not None:
            raise UsageError(f"standard output: is or lies in what is read ({read})")

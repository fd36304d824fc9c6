"""The command line: arguments in, results on standard output, all else on standard error.

    app        the commands and their help
    analysis   those of them that look at many responses at once
    options    what several commands can be told
    reading    from paths to examined responses, with rejects and progress told on the way
    printed    from a device's text alone to a result
    writing    where results go: lines of JSON, or a view
    loaded     what `load` does and says
    shown      what `check` and `explain` show
    compared   what `compare` shows
    queried    what `query` shows
    reported   the page that `report` makes
    progress   how far long work has come
    consoles   rich on the standard streams
    streams    the standard streams, and the one way to say what went wrong

Exit codes: 0 done; 1 done, but something was rejected or is an error; 2 wrong use.
Nothing of this is imported by `import netassay`, and ``--version`` imports nothing at all.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NoReturn

from netassay._version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main", "run"]

#: What a shell reports of a program that SIGINT or SIGPIPE ended.
_INTERRUPTED: Final = 130
_NOBODY_READS: Final = 141
_NOT_DONE: Final = 2


def main() -> NoReturn:
    """Run the command line of this process and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Run the command line ``netassay <words>``; return its exit code."""
    if list(words) == ["--version"]:
        print(__version__)  # noqa: T201 - the answer
        return 0
    from netassay.cli import streams  # noqa: PLC0415 - what --version saves

    try:
        from netassay.cli import analysis  # noqa: F401, PLC0415 - the rest of the commands
        from netassay.cli.app import start  # noqa: PLC0415 - 0.2 s that --version saves

        code = start(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Who reads our output has seen enough.
        streams.let_go()
        return _NOBODY_READS
    except OSError as error:
        streams.let_go()
        streams.complain(f"{error.filename or 'output'}: {streams.reason_of(error)}")
        return _NOT_DONE
    return code

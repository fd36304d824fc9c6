"""The command line: arguments in, results on standard output, messages on standard error.

    app        the commands by their names, and their common help
    normalize  saved responses to results
    parse      a device's text alone to a result
    check      findings and verdicts of saved responses
    explain    where each value of a response comes from
    load       saved responses to tables
    schema     the JSON Schema of exported results
    compare    what changed between two sets of responses
    query      saved responses asked a question in SQL
    report     one page of saved responses
    options    the options that commands share
    responses  the responses in a command's paths, examined one by one
    lines      results as lines of JSON that several processes make
    tally      counts of what was read, and the exit code that follows
    outputs    files and streams that results are written to
    progress   the progress bar of long work
    consoles   consoles of rich on the standard streams
    streams    the standard streams, and messages on standard error

Exit codes: 0 done; 1 done, but something was rejected or is an error; 2 wrong use.
`import netassay` imports none of these, ``--version`` nothing at all, and a command only
what it needs.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Final, NoReturn

from netassay._version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main", "run"]

#: The exit codes that a shell reports after SIGINT and SIGPIPE.
_INTERRUPTED: Final = 130
_CLOSED_PIPE: Final = 141
_FAILED: Final = 2
#: Objects in cycles that may wait to be collected. A response makes hundreds of objects and no
#: cycle; at Python's own 700 they are traversed again and again, a twentieth of the time.
_GARBAGE: Final = 50_000


def main() -> NoReturn:
    """Run the command line of this process and leave with its exit code."""
    gc.set_threshold(_GARBAGE)
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Run the command line ``netassay <words>``; return its exit code."""
    if list(words) == ["--version"]:
        print(__version__)  # noqa: T201 - the result
        return 0
    from netassay.cli import streams  # noqa: PLC0415 - what --version saves

    try:
        from netassay.cli.app import start  # noqa: PLC0415 - 0.2 s that --version saves

        code = start(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of the output closed it: `head` has enough lines.
        streams.discard_output()
        return _CLOSED_PIPE
    except OSError as error:
        streams.discard_output()
        streams.print_message(f"{error.filename or 'output'}: {streams.error_text(error)}")
        return _FAILED
    return code

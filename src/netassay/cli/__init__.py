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
    outputs    what results are written to: views, lines of JSON
    files      output files, whole or not there, and never an input
    progress   the progress bar of long work
    consoles   consoles of rich on the standard streams
    streams    the standard streams, and messages on standard error

Exit codes: 0 done; 1 done, but something was rejected or is an error; 2 wrong use; 3 not done,
by a fault outside or of netassay; 130 interrupted; 141 nobody read the output to its end.
`import netassay` imports none of these, ``--version`` nothing at all, and a command only
what it needs.
"""

from __future__ import annotations

import gc
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NoReturn

from netassay._version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main", "run"]

#: The exit codes that a shell reports after SIGINT and SIGPIPE.
_INTERRUPTED: Final = 130
_CLOSED_PIPE: Final = 141
#: Objects in cycles that may wait to be collected. A response makes hundreds of objects and no
#: cycle; at Python's own 700 they are traversed again and again, a twentieth of the time.
_GARBAGE: Final = 50_000


def main() -> NoReturn:
    """Run the command line of this process and leave with its exit code."""
    gc.set_threshold(_GARBAGE)
    code = _INTERRUPTED
    # Ctrl-C may come at any moment, and again while the first one is answered.
    with suppress(KeyboardInterrupt):
        from netassay.cli import streams  # noqa: PLC0415 - the package's import loads no command line

        streams.open_closed_streams()
        code = run(sys.argv[1:])
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Where Ctrl-C met code that a library made of a text, `python -m` would end by the signal:
    # it remembers that until it runs other such code (`run_eval_code_obj`).
    exec("")  # noqa: S102 - nothing
    sys.exit(code)


def run(words: Sequence[str]) -> int:
    """Run the command line ``netassay <words>``; return its exit code."""
    from netassay.cli import streams  # noqa: PLC0415 - what the package's import saves

    try:
        code = _started(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        with suppress(OSError):
            sys.stdout.flush()
        streams.discard_output()
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of the output closed it: `head` has enough lines.
        streams.discard_output()
        return _CLOSED_PIPE
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a line and a code
        streams.print_failure(error)
        return streams.FAILED
    return code


def _started(words: Sequence[str]) -> int:
    if list(words) == ["--version"]:
        print(__version__)  # noqa: T201 - the result
        return 0
    from netassay.cli.app import start  # noqa: PLC0415 - 0.2 s that --version saves

    return start(words)

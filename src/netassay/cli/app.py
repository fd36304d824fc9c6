"""The commands, found by their names, and the help of all of them."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import attrs
from cyclopts import App, CycloptsError

from netassay._version import __version__
from netassay.cli.options import PLACEHOLDER
from netassay.cli.outputs import STANDARD
from netassay.cli.streams import UsageError, error_text, print_message
from netassay.errors import LoadError, NetassayError, WrongDestination

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["start"]

#: The commands in the order of a user's work, each with its usage; each is a function in the
#: module of its name.
_USAGES: Final = {
    "normalize": "PATH... [OPTIONS]",
    "parse": "[TEST] [FILE] [OPTIONS]",
    "check": "PATH... [OPTIONS]",
    "explain": "FILE [OPTIONS]",
    "load": "PATH... --to DEST [OPTIONS]",
    "schema": "[TEST]",
    "compare": "BEFORE AFTER [OPTIONS]",
    "query": 'PATH... "SELECT ..." [OPTIONS]',
    "report": "PATH... -o FILE.html [OPTIONS]",
}
_HELP: Final = """\
Results of network troubleshooting tests (HPE Aruba Networking Central): read, held against
the device's own text, and shown with their units.

A first look, all results for a program, what is wrong with them, where it came from, what
changed, and a page with charts:

```
netassay normalize ping.json
netassay normalize responses/ -o results.ndjson
netassay check responses/
netassay explain ping.json
netassay compare monday/ today/
netassay report responses/ -o report.html
```

Each command tells more with `--help`.

Exit codes: 0 done; 1 done, but something was rejected or is an error; 2 wrong use; 3 not done,
by a fault outside (a full disk, a lost database) or of netassay; 130 interrupted.
Results go to standard output, all else to standard error.
"""


def start(words: Sequence[str]) -> int:
    """Run the command; return its exit code, or 2 after a message for wrong use.

    Raises what is no wrong use, `LoadError` among it.
    """
    words = [PLACEHOLDER if word == STANDARD else word for word in words]
    app = _app(words[:1] if words and words[0] in _USAGES else _USAGES)
    try:
        command, bound, *_ = app.parse_args(words, exit_on_error=False, print_error=False)
        options = {name: _restored(value) for name, value in bound.kwargs.items()}
        code = command(*map(_restored, bound.args), **options)
    except CycloptsError as error:
        print_message(str(error).replace(PLACEHOLDER, STANDARD))
        print_message("for what can be said: netassay --help, netassay COMMAND --help")
    except FileNotFoundError as error:
        print_message(f"{error.filename}: {error_text(error)}")
    except (UsageError, NetassayError) as error:
        if isinstance(error, LoadError) and not isinstance(error, WrongDestination):
            raise
        print_message(str(error))
    else:
        return code if isinstance(code, int) else 0
    return 2


def _restored(value: Any) -> Any:
    """Return an argument with each ``-`` as it was given."""
    if attrs.has(type(value)):
        fields = attrs.fields(type(value))
        changes = {field.name: _restored(getattr(value, field.name)) for field in fields}
        return attrs.evolve(value, **changes)
    return STANDARD if value == PLACEHOLDER else value


def _app(names: Iterable[str]) -> App:
    """Return the app with these commands; modules of other commands are not imported."""
    app = App(
        name="netassay",
        version=__version__,
        help_format="markdown",
        usage="Usage: netassay COMMAND [OPTIONS] ...",
        help=_HELP,
    )

    @app.default
    def without_command() -> int:
        """Show the help; the call was wrong."""
        from netassay.cli.consoles import console_on  # noqa: PLC0415 - rich, for help only

        app.help_print([], console=console_on(sys.stderr))
        return 2

    for name in names:
        command = getattr(import_module(f"netassay.cli.{name}"), name)
        app.command(command, usage=f"Usage: netassay {name} {_USAGES[name]}")
    return app

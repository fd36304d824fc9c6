"""Where results are written: views for a person, lines of JSON for a program or a file."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from netassay.cli.files import open_output, refuse_input
from netassay.cli.streams import is_terminal
from netassay.core.codec import encode
from netassay.export.json_form import encoded
from netassay.show.terminal.text import json_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO, TextIO

    from netassay.records.result import Result

__all__ = [
    "STANDARD",
    "Format",
    "ResultWriter",
    "json_line",
    "line_writer",
    "result_writer",
]

Format = Literal["view", "ndjson"]
#: The name of standard input and of standard output.
STANDARD: Final = "-"


@attrs.frozen
class ResultWriter:
    """Writes results: `write` takes one and says where it came from, for views.

    `write_lines` takes what `json_line` made of results, `escaped` or not; it is None where views
    are written.
    """

    write: Callable[[Result, Callable[[], str]], None]
    write_lines: Callable[[bytes], None] | None = None
    escaped: bool = False


@contextmanager
def result_writer(
    output: str | None, form: Format | None, inputs: Sequence[str] = ()
) -> Iterator[ResultWriter]:
    """Open an output and give its writer of results; raise `UsageError` where it can't be opened.

    Without `form`, a terminal gets views and all else lines of JSON. The output must not be
    one of `inputs` or lie in one.
    """
    if output is None or output == STANDARD:
        terminal = is_terminal(sys.stdout)
        if form == "view" or (form is None and terminal and output is None):
            yield _view_writer(sys.stdout)
        else:
            # Whoever reads gets each result at once.
            yield _json_writer(sys.stdout.buffer, flush=True, escaped=terminal)
        return
    refuse_input(output, inputs)
    with open_output(output) as file:
        if form == "view":
            text = TextIOWrapper(file, encoding="utf-8", newline="\n")
            yield _view_writer(text)
            text.detach()
        else:
            yield _json_writer(file)


def _view_writer(stream: TextIO) -> ResultWriter:
    from netassay.cli.consoles import console_on, show  # noqa: PLC0415 - rich, for views only
    from netassay.show.terminal.results import ResultView  # noqa: PLC0415

    console = console_on(stream)

    def write(result: Result, source: Callable[[], str]) -> None:
        show(console, ResultView(result, source()), "")

    return ResultWriter(write)


def _json_writer(stream: BinaryIO, *, flush: bool = False, escaped: bool = False) -> ResultWriter:
    def write_lines(lines: bytes) -> None:
        stream.write(lines)
        if flush:
            stream.flush()

    def write(result: Result, source: Callable[[], str]) -> None:  # noqa: ARG001 - as in views
        write_lines(json_line(result, escaped=escaped))

    return ResultWriter(write, write_lines, escaped)


def json_line(result: Result, *, escaped: bool = False) -> bytes:
    """Return a result as a line of JSON; an `escaped` one shows every invisible character."""
    line = encoded(result)
    return (json_visible(line.decode()).encode() if escaped else line) + b"\n"


def line_writer(stream: BinaryIO, *, escaped: bool = False) -> Callable[[Any], None]:
    """Return a writer of lines of JSON; `escaped` ones show every invisible character."""

    def write(data: Any) -> None:
        line = encode(data).decode()
        stream.write(f"{json_visible(line) if escaped else line}\n".encode())
        stream.flush()

    return write

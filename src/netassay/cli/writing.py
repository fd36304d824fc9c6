"""Where results go: to a view for a person, or as lines of JSON to a program or a file."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from netassay.cli.streams import WrongUse, is_terminal, reason_of
from netassay.core.codec import encode
from netassay.export.json_form import to_dict
from netassay.show.terminal.text import json_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO, TextIO

    from netassay.records.result import Result

    #: Takes a result, and the name of where it was read from.
    Writer = Callable[[Result, str], None]

__all__ = ["STANDARD", "Format", "document", "lines_to", "opened", "refuse_inputs", "results_to"]

Format = Literal["view", "ndjson"]
#: The name of standard input and of standard output.
STANDARD: Final = "-"


@contextmanager
def results_to(
    output: str | None, form: Format | None, inputs: Sequence[str] = ()
) -> Iterator[Writer]:
    """Open what results are written to; raise `WrongUse` where that can't be done.

    Without `form` a person at a terminal gets views, all else lines of JSON. `inputs` are
    what is read meanwhile and must not be written to.
    """
    if output is None or output == STANDARD:
        seen = is_terminal(sys.stdout)
        if form == "view" or (form is None and seen and output is None):
            yield _views(sys.stdout)
        else:
            yield _lines(sys.stdout.buffer, seen=seen)
        return
    refuse_inputs(output, inputs)
    with opened(output) as file:
        if form == "view":
            with TextIOWrapper(file, encoding="utf-8", newline="\n") as text:
                yield _views(text)
        else:
            yield _lines(file)


def document(data: Any) -> None:
    """Write a JSON document of our own to standard output, for a person to read too."""
    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=True) + "\n")


def opened(output: str) -> BinaryIO:
    """Open a file to write; raise `WrongUse` where that can't be done."""
    try:
        return Path(output).open("wb")
    except (OSError, ValueError) as error:
        raise WrongUse(f"{output}: {reason_of(error)}") from None


def refuse_inputs(output: str, inputs: Sequence[str]) -> None:
    """Raise where the output is an input, or lies in one: it would be read while written."""
    target = Path(os.path.realpath(output))
    for name in inputs:
        if name != STANDARD and Path(os.path.realpath(name)) in (target, *target.parents):
            raise WrongUse(f"{output}: lies in what is read ({name})")


def _views(stream: TextIO) -> Writer:
    from netassay.cli.consoles import console_on, show  # noqa: PLC0415 - rich, for views only
    from netassay.show.terminal.results import ResultView  # noqa: PLC0415

    console = console_on(stream)

    def write(result: Result, source: str) -> None:
        show(console, ResultView(result, source), "")

    return write


def _lines(stream: BinaryIO, *, seen: bool = False) -> Writer:
    write_line = lines_to(stream, seen=seen)

    def write(result: Result, source: str) -> None:  # noqa: ARG001 - as views have it
        write_line(to_dict(result))

    return write


def lines_to(stream: BinaryIO, *, seen: bool = False) -> Callable[[Any], None]:
    """Return what writes lines of JSON; where they are `seen`, with all escaped that hides."""

    def write(data: Any) -> None:
        line = encode(data).decode()
        stream.write(f"{json_visible(line) if seen else line}\n".encode())
        stream.flush()

    return write

"""`parse`: the text that devices printed, alone, to results."""

from __future__ import annotations

import codecs
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter

from netassay.cli.options import Family, Form  # noqa: TC001 - cyclopts reads annotations
from netassay.cli.outputs import STANDARD, result_writer
from netassay.cli.streams import UsageError, error_text, print_message
from netassay.cli.tally import Tally
from netassay.errors import NotAResponse
from netassay.measurements import TESTS, endpoint_named, test_named
from netassay.normalizing.entry import parse_text
from netassay.normalizing.hints import asked_for
from netassay.normalizing.runs.splitting import Others
from netassay.normalizing.text_runs import examine_run, refusal_of_all, runs_in
from netassay.sources.files import standard_input

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.records.result import Result

__all__ = ["decode", "parse"]

#: A Windows shell writes UTF-16 into files.
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def parse(
    test: Annotated[
        str | None,
        Parameter(
            help="The test that the text is from: ping, traceroute, ...; else the text tells."
        ),
    ] = None,
    file: Annotated[
        str | None, Parameter(help="File of the text; without it or with -, standard input.")
    ] = None,
    /,
    *,
    form: Form = None,
    family: Family = None,
) -> int:
    """Turn what devices printed, their text alone, into results: one for each run in it.

    For text that was copied from a console or logged by a script:

        netassay parse ping printed.txt
        ssh switch 'ping 192.0.2.1' | netassay parse ping --family cx
        netassay parse session.log
    """
    if test is not None and file is None and _is_file(test):
        test, file = None, test
    name = file or STANDARD
    asked_for(test, family)
    data = _bytes_of(name)
    tally = Tally()
    with result_writer(None, form) as results:
        for result in _results(decode(data), test, family):
            if isinstance(result, str):
                tally.rejected += 1
                print_message(f"{name}: {result}")
            else:
                tally.add(result)
                place = ": ".join(filter(None, (name, result.place)))
                results.write(result, partial(str, place))
    return tally.exit_code


def _bytes_of(name: str) -> bytes:
    """Return the bytes of a file or of standard input; raise `UsageError` for what can't be read."""
    try:
        if name != STANDARD:
            return Path(name).read_bytes()
        return standard_input().read()
    except OSError as error:
        raise UsageError(f"{name}: {error_text(error)}") from None


def _is_file(word: str) -> bool:
    """Say whether the only word is a file's name and no test's."""
    if word in TESTS or endpoint_named(word):
        return False
    try:
        return word == STANDARD or Path(word).suffix != "" or Path(word).exists()
    except OSError:
        return True  # Reading it tells what is wrong with the name.


def _results(text: str, test: str | None, family: str | None) -> Iterator[Result | str]:
    """Give the results in a text, and in words what is none."""
    items = list(runs_in(text))
    runs = [item for item in items if not isinstance(item, Others)]
    wanted = test_named(test).name if test is not None else None
    if test is not None and len(runs) < 2:  # noqa: PLR2004 - of one run all lines are its own
        try:
            yield parse_text(test, text, family)
        except NotAResponse as error:
            yield str(error)
        return
    if not runs:
        yield refusal_of_all(text)
        return
    hint = asked_for(wanted, family)
    for item in items:
        if isinstance(item, Others):
            count = sum(1 for line in item.text.split("\n") if line.strip())
            yield f"line {item.line}: of no run, {count} line{'s' if count > 1 else ''}"
            continue
        try:
            yield examine_run(item if wanted is None else item.of(wanted), hint).result
        except NotAResponse as error:
            yield f"line {item.line}: {error}"


def decode(data: bytes) -> str:
    r"""Return the text of any bytes; invalid UTF-8 becomes ``\xff``."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="backslashreplace")
    return data.decode("utf-8-sig", errors="backslashreplace")

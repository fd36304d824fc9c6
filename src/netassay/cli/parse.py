"""`parse`: the text that a device printed, alone, to a result."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter

from netassay.cli.options import Family, Form, restore_dash
from netassay.cli.outputs import STANDARD, result_writer
from netassay.cli.streams import print_message
from netassay.cli.tally import Tally
from netassay.errors import NotAResponse
from netassay.normalizing.entry import parse_text

__all__ = ["decode", "parse"]

#: A Windows shell writes UTF-16 into files.
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def parse(
    test: Annotated[str, Parameter(help="The test that the text is from: ping, traceroute, ...")],
    file: Annotated[
        str | None, Parameter(help="File of the text; without it or with -, standard input.")
    ] = None,
    /,
    *,
    form: Form = None,
    family: Family = None,
) -> int:
    """Turn what a device printed, its text alone, into a result.

    For text that was copied from a console or logged by a script:

        netassay parse ping printed.txt
        ssh switch 'ping 192.0.2.1' | netassay parse ping --family cx
    """
    name = restore_dash(file) or STANDARD
    data = sys.stdin.buffer.read() if name == STANDARD else Path(name).read_bytes()
    tally = Tally()
    with result_writer(None, form) as results:
        try:
            result = parse_text(test, decode(data), family)
        except NotAResponse as error:
            tally.rejected += 1
            print_message(f"{name}: {error}")
        else:
            tally.add(result)
            results.write(result, lambda: name)
    return tally.exit_code


def decode(data: bytes) -> str:
    r"""Return the text of any bytes; invalid UTF-8 becomes ``\xff``."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="backslashreplace")
    return data.decode("utf-8-sig", errors="backslashreplace")

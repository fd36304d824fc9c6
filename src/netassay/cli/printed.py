"""What `parse` reads: a device's text alone."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netassay.cli.reading import Tally
from netassay.cli.streams import complain
from netassay.cli.writing import STANDARD
from netassay.errors import NotAResponse
from netassay.normalizing.entry import parse_text

if TYPE_CHECKING:
    from netassay.cli.writing import Writer

__all__ = ["decoded", "parsed"]

#: A Windows shell writes UTF-16 into files.
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def parsed(test: str, name: str, family: str | None, write: Writer) -> Tally:
    """Read the text in a file or on standard input and write its result.

    A text that no dialect reads is told on standard error and counted as rejected.
    """
    data = sys.stdin.buffer.read() if name == STANDARD else Path(name).read_bytes()
    tally = Tally()
    try:
        result = parse_text(test, decoded(data), family)
    except NotAResponse as error:
        tally.rejected += 1
        complain(f"{name}: {error}")
    else:
        tally.add(result)
        write(result, name)
    return tally


def decoded(data: bytes) -> str:
    r"""Return the text of bytes, whatever they are: what is no UTF-8 stands as ``\xff``."""
    if data.startswith(_WIDE):
        return data.decode("utf-16", errors="backslashreplace")
    return data.decode("utf-8-sig", errors="backslashreplace")

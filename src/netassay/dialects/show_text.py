"""What a device said to a show command: any text, under a ``COMMAND=`` line or without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.core.grammar import Dialect, Scan, unified
from netassay.core.readings import TEXT, Odd
from netassay.measurements.show_command import ShowCommand

if TYPE_CHECKING:
    from netassay.core.findings import Notes

__all__ = ["DIALECT"]

_ECHO: Final = re.compile(r"\s*+COMMAND=([^\n]*+)\n?")


class _Verbatim(Dialect):
    """A format without a grammar: the text is the response, less the echo of the command.

    Nothing says how long a response is, so that every text counts as whole.
    """

    def scan(self, text: str, notes: Notes, *, trace: bool = False) -> Scan:
        """Take a text as it is."""
        text = unified(text)
        echo = _ECHO.match(text)
        start = echo.end() if echo else 0
        parts = {"command": (echo[1].strip(), echo.start(1))} if echo else {}
        response = text[start:].strip("\n")
        parts["response"] = (response, text.find(response, start))
        scan = Scan(closed=True)
        for name, (said, at) in parts.items():
            if said and not said.isspace():
                _take(scan, name, said, notes)
                if trace:
                    number = text.count("\n", 0, at) + 1
                    scan.origins.append((number, said, None, (name,)))
        return scan


def _take(scan: Scan, name: str, said: str, notes: Notes) -> None:
    try:
        reading = TEXT[said]
    except Odd as odd:
        reading = odd.reading
        notes.add(odd.code, name, odd.message, printed=said)  # type: ignore[arg-type]
    if reading is not None:
        scan.node[name] = reading


DIALECT: Final = _Verbatim(
    "show_text",
    tests=("show_command",),
    record=ShowCommand,
    families=("aps", "cx", "aos-s", "gateways"),
    signature=r"^COMMAND=show ",
    lines=(),
)

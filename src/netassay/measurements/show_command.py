"""show_command: a command of the operator's, and what the device said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from netassay.core.readings import TEXT, Odd, Reader, Reading
from netassay.core.record import Record, record, some
from netassay.core.spec import Test

if TYPE_CHECKING:
    from netassay.core.readings import Node

__all__ = ["SAID", "SPEC", "ShowCommand"]


class _Said(Reader):
    """A text as it is.

    The pages of the API hold nothing but stand-ins for this test. A stand-in reads as a
    value that is absent, so that such a body still is the record of a command.
    """

    def refuse_stand_ins(self, text: str) -> None:
        try:
            super().refuse_stand_ins(text)
        except Odd as odd:
            absent = Reading(None, text) if odd.code == "placeholder" else None
            raise Odd(odd.code, odd.message, absent) from None

    def read_text(self, text: str) -> Reading:
        return TEXT.read_text(text)


#: What reads both sides of a command and its response.
SAID: Final[Reader] = _Said()


@record
class ShowCommand(Record):
    """The result of a show command."""

    command: Annotated[str, SAID] | None = some("command as it was given")
    response: Annotated[str, SAID] | None = some("what the device said, as it said it")


_KEYS: Final = {"command": "command", "response": "response"}

OUTPUTS: Final = dict.fromkeys(("aps", "cx", "aos-s", "gateways"), _KEYS)


def complete(node: Node) -> bool:
    """Say whether both command and response are there."""
    return all(name in node and node[name].value is not None for name in _KEYS.values())


SPEC: Final = Test(
    name="show_command",
    endpoint="showCommand",
    record=ShowCommand,
    outputs=OUTPUTS,
    complete=complete,
)

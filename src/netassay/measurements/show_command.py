"""show_command: a command of the operator's, and what the device said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.record import Record, record, some
from netassay.core.spec import Test

if TYPE_CHECKING:
    from netassay.core.readings import Node

__all__ = ["SPEC", "ShowCommand"]


@record
class ShowCommand(Record):
    """The result of a show command."""

    command: str | None = some("command as it was given")
    response: str | None = some("what the device said, as it said it")


_KEYS: Final = {"command": "command", "response": "response"}

OUTPUTS: Final = dict.fromkeys(("aps", "cx", "aos-s", "gateways"), _KEYS)


def complete(node: Node) -> bool:
    """Say whether both command and response are there."""
    return len(node) == len(_KEYS)


SPEC: Final = Test(
    name="show_command",
    endpoint="showCommand",
    record=ShowCommand,
    outputs=OUTPUTS,
    complete=complete,
    # The pages of the API hold nothing but stand-ins for this test.
    bare=True,
)

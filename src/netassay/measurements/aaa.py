"""aaa: a login that a device tried at a RADIUS server (RFC 2865).

Access points say ``Passed`` or ``Failed``, CX switches what the server answered:
``accept`` or ``reject``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from netassay.core.compared import Compared
from netassay.core.kinds import Host, UserName
from netassay.core.readers import Computed
from netassay.core.readings import Reading
from netassay.core.record import Record, record, some
from netassay.core.spec import Test
from netassay.core.wire import To

if TYPE_CHECKING:
    from netassay.core.readings import Node

__all__ = ["SPEC", "Aaa"]


@record
class Aaa(Record):
    """The result of a login."""

    compared: ClassVar = Compared(more=("accepted",))

    server: Host | None = some("RADIUS server, by name or by address")
    username: UserName | None = some("user who was logged in")
    method: str | None = some("how the password was given, as the device says it: pap, chap, ...")
    accepted: bool | None = some("whether the server accepted the login")
    answer: str | None = some("what the device said about it")


_VERDICTS: Final = {
    **dict.fromkeys(("pass", "passed", "accept", "accepted", "access-accept", "success"), True),
    **dict.fromkeys(("fail", "failed", "reject", "rejected", "access-reject", "denied"), False),
}


def _verdict(answer: Any) -> Reading | None:
    """Return whether an answer says that the login was accepted, None where it does not say.

    A server that did not answer has neither accepted nor rejected.
    """
    if type(answer) is not str:
        return None
    accepted = _VERDICTS.get(answer.strip().casefold())
    return None if accepted is None else Reading(accepted, answer)


_STATUS: Final = (To("accepted", Computed(_verdict, r"\S+", "an answer")), "answer")

OUTPUTS: Final = {
    "aps": {"serverName": "server", "authenticationStatus": _STATUS},
    "cx": {
        "radiusServerIp": "server",
        "authenticationStatus": _STATUS,
        "username": "username",
        "authMethodType": "method",
    },
}


def complete(node: Node) -> bool:
    """Say whether the server and its verdict are there."""
    return {"server", "accepted"} <= node.keys()


SPEC: Final = Test(name="aaa", endpoint="aaa", record=Aaa, outputs=OUTPUTS, complete=complete)

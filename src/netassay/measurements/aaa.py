"""aaa: a login that a device tried at a RADIUS server (RFC 2865).

Access points write ``Passed`` or ``Failed``, CX switches the answer of the server:
``accept`` or ``reject``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netassay.core.keys.wire import To
from netassay.core.spec import Task, Test
from netassay.core.values.readers import Computed
from netassay.core.values.readings import Reading
from netassay.core.verdicts import Verdict, one_line
from netassay.records.aaa import Aaa

if TYPE_CHECKING:
    from netassay.core.values.readings import Node

__all__ = ["SPEC"]


_ANSWERS: Final = {
    **dict.fromkeys(("pass", "passed", "accept", "accepted", "access-accept", "success"), True),
    **dict.fromkeys(("fail", "failed", "reject", "rejected", "access-reject", "denied"), False),
}


def _accepted(answer: Any) -> Reading | None:
    """Return whether the login was accepted; None for any other answer, such as a time-out."""
    if type(answer) is not str:
        return None
    accepted = _ANSWERS.get(answer.strip().casefold())
    return None if accepted is None else Reading(accepted, answer)


_STATUS: Final = (To("accepted", Computed(_accepted, r"\S+", "an answer")), "answer")

OUTPUTS: Final = {
    "aps": {"serverName": "server", "authenticationStatus": _STATUS},
    "cx": {
        "radiusServerIp": "server",
        "authenticationStatus": _STATUS,
        "username": "username",
        "authMethodType": "method",
    },
}


#: Phrases for a server that did not answer.
_SILENT: Final = re.compile(
    r"time[ds]?[ -]?out|no (?:response|reply|answer)|not (?:respond|repl|answer|reach)|unreachable"
    r"|unanswered",
    re.IGNORECASE,
)


def derive(node: Node, task: Task) -> None:
    """Remove a refusal where the API's reason says that the server did not answer."""
    accepted = node.get("accepted")
    if accepted is not None and not accepted.value and _SILENT.search(task.fail_reason or ""):
        del node["accepted"]


def complete(node: Node) -> bool:
    """Say whether the server and its answer are there."""
    return {"server", "accepted"} <= node.keys()


def verdict(login: Aaa) -> Verdict:
    """Judge by the answer; a server that did not answer is a failure."""
    if login.accepted is not None:
        return "passed" if login.accepted else "failed"
    return "failed" if _is_silent(login.answer) else "unknown"


def _is_silent(answer: str | None) -> bool:
    """Say whether `answer`, of a login neither accepted nor refused, means a silent server."""
    if answer is None:
        return False
    return answer.strip().casefold() in _ANSWERS or _SILENT.search(answer) is not None


def summary(login: Aaa) -> str:
    """Return the server, its answer and the user."""
    server = one_line(login.server or "the server")
    if login.accepted is None:
        if _is_silent(login.answer):
            return f"no answer from {server}"
        return server if login.answer is None else f"{server}: {one_line(login.answer)}"
    user = "" if login.username is None else f" {one_line(login.username)}"
    return f"{server} {'accepted' if login.accepted else 'refused'}{user}"


SPEC: Final = Test(
    name="aaa",
    endpoint="aaa",
    record=Aaa,
    outputs=OUTPUTS,
    complete=complete,
    derive=derive,
    verdict=verdict,
    summary=summary,
)

"""show_command: commands of the operator, and the device's response to each.

v1alpha1 runs one command and answers ``{"command", "response"}``; v1 runs up to 20 and
answers ``{"commands": [...], "results": [{"command", "output"}]}``. Access points and
gateways may print a head before a response, ``COMMAND=show version`` or
``## Command: show version - Tue Feb 3 06:39:02 2026`` over a line of ``=``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.keys.compounds import Listed, carefully
from netassay.core.keys.wire import Each, ObjectReader
from netassay.core.lines.scan import with_line_feeds
from netassay.core.spec import Task, Test
from netassay.core.values.readings import TEXT, Reading
from netassay.core.verdicts import Verdict, by_share, counted, one_line
from netassay.records.show_command import ShowCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.findings import Notes
    from netassay.core.places import Place
    from netassay.core.records.record import Record
    from netassay.core.values.readings import Node

__all__ = ["SPEC", "OneCommand", "command_in", "split_by_heads"]


#: The head of a response: the line that names its command.
_HEAD: Final = re.compile(
    r"^[ \t]*+(?:COMMAND=(?P<echo>[^\n]*+)"
    r"|## Command: (?P<command>[^\n]*\S)[ \t]+-[ \t]+"
    r"(?P<time>[A-Z][a-z]{2} [A-Z][a-z]{2} [^\n]*[0-9]{4})[ \t]*+(?:\n={3,}+[ \t]*+(?=\n|\Z))?+)\n?",
    re.MULTILINE,
)


def split_by_heads(text: str) -> list[tuple[re.Match[str] | None, int, int]]:
    """Return ``(head, start, end)`` of each response in a text whose lines end in LF.

    Text before the first head, if not blank, is a response whose head is None.
    """
    heads = list(_HEAD.finditer(text))
    starts = [head.start() for head in heads] + [len(text)]
    parts: list[tuple[re.Match[str] | None, int, int]] = [
        (head, head.end(), end) for head, end in zip(heads, starts[1:], strict=True)
    ]
    if not heads or text[: starts[0]].strip():
        parts.insert(0, (None, 0, starts[0]))
    return parts


def command_in(head: re.Match[str]) -> str:
    """Return the command that a head names, empty where it names none."""
    return (head["echo"] or head["command"] or "").strip()


def _without_heads(row: Node) -> list[Node]:
    """Return one row for each head in the response of `row`.

    Where no head names the row's own command, they belong to the response: the row stays.
    """
    response = row.get("response")
    if response is None or not ("COMMAND=" in response.text or "## Command:" in response.text):
        return [row]
    text = with_line_feeds(response.text)
    parts = split_by_heads(text)
    command, first = row.get("command"), parts[0][0]
    if not any([head is not None and _names(head, command) for head, _, _ in parts]):
        return [row]
    rows = [_row_of(part, text) for part in parts]
    if first is None:
        # Text before the first head answers the row's own command.
        rows[0] = row | rows[0]
    elif len(parts) == 1 and command is not None:
        rows[0]["command"] = command
    return rows


def _names(head: re.Match[str], command: Reading | None) -> bool:
    """Say whether a head names this command; any head does where the command is not known."""
    return command is None or command.text.split() == command_in(head).split()


def _row_of(part: tuple[re.Match[str] | None, int, int], text: str) -> Node:
    head, start, end = part
    row: Node = {}
    if head is not None and command_in(head):
        row["command"] = Reading(command_in(head), command_in(head))
    said = text[start:end].strip("\n")
    if said.strip():
        row["response"] = Reading(said, said)
    if head is not None and head["time"]:
        row["printed_at"] = Reading(head["time"], head["time"])
    return row


class _Responses(ObjectReader):
    """Reads the objects of `results`, without the heads in their texts."""

    def read_all(
        self, values: list[Any], place: Place, notes: Notes, printed: Sequence[Node] = ()
    ) -> list[Node]:
        """Return the nodes of the responses."""
        rows = super().read_all(values, place, notes, printed)
        return [part for row in rows for part in _without_heads(row)]


@attrs.frozen(eq=False)
class OneCommand:
    """A key of the v1alpha1 form: a field of the only response."""

    field: str

    def reader_for(self, record: type[Record]) -> OneCommand:  # noqa: ARG002 - the shape of key tables
        """Return what reads the value."""
        return self

    def read_into(self, node: Node, value: Any, key: str, place: Place, notes: Notes) -> None:
        """Read the value into the only response; remove its head when the command is known."""
        if value is None or value == "null":
            return
        rows = node.setdefault("responses", [{}])
        path = f"responses[0].{self.field}"
        reading = carefully(TEXT, value, key, place.below(key, path), notes)
        if reading is not None:
            rows[0][self.field] = reading
            if rows[0].keys() >= {"command", "response"}:
                node["responses"] = _without_heads(rows[0]) + rows[1:]


_KEYS: Final = {
    "commands": Listed("requested"),
    "results": Each("responses", {"command": "command", "output": "response"}, by=_Responses),
    "command": OneCommand("command"),
    "response": OneCommand("response"),
}

OUTPUTS: Final = dict.fromkeys(("aps", "cx", "aos-s", "gateways"), _KEYS)


def derive(node: Node, task: Task) -> None:  # noqa: ARG001 - what every test is given
    """Add the commands asked for where only the responses name them; split rows by heads."""
    rows = [part for row in node.get("responses", ()) for part in _without_heads(row)]
    if "responses" in node:
        node["responses"] = rows
    commands = [row["command"] for row in rows if "command" in row]
    if commands and not node.get("requested"):
        node["requested"] = commands


def _unanswered(requested: Sequence[str], answered: Sequence[str]) -> list[int]:
    """Return the positions of commands asked for without a response."""
    known = {" ".join(command.split()) for command in answered}
    return [at for at, command in enumerate(requested) if " ".join(command.split()) not in known]


def complete(node: Node) -> bool:
    """Say whether each command asked for has its response."""
    rows, requested = node.get("responses"), node.get("requested")
    if (
        not rows
        or not requested
        or not all([{"command", "response"} <= row.keys() for row in rows])
    ):
        return False
    answered = [row["command"].text for row in rows]
    return not _unanswered([command.text for command in requested], answered)


def check(node: Node, notes: Notes) -> None:
    """Compare the commands asked for with the responses, where there are both."""
    requested, rows = node.get("requested"), node.get("responses")
    if not requested or not rows:
        return
    answered = [row["command"].text for row in rows if "command" in row]
    for at in _unanswered([command.text for command in requested], answered):
        message = f"{requested[at].text} was asked for and has no response"
        notes.add("arithmetic", f"requested[{at}]", message, stated=requested[at].text)


def verdict(shown: ShowCommand) -> Verdict:
    """Judge by the responses: each that is not empty is a success."""
    answered = sum([bool(row.response) for row in shown.responses])
    if not answered:
        return "unknown"
    return by_share(answered, max(len(shown.responses), answered + len(_missing(shown))))


def _missing(shown: ShowCommand) -> list[int]:
    return _unanswered(shown.requested, [row.command for row in shown.responses if row.command])


def summary(shown: ShowCommand) -> str:
    """Return the command, or the number of commands, and the lines of the responses."""
    rows = shown.responses
    answered = sum([bool(row.response) for row in rows])
    asked = max(len(rows), answered + len(_missing(shown)))
    if not asked:
        return ""
    names = [row.command for row in rows] or shown.requested
    name = one_line(names[0]) if asked == 1 and names[0] else counted(asked, "command")
    if not answered:
        return f"{name}: no response"
    part = "" if answered == asked else f"{answered} answered, "
    lines = sum([len((row.response or "").splitlines()) for row in rows])
    return f"{name}: {part}{counted(lines, 'line')}"


SPEC: Final = Test(
    name="show_command",
    endpoint="showCommands",
    other_endpoints=("showCommand",),
    record=ShowCommand,
    outputs=OUTPUTS,
    complete=complete,
    check=check,
    derive=derive,
    verdict=verdict,
    summary=summary,
)

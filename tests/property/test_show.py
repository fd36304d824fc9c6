"""Show commands: printed under their heads, in each place that a body has for them, and read again."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netassay
from bodies import body, codes, url
from netassay import testing
from netassay.testing.printers.show_text import render_row

CASES = testing.cases("show_command")
ENDS = st.sampled_from(["\n", "\r\n", "\n\r", "\r"])
#: Lines that resemble a head, and are none.
LIKE_HEADS = (
    "user typed COMMAND=show secret",
    "##Command: show version - Tue Feb 3 06:39:02 2026",
    "## Command: show version - today",
    "## Commands: show version - Tue Feb 3 06:39:02 2026",
    "====================",
    "=",
    "# COMMAND=show version",
)


def read(output: Any, text: str | None = None, **hint: str) -> netassay.Result:
    """Return the result of a show command's body."""
    saved = {"status": "COMPLETED", "output": output, "rawOutput": text}
    return netassay.normalize(saved, **(hint or {"url": url("aps/showCommands")}))


def several(case: testing.Case, *outputs: str) -> dict[str, Any]:
    """Return the output of v1, each of the texts below one of the case's commands."""
    commands = case.measurement.requested
    rows = zip(commands, outputs, strict=False)
    return {
        "commands": commands,
        "results": [{"command": command, "output": said} for command, said in rows],
    }


@given(CASES, ENDS)
def test_in_the_text(case: testing.Case, end: str) -> None:
    """A text of several commands is parted by its heads, with any ends of lines."""
    text = case.text.replace("\n", end)
    for result in (read(None, text), netassay.parse_text("show_command", text)):
        assert case.measurement == result.measurement
        assert ([], "passed", "complete") == (result.unread, result.verdict, result.completeness)


@given(CASES, ENDS)
def test_in_the_output_of_each(case: testing.Case, end: str) -> None:
    """Each output of v1 stands below its own head, which is no part of the response."""
    rows = [render_row(row).replace("\n", end) for row in case.measurement.responses]
    result = read(several(case, *rows))
    assert (case.measurement, []) == (result.measurement, codes(result))


@given(CASES, ENDS)
def test_all_in_one_output(case: testing.Case, end: str) -> None:
    """All heads in the output of the first command: each response is its own command's."""
    result = read(several(case, case.text.replace("\n", end)))
    assert (case.measurement, []) == (result.measurement, codes(result))


@given(CASES)
def test_in_the_form_of_one_command(case: testing.Case) -> None:
    """The form of v1alpha1 may hold several heads too."""
    output = {"command": case.measurement.requested[0], "response": case.text}
    for hint in ({"url": url("aps/showCommand")}, {"test": "show_command"}):
        result = read(output, **hint)
        assert case.measurement == result.measurement
        assert {"ambiguous-test"} >= set(codes(result))


@given(CASES)
def test_without_the_list_of_commands(case: testing.Case) -> None:
    """Where a client kept the results alone, the commands asked for are those answered."""
    rows = [render_row(row) for row in case.measurement.responses]
    result = read({"results": several(case, *rows)["results"]})
    assert (case.measurement, []) == (result.measurement, codes(result))


@given(CASES)
def test_both_sides_agree(case: testing.Case) -> None:
    """The text says the same as the output, and adds the times of its heads."""
    rows = [row.response for row in case.measurement.responses]
    result = read(several(case, *rows), case.text)
    assert (case.measurement, [], []) == (result.measurement, codes(result), result.unread)


@settings(max_examples=50)
@given(CASES, st.lists(st.sampled_from(LIKE_HEADS), min_size=1, max_size=4))
def test_lines_that_resemble_heads(case: testing.Case, lines: list[str]) -> None:
    """What only resembles a head stays in the response."""
    (first, *rest), said = case.measurement.responses, "\n".join(lines)
    row = attrs.evolve(first, response=f"{first.response}\n{said}")
    wanted = attrs.evolve(case.measurement, responses=[row, *rest])
    text = testing.printed(wanted, "show_text")
    for result in (read(None, text), netassay.parse_text("show_command", text)):
        assert wanted == result.measurement


@pytest.mark.parametrize("hint", [{}, {"url": url("aps/showCommands")}, {"test": "show_command"}])
def test_a_ping_run_as_a_show_command(hint: dict[str, str]) -> None:
    """What a command printed is left as it is, whatever it looks like."""
    text = body("aps/ping")["rawOutput"]
    said = text[text.index("PING") :].strip("\n")
    command = "ping www.google.com"
    output = {"commands": [command], "results": [{"command": command, "output": text}]}
    for form in (output, {"command": command, "response": said}):
        for raw in (None, f"COMMAND={command}\n{said}\n"):
            result = netassay.normalize(
                {"status": "COMPLETED", "output": form, "rawOutput": raw}, **hint
            )
            assert ("show_command", []) == (result.test, result.unread)
            (row,) = result.measurement.responses
            assert row.response.endswith(said)
            assert {"ambiguous-test", "disagree"} >= set(codes(result))


@pytest.mark.parametrize("text", ["COMMAND=show b\nB\n", "COMMAND=show b\nB\nCOMMAND=show c\nC\n"])
def test_heads_of_other_commands(text: str) -> None:
    """Where no head names the command that was asked for, the text stays whole below it."""
    result = read({"command": "show a", "response": text})
    (row,) = result.measurement.responses
    assert ("show a", text.strip()) == (row.command, row.response.strip())

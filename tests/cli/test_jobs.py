"""`normalize --jobs`: what one process gives, several give."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from cli.processes import COMMAND, environment, in_pipes, on_terminal
from cli.responses import URL, disagreeing, hostile, ping, saved
from netassay import testing
from netassay.cli.lines import lines_of
from netassay.records.result import Reject
from netassay.sources import Hints, SavedResponse

if TYPE_CHECKING:
    from pathlib import Path

unix = pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are Unix's")


def mixed(folder: Path, count: int = 420) -> str:
    """Return a file of several chunks of responses, some of them none or with errors."""
    kinds = [ping(), disagreeing(), "nonsense", hostile(), {"status": "RUNNING"}]
    numbered = [
        one if isinstance(one, str) else one | {"number": number}
        for number in range(count)
        for one in kinds
    ]
    return saved(folder, "mixed.ndjson", *numbered)


def test_several_give_what_one_gives(tmp_path: Path) -> None:
    """Bytes, messages and exit code are the same, on standard output and in a file."""
    path = mixed(tmp_path)
    one = in_pipes("normalize", path, "--url", URL, "--prefer", "text")
    two = in_pipes("normalize", path, "--url", URL, "--prefer", "text", "--jobs", "2")
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
    assert (1, 4 * 420, 420) == (one.returncode, one.stdout.count(b"\n"), one.stderr.count(b"\n"))
    target = tmp_path / "out" / "all.ndjson"
    target.parent.mkdir()
    written = in_pipes(
        "normalize", path, "--url", URL, "--prefer", "text", "--jobs", "2", "-o", str(target)
    )
    assert (one.returncode, b"", one.stderr) == (
        written.returncode,
        written.stdout,
        written.stderr,
    )
    assert one.stdout == target.read_bytes()


@given(st.lists(testing.bodies(damage=testing.DAMAGES) | st.just(b"nonsense"), max_size=4))
def test_pieces(drawn: list[Any]) -> None:
    """The pieces of a chunk are its lines and messages in order, the tally counts them."""
    items = [
        SavedResponse("drawn", b"nonsense")
        if one == b"nonsense"
        else SavedResponse("drawn", json.dumps(one.body).encode(), url=one.url)
        for one in drawn
    ]
    items.append(Reject("drawn", "can't be read", b""))  # type: ignore[arg-type]
    lines = lines_of(items, Hints())
    found = [
        part
        for piece in lines.pieces
        for part in ([piece] if isinstance(piece, str) else piece.splitlines())
    ]
    assert len(items) == len(found) == lines.tally.responses + lines.tally.rejected
    for item, part in zip_longest(items, found):
        if isinstance(item, Reject) or item.data == b"nonsense":
            assert part.startswith("drawn: ")
        else:
            result = netassay.normalize(item.data, url=item.url)
            assert netassay.to_json(result).encode() == part


@unix
def test_a_terminal_is_shown_no_control_character(tmp_path: Path) -> None:
    """Lines that processes made are escaped on a terminal as those of one."""
    path = saved(tmp_path, "evil.ndjson", hostile(), hostile())
    words = ("normalize", path, "--format", "ndjson")
    assert on_terminal(*words).screen == on_terminal(*words, "--jobs", "2").screen


def test_views_are_made_by_one(tmp_path: Path) -> None:
    """A view is the same however many processes are asked for."""
    path = saved(tmp_path, "two.ndjson", ping(), disagreeing())
    words = ("normalize", path, "--format", "view")
    assert in_pipes(*words).stdout == in_pipes(*words, "--jobs", "3").stdout


@pytest.mark.parametrize("words", [("--jobs", "0"), ("--jobs", "x"), ("--jobs", "2", "--redact")])
def test_wrong_use(tmp_path: Path, words: tuple[str, ...]) -> None:
    """No job is wrong use, and what is redacted is the work of one."""
    path = saved(tmp_path, "good.json", ping())
    done = in_pipes("normalize", path, *words)
    assert (2, b"") == (done.returncode, done.stdout)
    assert b"jobs" in done.stderr


@unix
def test_broken_pipe_ends_quietly(tmp_path: Path) -> None:
    """When nobody reads on, the command and its processes stop without a word."""
    with subprocess.Popen(
        [*COMMAND, "normalize", mixed(tmp_path), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        process.stdout.readline()  # type: ignore[union-attr]
        process.stdout.close()  # type: ignore[union-attr]
        said = process.stderr.read()  # type: ignore[union-attr]
        assert all(line.startswith(b"netassay: ") for line in said.splitlines())
        assert b"Traceback" not in said
        assert process.wait() == 141


@unix
def test_interrupt_ends_quietly() -> None:
    """Ctrl-C while waiting for input ends with 130 and no traceback."""
    with subprocess.Popen(
        [*COMMAND, "normalize", "-", "--jobs", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        # More than a pipe holds: it is written once the processes have started and input is read.
        process.stdin.write((json.dumps(ping()).encode() + b"\n") * 4000)  # type: ignore[union-attr]
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert (130, b"", b"") == (process.returncode, out, err)

"""The command as a process: in pipes, on a terminal, and when someone hangs up."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.processes import COMMAND, environment, in_pipes, on_terminal
from cli.responses import CONTROLS, HOSTILE, URL, disagreeing, hostile, ping, saved

unix = pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are Unix's")
#: What rich itself sends: colours and styles, nothing that moves or erases.
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def good(tmp_path):
    """Return the path of a good response."""
    return saved(tmp_path, "good.json", ping())


@pytest.fixture
def evil(tmp_path):
    """Return the path of a hostile response."""
    return saved(tmp_path, "evil.json", hostile())


def modules_of(*words):
    """Return the modules that a run of the command loads."""
    program = (
        "import sys; from netassay.cli import run; code = run(sys.argv[1:]);"
        " print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, env=environment(), check=True
    )
    return set(done.stderr.decode().split())


def test_package_loads_no_command_line():
    """`import netassay` loads neither rich nor cyclopts, `--version` not even the pipeline."""
    program = "import sys, netassay; netassay.normalize; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment(), check=True
    )
    assert not {"rich", "cyclopts"} & set(done.stdout.decode().split())
    assert not {"rich", "cyclopts", "netassay.normalizing.pipeline"} & modules_of("--version")


def test_json_in_a_pipe(good):
    """In a pipe results are JSON in UTF-8, and nothing is on standard error."""
    done = in_pipes("normalize", good, "--url", URL)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["measurement"]["rtt_avg_ms"] == 20.8


def test_exit_codes(good, tmp_path):
    """0 is done, 1 has a reject, 2 is wrong use; each says why on standard error."""
    bad = saved(tmp_path, "bad.json", "nonsense")
    mixed = in_pipes("normalize", bad, good)
    assert (mixed.returncode, mixed.stdout.count(b"\n"), mixed.stderr.count(b"\n")) == (1, 1, 1)
    missing = in_pipes("normalize", "no-such-file.json")
    assert (missing.returncode, missing.stdout, missing.stderr.count(b"\n")) == (2, b"", 1)
    assert in_pipes("normalize", good, "--frobnicate").returncode == 2


def test_standard_input():
    """`-` reads standard input."""
    done = in_pipes("normalize", "-", data=json.dumps(ping()).encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["test"] == "ping"


def test_results_appear_as_they_are_read():
    """The first result is there before the second response has come."""
    with subprocess.Popen(
        [*COMMAND, "normalize", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as process:
        for _ in range(3):
            process.stdin.write(json.dumps(ping()).encode() + b"\n")
            process.stdin.flush()
        assert json.loads(process.stdout.readline())["status"] == "COMPLETED"
        process.stdin.close()
        assert len(process.stdout.readlines()) == 2


@unix
@pytest.mark.parametrize(
    "words", [("normalize",), ("normalize", "--format", "view"), ("check",), ("explain",)]
)
def test_broken_pipe_ends_quietly(tmp_path, words):
    """When nobody reads on, the command stops without a word."""
    path = saved(tmp_path, "many.ndjson", *[disagreeing()] * 500)
    with subprocess.Popen(
        [*COMMAND, *words, path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full is Linux's")
def test_full_disk_is_told(good):
    """A result that can't be written is told in one line."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [*COMMAND, "normalize", good],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)


@unix
def test_interrupt_ends_quietly():
    """Ctrl-C while waiting for input ends with 130 and no traceback."""
    with subprocess.Popen(
        [*COMMAND, "normalize", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        for _ in range(2):
            process.stdin.write(json.dumps(ping()).encode() + b"\n")
            process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 130


@unix
def test_view_on_a_terminal(good):
    """On a terminal the result is a view in colours, with units."""
    ended = on_terminal("normalize", good, "--url", URL)
    assert ended.code == 0
    assert COLOURS.search(ended.screen)
    plain = COLOURS.sub("", ended.screen)
    assert ["rtt_avg", "20.8", "ms"] in [line.split() for line in plain.splitlines()]
    assert "{" not in plain


@unix
@pytest.mark.parametrize("command", ["normalize", "check", "explain"])
def test_no_color(tmp_path, command):
    """Errors are red on a terminal, and NO_COLOR leaves no colour."""
    path = saved(tmp_path, "bad.json", disagreeing())
    red = re.compile(r"\x1b\[(\d+;)*3[1-7]m")
    assert red.search(on_terminal(command, path).screen)
    assert not red.search(on_terminal(command, path, variables={"NO_COLOR": "1"}).screen)


def test_force_color(good):
    """FORCE_COLOR gives colours in a pipe."""
    done = in_pipes("normalize", good, "--format", "view", variables={"FORCE_COLOR": "1"})
    assert b"\x1b[" in done.stdout


@unix
@pytest.mark.parametrize("width", [60, 72, 100, 160])
def test_widths(good, width):
    """The view fits the terminal, and numbers are whole."""
    plain = COLOURS.sub("", on_terminal("normalize", good, width=width).screen)
    assert max(map(len, plain.replace("\r", "").split("\n"))) <= width
    assert {"20.2", "21.8", "20.4"} <= set(plain.split())


@unix
@pytest.mark.parametrize(
    "words", [("normalize",), ("normalize", "--format", "ndjson"), ("check",), ("explain",)]
)
def test_nothing_of_a_device_controls_the_terminal(evil, words):
    """Of a hostile response nothing reaches the terminal but characters that can be seen."""
    command, *options = words
    ended = on_terminal(command, evil, "--url", URL, *options)
    assert ended.code == 1
    left = COLOURS.sub("", ended.screen).replace("\r\n", "\n")
    assert not set(left) & (set(CONTROLS) | {"\r"})
    assert "[red]x[/red]" in left.replace("\n", "").replace(" ", "")
    assert "\x1b[31m\\x9b" not in ended.screen


@unix
def test_json_on_a_terminal_is_still_json(evil):
    """Lines of JSON on a terminal say the same as in a pipe."""
    seen = on_terminal("normalize", evil, "--format", "ndjson", width=1000).screen
    piped = in_pipes("normalize", evil).stdout
    assert json.loads(piped) == json.loads(seen)
    assert HOSTILE in json.loads(seen)["extras"]["/output/new" + HOSTILE.replace("/", "~1")]


@unix
def test_progress_on_a_terminal_only(tmp_path):
    """Long work shows a bar on the terminal while results go to a pipe; they are undisturbed."""
    path = saved(tmp_path, "many.ndjson", *[ping()] * 700, "nonsense")
    ended = on_terminal("normalize", path, piped=True)
    assert (ended.code, ended.out.count(b"\n")) == (1, 700)
    assert "responses read" in ended.screen
    assert "many.ndjson" in ended.screen
    assert b"\x1b" not in ended.out
    done = in_pipes("normalize", path)
    assert done.stdout == ended.out
    assert b"responses read" not in done.stderr


@unix
def test_short_work_shows_no_progress(good):
    """A single response needs no bar."""
    assert on_terminal("normalize", good, piped=True).screen == ""

"""The command `load`: what it writes, says, and shows meanwhile."""

from __future__ import annotations

import pytest

from benchmarks.generator import damaged, lines
from bodies import SAMPLES
from cli.processes import in_pipes, on_terminal
from cli.responses import HOSTILE, disagreeing, ping, saved


@pytest.fixture
def many(tmp_path):
    """Return the path of many responses, some of them damaged."""
    path = tmp_path / "many.ndjson"
    path.write_bytes(b"".join(damaged(lines(5000), one_in=40)))
    return path


def test_the_closing_line_counts(command, tmp_path):
    """Standard error closes with what was read: results and rejects; nothing goes to standard output."""
    path = saved(tmp_path, "some.ndjson", ping(), "nonsense", ping(), ping(text=None))
    code, out, err = command("load", path, "--to", str(tmp_path / "out"))
    assert (1, "") == (code, out)
    assert "netassay: 4 responses read: 3 results and 1 rejects, 3 of them new\n" == err
    code, _, err = command("load", path, "--to", str(tmp_path / "out"), "--resume")
    assert 1 == code
    assert err.endswith("0 of them new, 4 read before\n")


def test_exit_codes(command, tmp_path):
    """0 where all is well, 1 where a finding is an error, 2 for wrong use."""
    out = str(tmp_path / "out")
    assert 0 == command("load", str(SAMPLES), "--to", out)[0]
    bad = saved(tmp_path, "bad.ndjson", disagreeing())
    code, _, err = command("load", bad, "--to", out)
    assert 1 == code
    assert "1 findings are errors" in err
    for words in (
        ("load", bad),
        ("load", "no-such-file", "--to", out),
        ("load", bad, "--to", out, "--jobs", "0"),
        ("load", bad, "--to", out, "--format", "xlsx"),
        ("load", bad, "--to", out, "--format", "csv"),
        ("load", bad, "--to", bad),
        ("load", bad, "--to", out, "--test", "pong"),
    ):
        code, said, err = command(*words)
        assert (2, "") == (code, said)
        assert all(line.startswith("netassay: ") for line in err.splitlines())


def test_output_within_an_input_folder_is_refused(command, tmp_path):
    """A folder is not read while tables are written into it."""
    code, _, err = command("load", str(tmp_path), "--to", str(tmp_path / "out"))
    assert 2 == code
    assert "lies in what is read" in err


@pytest.mark.slow
def test_standard_input(tmp_path):
    """`-` is standard input, with several processes too."""
    data = b"".join(lines(2500))
    words = ("load", "-", "--to", str(tmp_path / "out"), "--jobs", "2")
    done = in_pipes(*words, data=data)
    assert 0 == done.returncode, done.stderr
    assert b"2500 responses read: 2500 results" in done.stderr


@pytest.mark.slow
def test_a_bar_on_a_terminal(many, tmp_path):
    """A terminal shows how many were read, how fast, and how many were rejected."""
    ended = on_terminal("load", str(many), "--to", str(tmp_path / "out"), "--batch", "500")
    assert 1 == ended.code
    assert "responses read, " in ended.screen
    assert "/s, " in ended.screen
    assert " rejected" in ended.screen


def test_no_bar_in_a_pipe(many, tmp_path):
    """In a pipe there is the closing line and nothing else."""
    done = in_pipes("load", str(many), "--to", str(tmp_path / "out"))
    assert (1, b"") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())


def test_hostile_names_are_escaped(command, tmp_path):
    """What a destination's name holds does not reach the terminal as it is."""
    folder = tmp_path / HOSTILE.replace("/", "")
    folder.write_text("a file")
    code, _, err = command("load", str(SAMPLES), "--to", str(folder))
    assert 2 == code
    assert "\x1b" not in err

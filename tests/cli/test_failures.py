"""What fails outside of netassay, or in it, is told as a failure: exit 3 and one line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import bodies
import netassay
from cli import interrupted
from cli.processes import COMMAND, environment
from cli.responses import ping, saved
from loading.test_crashes import until
from netassay import loading
from netassay.cli import run
from netassay.cli.normalize import Responses
from sinks.reading_back import READERS

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is Linux's")
SAMPLES = str(bodies.SAMPLES / "aps")


def in_shell(redirection, *words, before="", data=b""):
    """Run the command with its streams redirected by a shell."""
    script = f'{before} exec "$@" {redirection}'
    return subprocess.run(
        ["bash", "-c", script, "bash", *COMMAND, *words],
        input=data,
        capture_output=True,
        env=environment(),
        check=False,
    )


def told(done):
    """Return the lines on standard error, none of which is of a traceback."""
    said = done.stderr.decode()
    assert "Traceback" not in said
    return said.splitlines()


@pytest.fixture
def mixed(tmp_path):
    """Return a folder of 35 responses among rejects."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    for number in range(35):
        saved(folder, f"{number:02}.json", ping(destination=f"host{number}"))
        (folder / f"{number:02}-bad.json").write_text("nonsense")
    return folder


# --- Standard error -----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("redirection", ["2>/dev/full", "2>&-", "2> >(exec true)"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_message_that_can_not_be_written(mixed, tmp_path, redirection, jobs):
    """Where standard error is full, closed or left by its reader, all results are written."""
    done = in_shell(redirection, "normalize", str(mixed), "--jobs", jobs)
    assert (1, 35) == (done.returncode, done.stdout.count(b"\n"))
    if jobs == "1":
        done = in_shell(redirection, "load", str(mixed), "--to", str(tmp_path / "out"))
        assert 1 == done.returncode
        assert 35 == READERS["parquet"](tmp_path / "out")["results"].num_rows


def test_messages_that_come_after_a_full_log(tmp_path):
    """A log that is full for a while gets the messages after that, and no old ones with them."""
    log = tmp_path / "log"
    log.write_bytes(b"x" * 2000)
    program = (
        "import sys, resource; from netassay.cli.streams import print_message;"
        " resource.setrlimit(resource.RLIMIT_FSIZE, (2000, -1)); print_message('lost');"
        " resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1)); print_message('told')"
    )
    with log.open("ab") as file:
        subprocess.run([sys.executable, "-c", program], stderr=file, env=environment(), check=True)
    assert b"netassay: told\n" == log.read_bytes()[2000:]


# --- Standard output ----------------------------------------------------------------------

WRITING = [
    ("normalize", SAMPLES),
    ("normalize", SAMPLES, "--jobs", "2"),
    ("normalize", SAMPLES, "--format", "view"),
    ("check", SAMPLES),
    ("check", SAMPLES, "--format", "groups"),
    ("explain", SAMPLES),
    ("compare", SAMPLES, SAMPLES),
    ("query", SAMPLES, "SELECT 1", "--format", "csv"),
    ("query", SAMPLES, "SELECT 1", "--format", "table"),
    ("schema",),
    ("--version",),
    ("--help",),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "redirection", "reason"),
    [
        *((words, ">/dev/full", "No space left") for words in WRITING),
        *((words, ">&-", "is closed") for words in WRITING[::3]),
    ],
)
def test_an_output_that_takes_nothing(words, redirection, reason):
    """A result that can't be written is a failure, in one line."""
    done = in_shell(redirection, *words)
    [line] = [line for line in told(done) if "standard output" in line]
    assert reason in line
    assert 3 == done.returncode


def test_work_without_standard_output(tmp_path):
    """What writes elsewhere needs no standard output, and no file of its gets the place of one."""
    output = tmp_path / "out.ndjson"
    bad = saved(tmp_path, "bad.json", "nonsense")
    done = in_shell(">&- 2>&- <&-", "normalize", bad, SAMPLES, "-o", str(output))
    assert 1 == done.returncode
    assert all(json.loads(line)["id"] for line in output.read_bytes().splitlines())
    database = tmp_path / "out.duckdb"
    assert 0 == in_shell(">&- 2>&- <&-", "load", SAMPLES, "--to", str(database)).returncode
    assert READERS["duckdb"](database)["results"].num_rows


@pytest.mark.parametrize("words", [("normalize", "-"), ("parse", "ping"), ("check", "-")])
def test_a_closed_standard_input(words):
    """What can't be read is told, too."""
    done = in_shell("<&-", *words)
    assert done.returncode in (1, 2)
    assert "closed" in told(done)[0]


# --- Files --------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("load", "--to", "{}/out"),
        ("load", "--to", "{}/out", "--jobs", "2"),
        ("load", "--to", "{}/out", "--format", "csv"),
        ("load", "--to", "{}/out", "--format", "ndjson"),
        ("load", "--to", "{}/out.duckdb"),
        ("normalize", "-o", "{}/out.ndjson"),
        ("normalize", "-o", "{}/out.txt", "--format", "view"),
        ("normalize", "-o", "{}/out.ndjson", "--jobs", "2"),
        ("report", "-o", "{}/out.html"),
    ],
    ids=" ".join,
)
def test_a_full_disk(mixed, tmp_path, words):
    """One line tells of a disk that takes no more; an output is then not there, a load goes on."""
    folder = tmp_path / "target"
    folder.mkdir()
    command, *options = (word.format(folder) for word in words)
    words = (command, str(mixed), *options)
    done = in_shell("", *words, before="ulimit -f 4;")
    failed = [line for line in told(done) if "bad.json" not in line]
    assert 3 == done.returncode, failed
    assert str(folder) in failed[0]
    assert len(failed) <= 2
    if command != "load":
        assert [] == list(folder.iterdir())
        return
    resumed = in_shell("", *words, "--resume")
    assert 1 == resumed.returncode
    assert "70 responses read: 35 results and 35 rejects" in told(resumed)[-1]


@pytest.mark.parametrize("form", ["ndjson", "view"])
def test_an_old_output_stays(tmp_path, form, monkeypatch, capsys):
    """Until the new output is whole the old one stays, with its mode; nothing else is left."""
    output = tmp_path / "out"
    output.write_text("old")
    output.chmod(0o640)
    whole = Responses.outcomes

    def failing(self, **options):
        yield next(whole(self, **options))
        assert "old" == output.read_text()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Responses, "outcomes", failing)
        assert 130 == run(["normalize", SAMPLES, "-o", str(output), "--format", form])
    assert [output] == list(tmp_path.iterdir())
    assert "old" == output.read_text()
    assert 0 == run(["normalize", SAMPLES, "-o", str(output), "--format", form])
    assert "old" not in output.read_text()
    assert 0o640 == output.stat().st_mode & 0o777
    assert [output] == list(tmp_path.iterdir())
    assert "" == capsys.readouterr().err


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_nothing_behind(tmp_path, end):
    """Who is asked to end takes away what it began; the old output stays."""
    output = tmp_path / "out"
    output.write_text("old")
    with subprocess.Popen(
        [*COMMAND, "normalize", "-", "-o", str(output)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # Behind nohup, or in the background of a shell, the tests ignore it themselves.
        preexec_fn=lambda: signal.signal(end, signal.SIG_DFL),  # noqa: PLW1509 - no threads
    ) as process:
        until(lambda: len(list(tmp_path.iterdir())) > 1, "the new output")
        process.send_signal(end)
        assert b"" == process.communicate()[1]
    assert 128 + end == process.returncode
    assert [output] == list(tmp_path.iterdir())
    assert "old" == output.read_text()


def test_a_link_stays_a_link(tmp_path):
    """What a symbolic link leads to is replaced, not the link; a device is written as it is."""
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    assert 0 == run(["normalize", SAMPLES, "-o", str(link)])
    assert link.is_symlink()
    assert (tmp_path / "real").stat().st_size
    assert 0 == run(["normalize", SAMPLES, "-o", os.devnull])
    assert Path(os.devnull).is_char_device()


def test_a_new_output_has_the_mode_of_any_file(tmp_path):
    """The mode of an output is what the user's mask leaves."""
    (tmp_path / "any").touch()
    run(["normalize", SAMPLES, "-o", str(tmp_path / "out")])
    assert (tmp_path / "any").stat().st_mode == (tmp_path / "out").stat().st_mode


# --- Memory, interrupts, faults -----------------------------------------------------------


def raising(error):
    """Return a function that raises."""

    def fail(*_, **__):
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (MemoryError(), "netassay: out of memory"),
        (KeyError("x"), "netassay: a fault of netassay: KeyError: 'x' ("),
        (RecursionError("deep"), "netassay: a fault of netassay: RecursionError: deep ("),
    ],
)
@pytest.mark.parametrize("command", ["normalize", "check", "load", "query"])
def test_faults(command, error, line, monkeypatch, capsys, tmp_path):
    """Whatever goes wrong is told in one line, with the place of what only netassay can mend."""
    monkeypatch.setattr(Responses, "outcomes", raising(error))
    monkeypatch.setattr(loading, "load", raising(error))
    more = {"load": ["--to", str(tmp_path / "out")], "query": ["SELECT 1"]}.get(command, [])
    assert 3 == run([command, SAMPLES, *more])
    [said] = capsys.readouterr().err.splitlines()
    assert said.startswith(line)


def test_a_stream_of_the_caller(monkeypatch, tmp_path):
    """What a caller has put in the place of standard output outlives a fault of the command."""
    monkeypatch.setattr("netassay.cli.app.start", lambda _: 1 / 0)
    with (tmp_path / "output").open("w") as output:
        monkeypatch.setattr("sys.stdout", output)
        assert 3 == run(["schema"])
        print("after")
    assert "after\n" == (tmp_path / "output").read_text()


def test_memory_in_a_batch(monkeypatch):
    """A response for which there is no memory is no reject."""
    import pyarrow as pa  # noqa: PLC0415

    from netassay.export import batches  # noqa: PLC0415

    monkeypatch.setattr(batches, "normalize", raising(MemoryError()))
    batch = pa.RecordBatch.from_pydict({"body": ['{"status": "RUNNING"}']})
    with pytest.raises(MemoryError):
        netassay.normalize_batch(batch, url=None)


def test_an_interrupt_in_code_from_a_text(tmp_path):
    """`python -m netassay` ends with 130 where Ctrl-C met code that a library makes of a text."""
    lines = (
        "import netassay.cli",
        "def run(_):",
        "    try: exec('raise KeyboardInterrupt')",
        "    except KeyboardInterrupt: return 130",
        "netassay.cli.run = run",
        "netassay.cli.main()",
    )
    (tmp_path / "program.py").write_text("\n".join(lines))
    command = [sys.executable, "-m", "program"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), check=False)
    assert 130 == done.returncode


@pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")
@pytest.mark.parametrize("statement", ["CREATE TABLE", "INSERT INTO", "SET lock_configuration"])
def test_an_interrupt_before_the_query(statement):
    """Ctrl-C while tables are made and filled, too, ends a query with 130."""
    words = ["query", str(SAMPLES), "SELECT 1"]
    done = subprocess.run(
        [sys.executable, interrupted.__file__, statement, *words],
        capture_output=True,
        env=environment(),
        timeout=300,
        check=False,
    )
    assert (130, b"", b"") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")
@pytest.mark.parametrize("pause", [0, 1])
def test_interrupted_query(pause):
    """A query that is interrupted ends with 130, whatever it is at."""
    body = json.dumps({"status": "RUNNING"}).encode() + b"\n"
    with subprocess.Popen(
        [*COMMAND, "query", "-", interrupted.ENDLESS],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        # More than a pipe holds: the command reads, once all is written.
        process.stdin.write(body * 10_000)
        process.stdin.close()
        time.sleep(pause)
        process.send_signal(signal.SIGINT)
        assert b"" == process.stderr.read()
    assert 130 == process.returncode

"""A load that is stopped anywhere and resumed holds what an undisturbed one does."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import netassay
from cli.processes import COMMAND, environment, in_pipes
from loading.loads import FORMS, place, responses, tables_in

if TYPE_CHECKING:
    from collections.abc import Callable

#: Promised are ten kills of a large load; that takes minutes.
KILLS = int(os.environ.get("NETASSAY_LOAD_KILLS", "3"))
COUNT = int(os.environ.get("NETASSAY_LOAD_COUNT", "1500"))


class Crash(BaseException):
    """The end of the process, as far as the load can tell."""


def crashing(at: int, calls: list[str], real: Callable, name: str) -> Callable:
    """Return a function of the system that crashes in the load's `at`-th call of any."""

    def call(*arguments, **options):
        calls.append(name)
        if len(calls) == at + 1:
            raise Crash
        return real(*arguments, **options)

    return call


def crash_at(at: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the `at`-th call crash that makes anything last; return what was called."""
    calls: list[str] = []
    for owner, name in ((os, "fsync"), (Path, "replace"), (os, "truncate"), (Path, "mkdir")):
        monkeypatch.setattr(owner, name, crashing(at, calls, getattr(owner, name), name))
    return calls


@pytest.mark.slow
@pytest.mark.parametrize("form", [form for form in FORMS if form != "duckdb"])
def test_a_crash_at_every_step(form, tmp_path) -> None:
    """Wherever a load into a folder crashes, it resumes to the same; no kind of step is left out."""
    source = responses(tmp_path, 12)
    options = {"form": form, "batch": 5}
    netassay.load(source, to=place(tmp_path, form), **options)
    expected = tables_in(place(tmp_path, form), form)
    at, finished = 0, False
    while not finished:
        target = place(tmp_path / str(at), form)
        with pytest.MonkeyPatch.context() as monkeypatch:
            crash_at(at, monkeypatch)
            try:
                netassay.load(source, to=target, **options)
                finished = True
            except Crash:
                pass
        summary = netassay.load(source, to=target, **options, resume=True)
        assert (12, 12) == (summary.read, summary.results)
        assert expected == tables_in(target, form)
        assert [] == list(target.rglob("*.tmp"))
        at += 7 if form == "parquet" else 4
    assert 10 < at


def timed(*words: str) -> tuple[float, subprocess.CompletedProcess[bytes]]:
    """Run the command; return how long it took, and how it ended."""
    began = time.monotonic()
    done = in_pipes(*words)
    return time.monotonic() - began, done


def killed_after(seconds: float, words: tuple[str, ...]) -> None:
    """Run the command and kill it after some time."""
    with subprocess.Popen(
        [*COMMAND, *words], env=environment(), stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()


def children_of(session: int) -> list[int]:
    """Return the processes of a session that still run (Linux only)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("form", "jobs"), [("parquet", 1), ("duckdb", 1), ("parquet", 2)])
def test_kill_and_resume(form, jobs, tmp_path) -> None:
    """Killed at random moments and resumed, a load ends as if nothing had happened."""
    source = responses(tmp_path, COUNT)
    target, undisturbed = place(tmp_path, form), place(tmp_path / "undisturbed", form)
    (tmp_path / "undisturbed").mkdir()
    options = ["--batch", str(COUNT // 10), "--jobs", str(jobs)]
    words = ("load", str(source), "--to", str(target), *options, "--resume")
    (tmp_path / "empty.ndjson").write_bytes(b"")
    start, _ = timed("load", str(tmp_path / "empty.ndjson"), "--to", str(tmp_path / "empty"))
    duration, whole = timed("load", str(source), "--to", str(undisturbed), *options)
    assert 0 == whole.returncode, whole.stderr
    chance = random.Random(jobs)
    for _ in range(KILLS):
        killed_after(start + chance.uniform(0, 1.5 / KILLS) * (duration - start), words)
    done = in_pipes(*words)
    assert 0 == done.returncode, done.stderr
    expected = f"{COUNT} responses read: {COUNT} results and 0 rejects"
    assert expected in done.stderr.decode()
    assert tables_in(undisturbed, form) == tables_in(target, form)


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_no_process_outlives_the_load(tmp_path) -> None:
    """The processes of a load end with it, also when it is killed."""
    source = responses(tmp_path, 3000)
    words = ("load", str(source), "--to", str(tmp_path / "out"), "--jobs", "2", "--batch", "100")
    with subprocess.Popen(
        [*COMMAND, *words], env=environment(), stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        until(lambda: len(children_of(process.pid)) > 2, "workers to start")
        process.kill()
    until(lambda: not children_of(process.pid), "workers to end")


def until(true: Callable[[], bool], what: str, seconds: float = 300) -> None:
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"waited for {what}"
        time.sleep(0.02)


@pytest.mark.parametrize("which", [1, 2])
def test_stopped_while_a_process_starts(which, tmp_path, monkeypatch) -> None:
    """What comes in the middle of a process's start leaves none behind that waits for good."""
    source, started, real = responses(tmp_path, 12), [], SpawnProcess.start

    def start(process):
        real(process)
        started.append(process)
        if len(started) == which:
            raise Crash

    monkeypatch.setattr(SpawnProcess, "start", start)
    with pytest.raises(Crash):
        netassay.load(source, to=tmp_path / "out", jobs=2)
    until(lambda: not any(process.is_alive() for process in started), "processes to end")
    assert which == len(started)


def test_interrupted_at_the_end(tmp_path) -> None:
    """Ctrl-C while processes are waited for leaves none that waits for good."""
    # What Python does there: its join takes the thread that ends them for ended.
    code = (
        "import _thread, sys, threading\n"
        "from concurrent.futures import process\n"
        "import netassay.cli\n"
        "class Manager(process._ExecutorManagerThread):\n"
        "    def join_executor_internals(self):\n"
        "        threading.main_thread().join(2)\n"
        "        super().join_executor_internals()\n"
        "    def join(self, timeout=None):\n"
        "        if not self.is_alive(): return\n"
        "        _thread.interrupt_main()\n"
        "        super().join(timeout)\n"
        "process._ExecutorManagerThread = Manager\n"
        "if __name__ == '__main__':\n"
        f"    sys.exit(netassay.cli.run(['load', {str(responses(tmp_path, 12))!r},"
        f" '--to', {str(tmp_path / 'out')!r}, '--jobs', '2']))\n"
    )
    program = tmp_path / "program.py"
    program.write_text(code)
    done = subprocess.run(
        [sys.executable, str(program)],
        env=environment(),
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert 130 == done.returncode
    assert b"interrupted" in done.stderr


def test_stopped_while_a_result_is_sent(tmp_path) -> None:
    """What stops the work while a process sends a large result does not wait for its end."""
    code = (
        "from netassay.loading.chunks import Chunk\n"
        "from netassay.loading.workers import side_by_side\n"
        "def large(items):\n"
        "    return bytes(60_000_000)\n"
        "if __name__ == '__main__':\n"
        "    for _ in side_by_side([Chunk([], 0, closes=False)] * 9, large, 2):\n"
        "        raise SystemExit(7)\n"
    )
    program = tmp_path / "program.py"
    program.write_text(code)
    command = [sys.executable, str(program)]
    done = subprocess.run(command, env=environment(), timeout=300, check=False)
    assert 7 == done.returncode


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted(jobs, tmp_path) -> None:
    """Ctrl-C ends a load at once, with a line that says how to go on, and it goes on."""
    source, target = responses(tmp_path, 4000), tmp_path / "out"
    words = ("load", str(source), "--to", str(target), "--jobs", str(jobs), "--batch", "200")
    with subprocess.Popen(
        [*COMMAND, *words], env=environment(), stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        second = target / "results" / "part-0000-000001.parquet"
        until(second.exists, "the second batch")
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=300)
    assert 130 == process.returncode
    first, second = said.decode().splitlines()
    assert "netassay: interrupted" == first
    assert "--resume" in second
    done = in_pipes(*words, "--resume")
    assert 0 == done.returncode
    assert "read before" in done.stderr.decode()
    assert 4000 == tables_in(target, "parquet")["results"].num_rows

"""Ctrl-C is put off where an exception would break what runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from threading import Event, Thread

import pytest

from bodies import SAMPLES
from cli.processes import environment
from netassay.interrupts import interrupts_put_off
from netassay.optional import needed
from netassay.sinks.interruptible import interruptible

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")


def interrupt() -> None:
    """Do what Ctrl-C does."""
    os.kill(os.getpid(), signal.SIGINT)


def test_an_import_that_would_abort_is_not_interrupted(tmp_path, monkeypatch) -> None:
    """DuckDB is there whole when the interrupt is raised."""
    lines = "import os, signal", "os.kill(os.getpid(), signal.SIGINT)", "whole = True"
    (tmp_path / "duckdb.py").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "duckdb", raising=False)
    with pytest.raises(KeyboardInterrupt):
        needed("duckdb", "extra")
    assert sys.modules["duckdb"].whole


def test_an_interrupt_comes_behind_the_block() -> None:
    """Neither the block nor an error of its own is in the way of it."""
    kept = []

    def work() -> None:
        with interrupts_put_off() as raised:
            interrupt()
            kept.extend(raised)
            raise ValueError

    with pytest.raises(KeyboardInterrupt):
        work()
    assert [KeyboardInterrupt] == list(map(type, kept))
    with pytest.raises(KeyboardInterrupt):
        interrupt()


def test_a_handler_of_the_program() -> None:
    """A handler of the program's own is called; what it does not raise ends nothing."""
    called = []
    before = signal.signal(signal.SIGINT, lambda number, _: called.append(number))
    try:
        with interrupts_put_off() as raised:
            interrupt()
    finally:
        signal.signal(signal.SIGINT, before)
    assert ([signal.SIGINT], []) == (called, raised)


def test_where_no_function_handles_it() -> None:
    """A process that ignores interrupts goes on ignoring them, and other threads see none."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupts_put_off():
            interrupt()
            assert signal.SIG_IGN == signal.getsignal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
    handlers = []

    def work() -> None:
        with interrupts_put_off():
            handlers.append(signal.getsignal(signal.SIGINT))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert [before] == handlers


def test_a_handler_set_within_the_block() -> None:
    """It stays."""
    before = signal.getsignal(signal.SIGINT)
    try:
        with interrupts_put_off():
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        assert signal.SIG_IGN == signal.getsignal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def test_where_no_handler_can_be_set(monkeypatch) -> None:
    """In an interpreter within the main one nothing is put off."""

    def refused(*_: object) -> None:
        raise ValueError

    with monkeypatch.context() as patched:
        patched.setattr(signal, "signal", refused)
        with pytest.raises(KeyboardInterrupt), interrupts_put_off():
            interrupt()


def endless(how: signal.Signals | None = None) -> None:
    """Run what only an interrupt ends; meanwhile do what Ctrl-C or another signal does."""
    began, ended, over = Event(), Event(), Event()

    def work() -> None:
        began.set()
        if how is not None:
            os.kill(os.getpid(), how)
        ended.wait(300)
        over.set()

    try:
        interruptible(work, ended.set)
    finally:
        assert over.is_set() == began.is_set()


def test_ctrl_c_ends_work() -> None:
    """What its handler raises is raised when the work has ended."""
    with pytest.raises(KeyboardInterrupt):
        endless(signal.SIGINT)


@pytest.mark.parametrize("begins", [True, False])
def test_a_signal_while_the_thread_is_begun(begins, monkeypatch) -> None:
    """Work that has begun is ended, and other work does not begin."""

    class Late(Thread):
        def start(self) -> None:
            if begins:
                super().start()
            raise TimeoutError

    monkeypatch.setattr("netassay.sinks.interruptible.Thread", Late)
    with pytest.raises(TimeoutError):
        endless()


def test_another_signal_ends_work() -> None:
    """A handler that raises, as of a time limit, ends work too."""

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    try:
        with pytest.raises(TimeoutError):
            endless(signal.SIGALRM)
    finally:
        signal.signal(signal.SIGALRM, before)


def test_errors_of_work() -> None:
    """Are those of the caller."""
    with pytest.raises(ZeroDivisionError):
        interruptible(lambda: 1 // 0, lambda: None)


@pytest.mark.parametrize("later", ["atexit.register(load)", "Thread(target=load).start()"])
def test_a_load_at_the_end_of_the_program(later, tmp_path) -> None:
    """A load works where the interpreter begins no threads any more, and behind the main thread's end."""
    source, target = SAMPLES / "aps", tmp_path / "out.duckdb"
    program = f"""
import atexit
from threading import Thread, main_thread
import netassay

def load():
    if "Thread" in {later!r}:
        main_thread().join()
    print(netassay.load({str(source)!r}, to={str(target)!r}, reread=True).read)

netassay.load({str(source)!r}, to={str(target)!r})
{later}
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(),
        capture_output=True,
        timeout=300,
        check=False,
    )
    read = len(list(source.glob("*.json")))
    assert (f"{read}\n".encode(), b"", 0) == (done.stdout, done.stderr, done.returncode)

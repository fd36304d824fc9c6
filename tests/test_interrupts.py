"""Ctrl-C is put off where an exception would break what runs."""

from __future__ import annotations

import os
import signal
import sys
from threading import Thread

import pytest

from netassay.interrupts import interrupts_put_off
from netassay.optional import needed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")


def interrupt() -> None:
    """Do what Ctrl-C does."""
    os.kill(os.getpid(), signal.SIGINT)


def test_an_import_is_not_interrupted(tmp_path, monkeypatch) -> None:
    """A module that needs an extra is there whole when the interrupt is raised."""
    lines = "import os, signal", "os.kill(os.getpid(), signal.SIGINT)", "whole = True"
    (tmp_path / "interrupted_module.py").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        needed("interrupted_module", "extra")
    assert sys.modules.pop("interrupted_module").whole


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

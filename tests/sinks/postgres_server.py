"""A PostgreSQL server of the system's package, on loopback, in a folder that goes with it."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote

import pytest

from ports import free_port

__all__ = ["Server", "found"]

#: What takes longer, in seconds, hangs, however busy the machine is.
_LONGEST_START: Final = 300
#: Debian keeps each version's programs in a folder of its own, outside the search path.
_DEBIAN: Final = Path("/usr/lib/postgresql")


def _programs() -> Path | None:
    """Return the folder of the server's programs, the newest there is."""
    known = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return known[-1].parent if known else Path(on_path).resolve().parent if on_path else None


def found() -> Path:
    """Return the folder of the server's programs; skip the test where there are none.

    Where CI is set they must be there.
    """
    programs = _programs()
    if programs is None:
        reason = "no PostgreSQL server here: apt-get install postgresql"
        (pytest.fail if "CI" in os.environ else pytest.skip)(reason)
    return programs


def _as_who() -> list[str]:
    """Return how to begin a command: the server refuses to be run by root."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]


class Server:
    """A server that can be stopped and started again; `with` removes it at its end."""

    def __init__(self) -> None:
        self.programs = found()
        self.folder = Path(tempfile.mkdtemp(prefix="netassay-postgres-"))
        self.password = f"secret/{secrets.token_hex(8)}"
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    @property
    def uri(self) -> str:
        """Where the server is, with the password that it asks for."""
        return self.database("postgres")

    def database(self, name: str) -> str:
        """Return where a database of this name is."""
        return f"postgresql://tester:{quote(self.password, '')}@127.0.0.1:{self.port}/{name}"

    def __enter__(self) -> Self:
        password = self.folder / "password"
        password.write_text(self.password)
        if os.geteuid() == 0:
            for path in (self.folder, password):
                shutil.chown(path, "postgres", "postgres")
        self._run("initdb", "-D", "data", "-U", "tester", "-E", "UTF8", "--no-locale", "-N",
                  "-A", "scram-sha-256", "--pwfile", "password")  # fmt: skip
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [*_as_who(), str(self.programs / program), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert 0 == done.returncode, done.stderr

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "fsync": "off",  # no power fails in a test
            "max_wal_size": "4GB",
        }
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = [*_as_who(), str(self.programs / "postgres"), "-D", "data", *settings]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        asked = [str(self.programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        until = time.monotonic() + _LONGEST_START
        while subprocess.run(asked, check=False).returncode != 0:
            assert self._process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: SIGINT breaks off what it does, SIGQUIT does not even tidy up."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_LONGEST_START)
            self._process = None

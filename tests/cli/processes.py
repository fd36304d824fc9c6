"""The command as a process of its own: in pipes, and on a pseudo terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

import netassay

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMAND = (sys.executable, "-m", "netassay")
#: From the cursor's leaving to its coming back, and the lines that are taken back then.
_BAR = re.compile(r"\x1b\[\?25l.*?\x1b\[\?25h(?:\r?(?:\x1b\[1A)?\x1b\[2K)*", re.DOTALL)
_SOURCE = Path(netassay.__file__).parent.parent


@attrs.frozen
class Ended:
    """How a process ended; `screen` is what it wrote to its terminal."""

    code: int
    screen: str
    out: bytes = b""

    @property
    def left(self) -> str:
        """What is left on the screen once a bar has gone, which slow work shows for a while."""
        return _BAR.sub("", self.screen)


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a process, without what would choose colours or widths."""
    choosing = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE"}
    kept = {name: value for name, value in os.environ.items() if name not in choosing}
    return kept | {"PYTHONPATH": str(_SOURCE), "TERM": "xterm-256color"} | dict(changes or {})


def in_pipes(
    *words: str, data: bytes = b"", variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command with all its streams in pipes."""
    return subprocess.run(
        [*COMMAND, *words], input=data, capture_output=True, env=environment(variables), check=False
    )


def on_terminal(
    *words: str,
    width: int = 100,
    variables: Mapping[str, str] | None = None,
    piped: bool = False,
) -> Ended:
    """Run the command on a pseudo terminal; `piped` keeps standard output out of it."""
    import fcntl  # noqa: PLC0415 - Unix only, as the tests that call this
    import pty  # noqa: PLC0415
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    with subprocess.Popen(
        [*COMMAND, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if piped else theirs,
        stderr=theirs,
        env=environment(variables),
    ) as process:
        os.close(theirs)
        out = process.stdout.read() if process.stdout else b""
        screen = _everything_from(ours)
        code = process.wait()
    os.close(ours)
    return Ended(code, screen.decode("utf-8"), out)


def _everything_from(terminal: int) -> bytes:
    chunks = []
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux says so when the last writer has gone
            break
        if not chunk:
            break
        chunks.append(chunk)
    return b"".join(chunks)

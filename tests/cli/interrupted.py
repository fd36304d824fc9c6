"""A command into which Ctrl-C comes while DuckDB is at a statement that takes for ever."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import duckdb

import netassay.cli

if TYPE_CHECKING:
    from collections.abc import Sequence


def interrupted() -> bool:
    """Send this process the signal, from within a query."""
    os.kill(os.getpid(), signal.SIGINT)
    return True


#: Ends when it is interrupted.
ENDLESS = "SELECT sum(a.range * b.range % 7) FROM range(100000000) a, range(100000000) b"


class Connection:
    """A connection in which statements with such a beginning are endless ones, with Ctrl-C."""

    beginning: Sequence[str] = ()
    connect = staticmethod(duckdb.connect)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._connection = self.connect(*arguments, **options)
        self._connection.create_function(
            "interrupted", interrupted, [], "BOOLEAN", side_effects=True
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, statement: str, *values: Any) -> Any:
        """Run a statement."""
        if statement.split()[: len(self.beginning)] == self.beginning:
            self._connection.execute("SELECT interrupted()")
            self._connection.execute(ENDLESS)
        return self._connection.execute(statement, *values)


if __name__ == "__main__":
    Connection.beginning = sys.argv[1].split()
    duckdb.connect = Connection  # type: ignore[assignment]
    sys.exit(netassay.cli.run(sys.argv[2:]))

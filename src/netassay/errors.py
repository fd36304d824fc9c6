"""The one error tree.

Errors are for a caller's mistake and for input that is no response at all. A damaged
response is never an exception: it is a `Result` with findings.
"""

from __future__ import annotations

__all__ = [
    "InputChanged",
    "LoadError",
    "MissingExtra",
    "NetassayError",
    "NotAResponse",
    "NothingToDraw",
    "QueryError",
    "SpecError",
    "UnknownName",
    "WeakKey",
    "WrongDestination",
]


class NetassayError(Exception):
    """The root of everything that netassay raises on purpose."""


class NotAResponse(NetassayError, ValueError):
    """The input is no response: not JSON, not an object, or of no known shape.

    `reason` is one line for a person, `place` says where in the input it went wrong
    (``line 3 column 7``, ``/msg``) and is empty where the whole input is meant.
    """

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(f"{reason} ({place})" if place else reason)
        self.reason = reason
        self.place = place

    def __reduce__(self) -> tuple[type[NotAResponse], tuple[str, str]]:
        # Two arguments make the message; pickle would hand back the one message.
        return type(self), (self.reason, self.place)


class UnknownName(NetassayError, ValueError):
    """A test, family or preference was asked for that netassay does not know."""


class MissingExtra(NetassayError, ImportError):
    """A feature needs a package that is not installed; the message says what to install."""


class LoadError(NetassayError):
    """A load can't begin, or can't go on; the message says why, in one line.

    Batches that were finished stay, and resuming the load goes on behind them.
    """


class InputChanged(LoadError):
    """A load can't be resumed: its input does not begin with what was loaded.

    Loaded from its start, what is new of it is added.
    """


class WrongDestination(LoadError):
    """A destination that this load can't have: an input, or what holds something else.

    Nothing was written.
    """


class NothingToDraw(NetassayError, ValueError):
    """A result has no series of figures that could be plotted."""


class QueryError(NetassayError, ValueError):
    """A query can't be run; the message is what the database says of it, in one line."""


class WeakKey(NetassayError, ValueError):
    """A key for stand-ins is so short that anybody could try them all."""


class SpecError(NetassayError, TypeError):
    """A table of netassay itself is wrong: a hole that is no field, a unit nobody knows.

    Raised when a grammar or a key table is compiled, never because of input. `place` leads
    to the mistake from outside in (``ping_bsd, line 3, column 7``, ``ping, cx, replies, size``);
    where the mistake is in a text, `problem` ends with that text and a caret under the place.
    """

    def __init__(self, problem: str, place: str = "") -> None:
        super().__init__(f"{place}: {problem}" if place else problem)
        self.problem = problem
        self.place = place

    def __reduce__(self) -> tuple[type[SpecError], tuple[str, str]]:
        return type(self), (self.problem, self.place)

    def within(self, outer: str) -> SpecError:
        """Return the error with one more step, the outermost, before its place."""
        return SpecError(self.problem, f"{outer}, {self.place}" if self.place else outer)

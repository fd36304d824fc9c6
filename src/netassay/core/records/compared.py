"""What of a record tells a good result from a bad one, and which way is good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Compared", "State"]


@attrs.frozen
class State:
    """A row that says in words how it is; it is compared under its own name, not in a mean.

    `field` has the words. `good` says of a row whether they are good ones, None where it
    tells nothing. `at` is the length or distance that belongs to them, `within` how far off
    that may be.
    """

    field: str
    good: Callable[[Any], bool | None]
    at: str = ""
    within: str = ""


@attrs.frozen
class Compared:
    """Fields by name: of those in `more` a larger figure is better, of those in `less` a smaller.

    A record class has one under the name ``compared``. A flag counts as 0 or 100 percent. A
    row may have a `state`; its ``row_key`` says which row it is.
    """

    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    state: State | None = None

"""Which figures of a record tell a good result from a bad one, and which way is good."""

from __future__ import annotations

import attrs

__all__ = ["Compared"]


@attrs.frozen
class Compared:
    """Fields by name: of those in `more` a larger figure is better, of those in `less` a smaller.

    A record class has one under the name ``compared``. A flag counts as 0 or 100 percent.
    """

    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()

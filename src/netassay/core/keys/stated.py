"""What `output` can state of a record, as its key table says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Stated", "stated_by"]


class Stated:
    """Which fields `output` can state of a record, of its nested records and of its rows."""

    def __init__(
        self, names: Iterable[str], nested: Mapping[str, Stated], rows: Mapping[str, Stated]
    ) -> None:
        self.nested = nested
        self.rows = rows
        self.names = frozenset(names) | nested.keys() | rows.keys()


def stated_by(fields: Iterable[tuple[str, ...]]) -> tuple[set[str], dict[str, Stated]]:
    """Return the plain fields among these, and the nested ones: each by its names from outside in."""
    names: set[str] = set()
    inner: dict[str, set[str]] = {}
    for outer, *rest in fields:
        if rest:
            inner.setdefault(outer, set()).add(rest[0])
        else:
            names.add(outer)
    return names, {name: Stated(those, {}, {}) for name, those in inner.items()}

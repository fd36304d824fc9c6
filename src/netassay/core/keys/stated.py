"""What `output` can state of a record, as its key table says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Stated"]


class Stated:
    """Which fields `output` can state of a record, of its nested records and of its rows."""

    def __init__(
        self, names: Iterable[str], nested: Mapping[str, Stated], rows: Mapping[str, Stated]
    ) -> None:
        self.nested = nested
        self.rows = rows
        self.names = frozenset(names) | nested.keys() | rows.keys()

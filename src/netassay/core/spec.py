"""What a test must provide to be read, reconciled and checked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from netassay.core.wire import ObjectReader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netassay.core.findings import Notes
    from netassay.core.readings import Node
    from netassay.core.record import Record

__all__ = ["Test"]


def _no_checks(node: Node, notes: Notes) -> None:
    """Check nothing."""


def _nothing_to_derive(node: Node, family: str | None) -> None:
    """Derive nothing."""


@attrs.frozen(eq=False, slots=False)
class Test:
    """One test of the API: its record, and per family the keys that `output` has.

    `endpoint` is its name in URLs, `name` its name in results. `complete` says whether a
    node has all of the test's own fields, `derive` adds what follows from the merged
    values, `check` holds them against each other. `bare`: an `output` of nothing but
    stand-ins still is a record of this test.
    """

    __test__ = False  # pytest would take the class for one of its own

    name: str
    endpoint: str
    record: type[Record]
    outputs: Mapping[str, Mapping[str, Any]]
    complete: Callable[[Node], bool]
    check: Callable[[Node, Notes], None] = _no_checks
    derive: Callable[[Node, str | None], None] = _nothing_to_derive
    bare: bool = False

    @cached_property
    def readers(self) -> dict[str, ObjectReader]:
        """The compiled key table of each family."""
        return {family: ObjectReader(self.record, keys) for family, keys in self.outputs.items()}

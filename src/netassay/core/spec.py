"""What a test must provide to be read, reconciled and checked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from netassay.core.families import FAMILIES
from netassay.core.keys.wire import ObjectReader
from netassay.core.wording import meant
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netassay.core.findings import Notes
    from netassay.core.records.record import Record
    from netassay.core.values.readings import Node
    from netassay.core.verdicts import Verdict

__all__ = ["Task", "Test"]


@attrs.define
class Task:
    """What the API says of a task beside its output.

    `family` is that of the device, `fail_reason` the API's own words, `ended` is false
    while the task runs.
    """

    family: str | None = None
    fail_reason: str | None = None
    ended: bool = True


def _no_checks(node: Node, notes: Notes) -> None:
    """Check nothing."""


def _nothing_to_derive(node: Node, task: Task) -> None:
    """Derive nothing."""


@attrs.frozen(eq=False, slots=False)
class Test:
    """One test of the API: its record, and per family the keys that `output` has.

    `endpoint` is its name in URLs, `other_endpoints` those of other versions, `name` its name
    in results. `complete` says whether a node has all of the test's own fields, `derive` adds
    what follows from the merged values, `check` holds them against each other. `verdict` says
    of a record what a person would, `summary` puts it into one line, which is empty where
    there is nothing to tell.
    """

    __test__ = False  # pytest would take the class for one of its own

    name: str
    endpoint: str
    record: type[Record]
    outputs: Mapping[str, Mapping[str, Any]]
    complete: Callable[[Node], bool]
    verdict: Callable[[Any], Verdict]
    summary: Callable[[Any], str]
    check: Callable[[Node, Notes], None] = _no_checks
    derive: Callable[[Node, Task], None] = _nothing_to_derive
    other_endpoints: tuple[str, ...] = ()

    @cached_property
    def readers(self) -> dict[str, ObjectReader]:
        """The compiled key table of each family; raises `SpecError` where one is wrong."""
        return {family: self._reader(family) for family in self.outputs}

    def _reader(self, family: str) -> ObjectReader:
        if family not in FAMILIES:
            message = f"no family is called {family!r}{meant(family, FAMILIES)}"
            raise SpecError(message, self.name)
        try:
            return ObjectReader(self.record, self.outputs[family])
        except SpecError as error:
            raise error.within(family).within(self.name) from None

    def check_tables(self) -> None:
        """Raise `SpecError` where a key table is wrong; this is found at the first use as well."""
        _ = self.readers

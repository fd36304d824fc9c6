"""Remarks on what a device does in each object: told once for a key, then counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.keys.bindings import remarked
from netassay.core.keys.compounds import carefully

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.finding import Code
    from netassay.core.findings import Notes
    from netassay.core.keys.bindings import Binding
    from netassay.core.places import Place
    from netassay.core.values.readings import Node

__all__ = ["Habits", "read_binding"]

#: Sets of remarks that are remembered.
_MOST: Final = 64
_OTHER_UNIT: Final = (
    "unit-conflict",
    "{} carries another unit than its name says; the printed one is used",
)
_NULL: Final = ("null-text", "the text null stands where null was meant")


class Habits:
    """The habits of those who write objects of one shape.

    Remarks are the bits that `bindings.object_reader` returns, two for each binding.
    """

    def __init__(self, bindings: Sequence[Binding]) -> None:
        self.bindings = bindings
        self._known: dict[int, list[tuple[Binding, bool, bool]]] = {}

    def note(
        self, remarks: int, value: dict[str, Any], place: Place, at: int | None, notes: Notes
    ) -> None:
        """Note where null is a text, and where a value has another unit than its key."""
        for binding, unit, null in self._remarked(remarks):
            if unit:
                _note_other_unit(binding, value[binding.key], place, at, notes)
            if null:
                _note(_NULL, binding, "null", place, at, notes)

    def count_again(self, remarks: int, times: int, notes: Notes) -> None:
        """Count remarks that were noted before, that many times."""
        for binding, unit, null in self._remarked(remarks) if times else ():
            if unit:
                notes.again(_OTHER_UNIT[0], binding.key, times)
            if null:
                notes.again(_NULL[0], binding.key, times)

    def _remarked(self, remarks: int) -> list[tuple[Binding, bool, bool]]:
        """Return the bindings that need a remark, remembered: a device has few habits."""
        found = self._known.get(remarks)
        if found is None:
            found = remarked(self.bindings, remarks)
            if len(self._known) < _MOST:
                self._known[remarks] = found
        return found


def _note_other_unit(
    binding: Binding, text: str, place: Place, at: int | None, notes: Notes
) -> None:
    """Note that a value has another unit than its key names."""
    _note(_OTHER_UNIT, binding, text, place, at, notes)


def _note(
    what: tuple[Code, str], binding: Binding, text: str, place: Place, at: int | None, notes: Notes
) -> None:
    code, message = what
    if not notes.again(code, binding.key):
        outer = place.path if at is None else f"{place.path}[{at}]"
        path = f"{outer}.{binding.path}" if outer else binding.path
        notes.habit(code, binding.key, path, message.replace("{}", binding.key), text)


def read_binding(binding: Binding, item: Any, node: Node, place: Place, notes: Notes) -> None:
    """Read one value into a node; what can't be used goes to `notes`, and nothing is raised."""
    here = place.below(binding.key, binding.path)
    reading = carefully(binding.reader, item, binding.key, here, notes)
    if reading is not None:
        binding.put(node, reading)
        if binding.says_unit and reading.foreign:
            _note_other_unit(binding, reading.text, place, None, notes)

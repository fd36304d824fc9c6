"""What strategies draw: a measurement with its text, a saved body with its measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from netassay.core.records.record import Record

__all__ = ["Body", "Case", "Damage"]


@attrs.frozen
class Case:
    """One measurement as a device has it and as it prints it.

    `measurement` holds what the text says, at the precision it says it with: parsing
    `text` as `test` by `dialect` gives just that. A text cut off before its character
    `whole_from` lacks something and is to be called truncated.
    """

    test: str
    dialect: str
    measurement: Record
    text: str
    whole_from: int


@attrs.frozen
class Damage:
    """One change that damaged a body: its kind, and the JSON pointer of its place.

    `before` and `after` are the values there, None for no value.
    """

    kind: str
    pointer: str
    before: Any = None
    after: Any = None


@attrs.frozen
class Body:
    """One saved answer of the API with its test, family, URL and measurement.

    `measurement` is what the device measured, as `normalize` gives it from both sides of an
    undamaged body; one side alone, or a damaged body, may well tell less. `damage` says
    what was done to `body`, in order.
    """

    test: str
    family: str
    url: str
    body: dict[str, Any]
    measurement: Record
    damage: tuple[Damage, ...] = ()

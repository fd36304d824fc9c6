"""A measurement together with the text that a device prints of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from netassay.core.record import Record

__all__ = ["Case"]


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

"""Places: the JSON pointer of a value in a body, and its path in the record."""

from __future__ import annotations

__all__ = ["Place", "pointed"]


def pointed(pointer: str, key: object) -> str:
    """Return the JSON pointer (RFC 6901) of a key or position below `pointer`."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


class Place:
    """The place of a value: `pointer` in the body, `path` in the record, by field names.

    Both are made when they are used, which is rare: a place holds one step and the outer place.
    """

    __slots__ = ("_field", "_outer", "_step")

    def __init__(
        self, outer: Place | None = None, step: str | int | None = None, field: str = ""
    ) -> None:
        self._outer = outer
        self._step = step
        self._field = field

    @property
    def pointer(self) -> str:
        """The JSON pointer of the value."""
        outer = self._outer.pointer if self._outer else ""
        return outer if self._step is None else pointed(outer, self._step)

    @property
    def path(self) -> str:
        """The path in the record."""
        outer = self._outer.path if self._outer else ""
        if type(self._step) is int:
            return f"{outer}[{self._step}]"
        return f"{outer}.{self._field}" if outer and self._field else outer or self._field

    def below(self, key: str, field: str = "") -> Place:
        """Return the place of a key of this object; `field` is the field that it fills."""
        return Place(self, key, field)

    def item(self, number: int) -> Place:
        """Return the place of an item of this list."""
        return Place(self, number)

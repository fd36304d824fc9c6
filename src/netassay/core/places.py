"""Places: where a value stands in a body, and in the record that is made of it."""

from __future__ import annotations

__all__ = ["Place", "pointed"]


def pointed(pointer: str, key: object) -> str:
    """Return the JSON pointer (RFC 6901) of a key or position below another."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


class Place:
    """Where a value stands: `pointer` in the body, `path` in the record, by field names.

    A place is only a step from an outer one until somebody asks: hardly anybody does.
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
        """Return the place of a key of the object here, which feeds `field`."""
        return Place(self, key, field)

    def item(self, number: int) -> Place:
        """Return the place of an item of the list here."""
        return Place(self, number)

"""Fields at paths of names (``sent.bitrate``): labels, units and values, by the record classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.records.any_test import holds_any_test
from netassay.core.records.record import Record, field_named, fields_by_name, fields_of
from netassay.measurements import TESTS
from netassay.normalizing.runs.found import tests_in_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netassay.core.records.record import Field

__all__ = ["FieldPath", "field_path", "nested_rows", "row_field_paths", "shape"]


@attrs.frozen
class FieldPath:
    """One figure of a record, or of a record within it.

    `key` is its exported path (``sent.bitrate_bps``). `kind` is ``number``, ``flag``,
    ``text``, ``texts`` for a list of plain values or ``count`` for a list of records, of
    which only the length is shown. ``rows`` is a list of dicts, a table of its own, ``runs`` a
    list of measurements of any test.
    """

    key: str
    label: str
    unit: str
    kind: str
    scaled: bool
    doc: str
    _names: tuple[str, ...] = attrs.field(alias="names")

    def of(self, record: Record) -> Any:
        """Return the plain value, None where the record has none."""
        value: Any = record
        for name in self._names:
            value = getattr(value, name)
            if value is None:
                return None
        return len(value) if self.kind == "count" else value

    @property
    def description(self) -> dict[str, Any]:
        """The field as the page's script takes it."""
        return {
            "key": self.key,
            "label": self.label,
            "unit": self.unit,
            "kind": self.kind,
            "scaled": self.scaled,
            "doc": self.doc,
        }


def field_path(cls: type[Record], path: str) -> FieldPath:
    """Return the field at a path of names; raise `SpecError` for a path without a field."""
    fields: list[Field] = []
    inner = cls
    for name in path.split("."):
        field = field_named(inner, name)
        fields.append(field)
        inner = field.record or inner
    last = fields[-1]
    return FieldPath(
        key=".".join(field.exported for field in fields),
        label=" ".join(_label(field) for field in fields),
        unit=last.unit.symbol if last.unit else "",
        kind=_kind(last),
        scaled=_is_scaled(last),
        doc=last.doc,
        names=tuple(field.exported for field in fields),
    )


def row_field_paths(cls: type[Record], path: str, names: Sequence[str]) -> list[FieldPath]:
    """Return the fields of the rows of a list, or of a list in a list (``ports.pairs``).

    Each name is a field of one of the records along the path.
    """
    found: dict[str, FieldPath] = {}
    for step in path.split(".") if path else ():
        cls = field_named(cls, step).record or cls
        known = fields_by_name(cls)
        found |= {name: field_path(cls, name) for name in names if name in known}
    return [found[name] for name in names]


#: Words of field names that labels write in capitals.
_CAPITALS: Final = {
    word.casefold(): word for word in ("CPU", "DNS", "MAC", "MSS", "RTT", "TTL", "URL")
}


def _label(field: Field) -> str:
    return " ".join(_CAPITALS.get(word, word) for word in field.name.split("_"))


def _is_scaled(field: Field) -> bool:
    """Say whether a figure comes in all sizes, as volumes and rates do (`view.figures`)."""
    return bool(field.unit and not field.unit.whole and field.unit.suffix in ("bytes", "bps"))


def _kind(field: Field) -> str:
    if field.many and field.record:
        return "runs" if holds_any_test(field) else "count"
    if field.many:
        return "rows" if field.base is dict else "texts"
    if field.record:
        return "record"
    if field.unit or field.base is int:
        return "number"
    return {bool: "flag", dict: "map"}.get(field.base, "text")


def shape(cls: type[Record]) -> list[dict[str, Any]]:
    """Return the fields of a record and of its nested records, as the page's script takes them."""
    fields = []
    for field in fields_of(cls):
        description = field_path(cls, field.name).description
        if description["kind"] == "runs":
            description["tests"] = {name: shape(TESTS[name].record) for name in tests_in_texts()}
        elif field.record and field.record is not Record:
            description["fields"] = shape(field.record)
        fields.append(description)
    return fields


def nested_rows(record: Record, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the rows of a list in a list (``ports.pairs``), each with its exported path.

    A row holds the plain values of its record and of those around it. A record whose inner
    list is empty gives a row of its own, so that nothing is passed over.
    """
    yield from _rows(record, path.split("."), "", {})


def _rows(
    record: Record, steps: list[str], at: str, outer: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    if not steps:
        yield at, outer
        return
    name = steps[0]
    rows = getattr(record, name)
    if not rows and outer:
        yield at, outer
    for number, row in enumerate(rows):
        place = f"{at}.{name}[{number}]" if at else f"{name}[{number}]"
        plain = {field.name: getattr(row, field.exported) for field in fields_of(type(row))}
        yield from _rows(row, steps[1:], place, {**outer, **plain})

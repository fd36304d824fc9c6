"""Records: classes whose attributes are quantities and whose storage is plain numbers.

`@record` makes a frozen attrs class without slots. A field annotated with a unit keeps
its canonical number in the instance's ``__dict__`` and shows a `pint.Quantity` when it is
asked for, because making a quantity costs more than making the whole record. The plain
number is there too, under the exported name::

    ping.rtt_avg        # <Quantity(204.7, 'millisecond')>
    ping.rtt_avg_ms     # 204.7

What exporters, schemas and tables need to know of a record class (`fields_of`) is read
from its annotations once, so that a unit is written down in one place.
"""

from __future__ import annotations

import typing
from functools import cache
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Final,
    Literal,
    TypeVar,
    cast,
    dataclass_transform,
)

import attrs

from netassay.core.records.annotations import default_reader, taken_apart

# The annotations of record classes are read at run time, those of `Record` with them.
from netassay.core.records.compared import Compared  # noqa: TC001
from netassay.core.records.drawn import Drawn  # noqa: TC001
from netassay.core.values import readers, readings
from netassay.core.values.units import Unit, quantity, to_magnitude
from netassay.core.wording import meant
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from netassay.core.values.readings import Reader

__all__ = [
    "Field",
    "Record",
    "field_named",
    "fields_by_name",
    "fields_of",
    "many",
    "mapping",
    "numbers",
    "per_class",
    "record",
    "some",
]

R = TypeVar("R", bound="Record")
T = TypeVar("T")
_DOC: Final = "netassay:doc"
_RARE: Final = "netassay:rare"


def per_class(make: Callable[[type[Record]], T]) -> Callable[[type[Record]], T]:
    """Remember what a function makes of each record class."""
    return cast("Callable[[type[Record]], T]", cache(make))


class Record:  # noqa: PLW1641 - records hold lists, so they have no hash
    """What all records share: equality and a display that never load pint.

    The display can be given back to the constructor: plain numbers in the canonical units.

    A class says of its rows: `row_key` names the fields that tell which row one is, and
    `other_row_keys` those that do where these differ; `summed` the field that a row of several
    has none of; `drawn` how rows are drawn. It says of itself: `compared` names the figures
    that tell good from bad, `unprinted` the fields that no text has, because they tell what
    was asked for.
    """

    row_key: ClassVar[tuple[str, ...]] = ()
    other_row_keys: ClassVar[tuple[tuple[str, ...], ...]] = ()
    summed: ClassVar[str] = ""
    unprinted: ClassVar[tuple[str, ...]] = ()
    drawn: ClassVar[Drawn | None] = None
    compared: ClassVar[Compared | None] = None

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(
            getattr(self, field.exported) == getattr(other, field.exported)
            for field in fields_of(type(self))
        )

    def __repr__(self) -> str:
        shown = (
            f"{field.name}={value!r}"
            for field in fields_of(type(self))
            if (value := getattr(self, field.exported)) != _absent(field)
        )
        return f"{type(self).__name__}({', '.join(shown)})"


def _absent(field: Field) -> Any:
    """Return what a record has in a field that it was not given."""
    default = field.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default.factory()
    return None if default is attrs.NOTHING else default


@attrs.frozen(eq=False)
class Field:
    """One field of a record, as its annotation states it.

    `exported` is the name in JSON, Arrow, SQL and CSV. `base` is the class of the plain
    value; for a list (`many`) it is the class of the element. `record` is the nested
    record class, if the field holds records; `hint` is the annotation itself. A `rare`
    field is exported only where it holds something.
    """

    name: str
    exported: str
    base: Any
    optional: bool
    many: bool
    unit: Unit | None
    doc: str
    default: Any
    reader: Reader | None
    choices: tuple[str, ...]
    record: type[Record] | None
    hint: Any
    rare: bool = False


def some(doc: str, default: Any = None, *, rare: bool = False) -> Any:
    """Declare a field that may be absent, or has a default.

    `rare`: hardly any device gives it, so that it is exported only where there is one.
    """
    return attrs.field(default=default, metadata={_DOC: doc, _RARE: rare})


def many(doc: str, *, rare: bool = False) -> Any:
    """Declare a field that holds a list, empty by default."""
    return attrs.field(factory=list, metadata={_DOC: doc, _RARE: rare})


def mapping(doc: str) -> Any:
    """Declare a field that holds a dict, empty by default."""
    return attrs.field(factory=dict, metadata={_DOC: doc})


class _View:
    """Shows a stored number as a quantity."""

    def __init__(self, name: str, unit: Unit) -> None:
        self.name = name
        self.unit = unit

    def __get__(self, instance: Record | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        magnitude = instance.__dict__.get(self.name)
        return None if magnitude is None else quantity(magnitude, self.unit)

    def __set__(self, instance: Record, value: object) -> None:
        raise attrs.exceptions.FrozenInstanceError


class _Plain:
    """Shows a stored number as it is stored, under its exported name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Record | None, owner: type | None = None) -> Any:
        return self if instance is None else instance.__dict__.get(self.name)


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(some, many, mapping)
)
def record(cls: type[R]) -> type[R]:
    """Make a class a record; see the module for what that means.

    Its constructor takes keywords, each a quantity or a plain number in the field's
    canonical unit.
    """
    made: type[R] = attrs.frozen(
        slots=False, eq=False, repr=False, kw_only=True, field_transformer=_with_converters
    )(cls)
    for field in fields_of(made):
        if field.unit:
            setattr(made, field.name, _View(field.name, field.unit))
            setattr(made, field.exported, _Plain(field.name))
        elif not isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
            # What a record lacks in its storage is what its class has.
            setattr(made, field.name, None if field.default is attrs.NOTHING else field.default)
    made.__doc__ = f"{made.__doc__}\n\n{_fields_told(made)}"
    return made


def _fields_told(cls: type[Record]) -> str:
    """Return the fields with their units and meanings, for `help` and for editors."""
    lines = []
    for field in fields_of(cls):
        beside = f" (plain: {field.exported}, {field.unit.description})" if field.unit else ""
        lines.append(f"    {field.name}: {field.doc}{beside}")
    return "\n".join(["Fields:", *lines])


def _with_converters(cls: type, attributes: list[Any]) -> list[Any]:
    hints = typing.get_type_hints(cls, include_extras=True)
    return [
        attribute.evolve(converter=_converter(unit))
        if (unit := _unit_of(hints[attribute.name]))
        else attribute
        for attribute in attributes
    ]


def _converter(unit: Unit) -> Callable[[Any], float | None]:
    return lambda value: to_magnitude(value, unit)


def _unit_of(hint: Any) -> Unit | None:
    _, extra, _, _ = taken_apart(hint)
    return extra if isinstance(extra, Unit) else None


@per_class
def fields_of(cls: type[Record]) -> tuple[Field, ...]:
    """Return what the annotations of a record class say, field by field, in order."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return tuple(
        _field(attribute, hints[attribute.name])
        for attribute in attrs.fields(cls)  # type: ignore[arg-type]
    )


def _field(attribute: Any, hint: Any) -> Field:
    base, extra, optional, is_list = taken_apart(hint)
    unit = extra if isinstance(extra, Unit) else None
    choices = typing.get_args(base) if typing.get_origin(base) is Literal else ()
    reader = extra if isinstance(extra, readings.Reader) else None
    return Field(
        name=attribute.name,
        exported=f"{attribute.name}_{unit.suffix}" if unit else attribute.name,
        base=str if choices else base,
        optional=optional,
        many=is_list,
        unit=unit,
        doc=attribute.metadata.get(_DOC, ""),
        default=attribute.default,
        reader=reader or default_reader(base, unit, choices),
        choices=choices,
        record=base if isinstance(base, type) and issubclass(base, Record) else None,
        hint=hint,
        rare=attribute.metadata.get(_RARE, False),
    )


@per_class
def fields_by_name(cls: type[Record]) -> dict[str, Field]:
    """Return the fields of a record class by their names."""
    return {field.name: field for field in fields_of(cls)}


def field_named(cls: type[Record], name: str) -> Field:
    """Return a field by its name; raise `SpecError` where the record has none of it."""
    field = fields_by_name(cls).get(name)
    if field is None:
        message = f"{cls.__name__} has no field {name!r}{meant(name, fields_by_name(cls))}"
        raise SpecError(message)
    return field


def numbers(
    cls: type[Record],
    name: str,
    units: Mapping[str, Decimal] | None = None,
    stated_in: str | None = None,
    *,
    truncates: bool = False,
) -> Reader:
    """Return the reader of a field's numbers as a tool prints them; see `readers.number`."""
    unit = field_named(cls, name).unit
    if unit is None:
        message = f"{cls.__name__}.{name} has no unit"
        raise SpecError(message)
    return readers.number(unit, units, stated_in, truncates=truncates)

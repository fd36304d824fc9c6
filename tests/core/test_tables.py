"""Readers refuse what is not of their kind; names and units that are none are refused."""

from __future__ import annotations

import pytest

from netassay.core.records.paths import exported_path
from netassay.core.records.record import field_named, numbers
from netassay.core.values.readers import COUNT, FLAG, MAC, Choice, Extract, number, with_unit
from netassay.core.values.readings import TEXT, ValueProblem
from netassay.core.values.units import Milliseconds
from netassay.errors import SpecError
from netassay.records.ping import Ping


def test_names_and_units() -> None:
    """Names that are none, and units of what has none, are refused."""
    with pytest.raises(SpecError):
        numbers(Ping, "received")
    with pytest.raises(SpecError):
        with_unit(COUNT)
    with pytest.raises(SpecError):
        field_named(Ping, "nothing")


def test_paths_as_exported() -> None:
    """Paths carry exported names; what leads nowhere stays as it is."""
    assert "replies[3].time_ms" == exported_path(Ping, "replies[3].time")
    for path in ("", "/output/x", "elsewhere", "replies[0].nothing", "received.more"):
        assert path == exported_path(Ping, path)


ODD = [
    (COUNT, "1.5"),
    (COUNT, [1]),
    (FLAG, "maybe"),
    (FLAG, 1),
    (MAC, "00:00:5e:00:53"),
    (MAC, "00:00:5e:00:53:zz"),
    (Choice("a colour", {"red": 1}), "blue"),
    (Extract(r"\[(\d+)\]", COUNT, "a number in brackets"), "7"),
    (number(Milliseconds.__metadata__[0]), "5 furlongs"),
    (number(Milliseconds.__metadata__[0]), "1" * 90),
    (TEXT, float("inf")),
]


@pytest.mark.parametrize(("reader", "text"), ODD, ids=map(str, range(len(ODD))))
def test_what_a_reader_refuses(reader: object, text: object) -> None:
    """A value of another kind is said to be bad."""
    with pytest.raises((ValueProblem, TypeError)) as caught:
        reader[text]
    assert isinstance(caught.value, TypeError) or "bad-value" == caught.value.code


def test_flags() -> None:
    """True and false may be words."""
    assert [True, False, True] == [FLAG[word].value for word in ("true", "False", True)]

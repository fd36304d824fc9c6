"""A mistake in a key table is told with its test, its family and its key."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from netassay.core.keys.compounds import Counters, Listed
from netassay.core.keys.wire import Each, Inside, To
from netassay.core.spec import Test
from netassay.core.values.readers import COUNT, Choice, number
from netassay.core.values.units import Seconds
from netassay.errors import SpecError
from netassay.measurements import TESTS

SECONDS = number(Seconds.__metadata__[0])

#: A key table, the place behind test and family, the problem.
TABLES: dict[str, tuple[dict[str, Any], str, str]] = {
    "field": ({"a": "recieved"}, "a", "Ping has no field 'recieved'; did you mean 'received'?"),
    "one of two fields": ({"a": ("received", "recieved")}, "a", "Ping has no field 'recieved'"),
    "way": ({"a": "replies.size"}, "a", "Ping.replies is no nested record"),
    "row": ({"a": Each("replies", {"b": "sizze"})}, "a, b", "Reply has no field 'sizze'"),
    "inside": ({"a": Inside({"b": "sizze"})}, "a, b", "Ping has no field 'sizze'"),
    "no rows": ({"a": Each("received", {})}, "a", "Ping.received is no list of records"),
    "no list": ({"a": Listed("replies")}, "a", "Ping.replies is no list of plain values"),
    "list as a value": ({"a": "lost_sequences"}, "a", "Ping.lost_sequences is a list"),
    "records as a value": ({"a": To("replies", COUNT)}, "a", "Ping.replies holds records"),
    "no counts": ({"a": Counters("received")}, "a", "Ping.received holds no counts by name"),
    "no use": ({"a": 1}, "a", "1 is no field, no To, no tuple of"),
    "twice": ({"a": "received", "b": "received"}, "b", "'received' is fed by 'a' too"),
    "words": (
        {"a": Each("replies", {"b": To("outcome", Choice("a word", {"yes": "repply"}))})},
        "a, b",
        "'repply' is no value of Reply.outcome",
    ),
    "unit": (
        {"a": To("rtt_avg", SECONDS)},
        "a",
        "Ping.rtt_avg is in milliseconds, its reader's numbers in seconds",
    ),
    "kind": ({"a": To("destination", COUNT)}, "a", "Ping.destination holds str, its reader gives"),
}


def wrong(**outputs: dict[str, Any]) -> Test:
    """Return the test ping with other key tables."""
    return attrs.evolve(TESTS["ping"], outputs=outputs)


@pytest.mark.parametrize("case", TABLES.values(), ids=TABLES)
def test_a_wrong_key_table(case: tuple[dict[str, Any], str, str]) -> None:
    """A mistake is told when the tables are checked, and when they are used first."""
    keys, place, problem = case
    for use in (Test.check_tables, lambda spec: spec.readers):
        with pytest.raises(SpecError) as caught:
            use(wrong(cx=keys))
        assert str(caught.value).startswith(f"ping, cx, {place}: {problem}")


def test_a_wrong_family() -> None:
    """A key table of a family that the API does not have is refused."""
    for use in (Test.check_tables, lambda spec: spec.readers):
        with pytest.raises(SpecError, match=r"^ping: no family is called 'ap'; did you mean 'aps'"):
            use(wrong(ap={}))


@pytest.mark.parametrize("spec", TESTS.values(), ids=TESTS)
def test_all_tests(spec: Test) -> None:
    """No key table has a mistake that can be told."""
    spec.check_tables()

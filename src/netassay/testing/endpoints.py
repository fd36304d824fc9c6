"""Strategies of records and of saved bodies, for every endpoint."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from hypothesis import reject
from hypothesis import strategies as st

from netassay.errors import UnknownName
from netassay.measurements import FAMILIES, TESTS, test_named
from netassay.testing.case import Body, Case, Damage
from netassay.testing.damage import KINDS
from netassay.testing.output import stated
from netassay.testing.records import RECORDS
from netassay.testing.registry import dialects_of, family_cases

if TYPE_CHECKING:
    from collections.abc import Collection

    from hypothesis.strategies import DrawFn, SearchStrategy

    from netassay.core.records.record import Record

__all__ = ["SIDES", "bodies", "has_strategy", "measurements"]

SIDES: Final = ("both", "output", "text")
_HOST: Final = "https://api.example.com"
#: Clients write a path with the host, and without the slash in front.
_PATH_STARTS: Final = st.sampled_from([f"{_HOST}/", f"{_HOST}/", "/", ""])
_VERSIONS: Final = ("v1alpha1", "v1")
_SERIALS: Final = st.integers(0, 10**6).map("CNEXAMPLE{:06d}".format)
_TASKS: Final = st.uuids(version=4).map(str)
#: From 2020 to 2030, to the nanosecond.
_STARTS: Final = st.integers(1_577_836_800 * 10**9, 1_893_456_000 * 10**9)
_DURATIONS: Final = st.integers(0, 300 * 10**9)


def _endpoints(test: str | None, family: str | None) -> list[tuple[str, str]]:
    """Return the pairs of test and family that fit; None stands for all."""
    if family is not None and family not in FAMILIES:
        raise UnknownName(f"no family is called {family!r}; there are {', '.join(FAMILIES)}")
    specs = TESTS.values() if test is None else (test_named(test),)
    found = [(one.name, name) for one in specs for name in one.outputs if family in (None, name)]
    found = [one for one in found if has_strategy(*one)]
    if not found:
        raise UnknownName(f"{family} has no {test}")
    return found


def has_strategy(test: str, family: str) -> bool:
    """Say whether there is a strategy for an endpoint."""
    return (test, family) in RECORDS or bool(dialects_of(test, family))


def _pairs(test: str, family: str) -> SearchStrategy[tuple[Record, str | None]]:
    """Return a strategy of records, each with the text that devices print of it, if any."""
    if (test, family) in RECORDS:
        return RECORDS[test, family].map(lambda record: (record, None))
    return st.one_of(family_cases(test, family)).map(_pair)


def _pair(case: Case) -> tuple[Record, str]:
    return case.measurement, case.text


def measurements(test: str | None, family: str | None) -> SearchStrategy[Record]:
    """Return a strategy of the records of one endpoint, or of all that are left open."""
    return st.one_of([_pairs(*one) for one in _endpoints(test, family)]).map(lambda pair: pair[0])


def bodies(
    test: str | None, family: str | None, sides: str, damage: Collection[str]
) -> SearchStrategy[Body]:
    """Return a strategy of saved bodies; each has one kind of damage out of those given."""
    if sides not in SIDES:
        raise UnknownName(f"sides are {', '.join(SIDES)}, not {sides!r}")
    unknown = [kind for kind in damage if kind not in KINDS]
    if unknown:
        raise UnknownName(f"no damage is called {unknown[0]!r}; there is {', '.join(KINDS)}")
    endpoints = _endpoints(test, family)
    if sides == "text":
        endpoints = [one for one in endpoints if one not in RECORDS]
        if not endpoints:
            raise UnknownName(f"{family or 'no family'} prints no text of {test}")
    return st.sampled_from(endpoints).flatmap(
        lambda one: _bodies(*one, sides=sides, kinds=tuple(damage))
    )


@st.composite
def _bodies(draw: DrawFn, test: str, family: str, *, sides: str, kinds: tuple[str, ...]) -> Body:
    measurement, text = draw(_pairs(test, family))
    version = draw(st.sampled_from(_VERSIONS))
    endpoint = draw(st.sampled_from(_paths(test, version, measurement)))
    body = _task(draw)
    one = endpoint == "showCommand"
    body["output"] = None if sides == "text" else stated(measurement, test, family, one_command=one)
    if text is not None and sides != "output":
        body["rawOutput"] = text
    done: tuple[Damage, ...] = ()
    if kinds:
        body = deepcopy(body)  # lists of the record's own stay as they are
        happened = KINDS[draw(st.sampled_from(kinds))](draw, body)
        done = (happened,) if happened else reject()
    return Body(test, family, _url(draw, version, family, endpoint), body, measurement, done)


def _paths(test: str, version: str, measurement: Record) -> list[str]:
    """Return the path names of a test in a version; `showCommand` is of a single command."""
    spec = TESTS[test]
    old = version == "v1alpha1" and len(getattr(measurement, "responses", ())) == 1
    return [spec.endpoint, *(spec.other_endpoints if old else ())]


def _url(draw: DrawFn, version: str, family: str, endpoint: str) -> str:
    place = f"{family}/{draw(_SERIALS)}/{endpoint}/async-operations/{draw(_TASKS)}"
    return f"{draw(_PATH_STARTS)}network-troubleshooting/{version}/{place}"


def _task(draw: DrawFn) -> dict[str, Any]:
    start = draw(_STARTS)
    return {
        "status": "COMPLETED",
        "progressPercent": 100,
        "startTime": _rfc3339(start),
        "endTime": _rfc3339(start + draw(_DURATIONS)),
        "failReason": None,
    }


def _rfc3339(ns: int) -> str:
    """Return nanoseconds since 1970 as the API writes them, without zeros at the end."""
    seconds, fraction = divmod(ns, 10**9)
    whole = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    digits = f"{fraction:09d}".rstrip("0")
    return f"{whole}.{digits}Z" if digits else f"{whole}Z"

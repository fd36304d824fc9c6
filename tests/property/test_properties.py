"""Properties that hold for whatever devices print and whatever comes in."""

from __future__ import annotations

import contextlib
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import netassay
from bodies import SEEDS, body, loud, url
from netassay import testing
from netassay.core.values import units
from netassay.core.values.readers import number
from netassay.core.values.readings import agree
from netassay.measurements import TESTS
from property.strategies import json_values


def without_gaps(value: Any) -> Any:
    """Return exported data without what is absent."""
    if isinstance(value, dict):
        return {
            name: without_gaps(item) for name, item in value.items() if item not in (None, {}, [])
        }
    return [without_gaps(item) for item in value] if isinstance(value, list) else value


#: Bodies with a text, whose rows belong together whatever one of their numbers is.
reconciled = st.sampled_from(["ping/aps", "http/gateways", "iperf/gateways"])


def draw_body(data: st.DataObject, endpoint: str, kind: str) -> tuple[testing.Body, testing.Damage]:
    """Draw a body of an endpoint with one kind of damage."""
    body = data.draw(testing.bodies(*endpoint.split("/"), damage=[kind]))
    (damage,) = body.damage
    return body, damage


@given(reconciled, st.data())
def test_one_changed_number_is_one_disagreement(endpoint: str, data: st.DataObject) -> None:
    """A stated number changed beyond its precision is one `disagree`, and what it breaks."""
    body, damage = draw_body(data, endpoint, "changed-number")
    result = netassay.normalize(body.body, url=body.url)
    (finding,) = [one for one in result.findings if one.code == "disagree"]
    assert damage.after == finding.stated
    assert {"disagree", "arithmetic", "implausible"} >= set(loud(result))


@given(reconciled, st.data())
def test_any_line_among_the_lines(endpoint: str, data: st.DataObject) -> None:
    """Lines that don't belong are kept as unread, and the rest is read as before."""
    body, damage = draw_body(data, endpoint, "strange-line")
    result = netassay.normalize(body.body, url=body.url)
    strange = [line for line in damage.after.splitlines() if line.startswith("?? ")]
    assert strange == [line.text for line in result.unread]
    assert body.measurement == result.measurement


@given(st.binary() | st.text())
@example(b"\xff\xfe")
@example("\ud800")
def test_any_bytes_are_a_result_or_one_error(data: bytes | str) -> None:
    """Bytes and texts of any kind raise nothing but `NotAResponse`."""
    with contextlib.suppress(netassay.NotAResponse):
        assert isinstance(netassay.normalize(data), netassay.Result)


@given(json_values)
def test_any_json_is_a_result_or_one_error(value: Any) -> None:
    """Any JSON value, wrapped or not, raises nothing but `NotAResponse`."""
    for wrapped in (
        value,
        json.dumps(value),
        {"code": 200, "msg": value},
        {"body": value, "url": 1},
    ):
        try:
            result = netassay.normalize(wrapped)
        except netassay.NotAResponse:
            continue
        json.loads(netassay.to_json(result))


@given(st.sampled_from(SEEDS), st.data())
def test_any_damage_gives_a_result(name: str, data: st.DataObject) -> None:
    """A body with any value anywhere gives a `Result`, and that value is not lost."""
    damaged = body(name)
    holder: Any = damaged
    while True:
        key = data.draw(
            st.sampled_from(sorted(holder))
            if isinstance(holder, dict)
            else st.integers(0, len(holder) - 1)
        )
        inner = holder[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        holder = inner
    holder[key] = data.draw(json_values)
    try:
        result = netassay.normalize(damaged, url=url(name))
    except netassay.NotAResponse:
        pytest.fail("a damaged response is a response")
    exported = netassay.to_json(result)
    json.loads(exported)
    assert result == netassay.from_json(exported)


@given(
    st.sampled_from(sorted(TESTS)), st.text() | st.binary().map(lambda data: data.decode("latin-1"))
)
def test_any_text_is_a_result_or_one_error(test: str, text: str) -> None:
    """Any text as a device's raises nothing but `NotAResponse`."""
    with contextlib.suppress(netassay.NotAResponse):
        assert isinstance(netassay.parse_text(test, text), netassay.Result)


tables = st.sampled_from(
    [
        (units.Milliseconds, None),
        (units.BitsPerSecond, units.IPERF_BITRATES),
        (units.BitsPerSecond, units.HTTP_RATES),
        (units.BitsPerSecond, None),
        (units.Volume, units.IPERF_SIZES),
        (units.Seconds, None),
        (units.Meters, None),
    ]
)


@given(tables, st.decimals(0, 100, places=3), st.data())
def test_scaling_is_exact(table: tuple[Any, Any], value: Decimal, data: st.DataObject) -> None:
    """A printed number times its unit is exact, and so is its last digit."""
    unit = table[0].__metadata__[0]
    spellings = table[1] or unit.spellings
    spelling = data.draw(st.sampled_from(sorted(spellings)))
    reader = number(unit, spellings, spelling)
    reading = reader.read_text(f"{value} {spelling}")
    factor = Fraction(spellings[spelling])
    assert Fraction(value) * factor == Fraction(reading.exact)
    assert Fraction(1, 1000) * factor == Fraction(reading.ulp)
    assert float(reading.exact) == reading.value


@given(st.decimals(0, 1000, places=2), st.integers(0, 2), st.integers(0, 2))
def test_roundings_of_one_number_agree(value: Decimal, one: int, other: int) -> None:
    """A number printed with any two precisions agrees with itself; with a step off, not."""
    reader = number(units.Milliseconds.__metadata__[0])
    first, second = (reader.read_text(f"{value:.{digits}f}") for digits in (one, other))
    assert agree(first, second)
    moved = Decimal(f"{value:.{one}f}") + 2 * Decimal(1).scaleb(-min(one, other))
    assert not agree(second, reader.read_text(str(moved)))

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
from bodies import SEEDS, body, codes, loud, url
from netassay.core import units
from netassay.core.readings import agree, number
from netassay.measurements import TESTS
from property.strategies import Case, cases, json_values


def saved(case: Case, **changes: Any) -> dict[str, Any]:
    """Return the body of a case."""
    return body(case.name, output=case.output, rawOutput=case.text) | changes


def normalized(case: Case, **changes: Any) -> netassay.Result:
    """Return the result of a case, with its URL."""
    return netassay.normalize(saved(case, **changes), url=url(case.name))


def without_gaps(value: Any) -> Any:
    """Return exported data without what is absent."""
    if isinstance(value, dict):
        return {
            name: without_gaps(item) for name, item in value.items() if item not in (None, {}, [])
        }
    return [without_gaps(item) for item in value] if isinstance(value, list) else value


@given(cases)
def test_what_is_printed_is_parsed(case: Case) -> None:
    """A measurement printed as the device does comes back from the text alone."""
    result = netassay.parse_text(case.name.split("/")[1], case.text)
    measurement = netassay.to_dict(result)["measurement"]
    assert without_gaps(case.measurement) == without_gaps(measurement)
    assert ([], [], "complete") == (result.findings, result.unread, result.completeness)


@given(cases)
def test_both_sides_of_one_measurement_agree(case: Case) -> None:
    """`output` and the text of one measurement give it back, with nothing to complain of."""
    result = normalized(case)
    measurement = netassay.to_dict(result)["measurement"]
    assert without_gaps(case.measurement) == without_gaps(measurement)
    assert {"unit-conflict"} >= set(codes(result))


@given(cases, st.data())
def test_a_text_cut_anywhere_is_a_prefix(case: Case, data: st.DataObject) -> None:
    """What is read of a cut text is what stands in the whole one, and the cut is noted."""
    end = data.draw(st.integers(0, len(case.text.rstrip()) - 1))
    result = normalized(case, output=None, rawOutput=case.text[:end])
    assert "truncated-text" in codes(result)
    if result.measurement is not None:
        part = without_gaps(netassay.to_dict(result)["measurement"])
        assert_prefix_of(part, without_gaps(case.measurement))


def assert_prefix_of(part: Any, whole: Any) -> None:
    """Assert that what is there of a measurement stands in the whole one."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name != "lost_sequences":
                assert_prefix_of(value, whole[name])
    elif isinstance(part, list):
        for one, other in zip(part, whole, strict=False):
            assert_prefix_of(one, other)
    else:
        assert whole == part


#: The numbers of `output` that a change of its text makes another number.
NUMERIC = {
    "transmittedPacketsCount",
    "receivedPacketsCount",
    "packetLossPercent",
    "minimumRoundTripTimeMilliseconds",
    "averageRoundTripTimeMilliseconds",
    "maximumRoundTripTimeMilliseconds",
    "sentPacketTimeMilliseconds",
    "sentPacketIcmpSequenceNumber",
    "sentPacketSizeBytes",
    "senderBandwidth",
    "receiverBandwidth",
    "totalTransferredBytesFromSender",
    "bandwidthInbps",
    "transferSizeInBytes",
    "sentPacketsCount",
    "successRatePercent",
    "averageLatencyMilliseconds",
    "responseBytes",
    "responseTimeMilliseconds",
    "responseNumber",
    "downloadRate",
}


def numeric_leaves(output: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """Return where the numbers of an `output` stand: the object and the key."""
    found = [(output, key) for key in output if key in NUMERIC and output[key] is not None]
    for rows in output.values():
        if isinstance(rows, list):
            found += [(row, key) for row in rows for key in row if key in NUMERIC]
    return found


@given(cases, st.data())
def test_one_changed_number_is_one_disagreement(case: Case, data: st.DataObject) -> None:
    """A stated number changed beyond its precision is one `disagree`, and what it breaks."""
    holder, key = data.draw(st.sampled_from(numeric_leaves(case.output)))
    digits = holder[key].split(" ")[0].removesuffix("KB/sec")
    tail = holder[key][len(digits) :]
    step = Decimal(1).scaleb(Decimal(digits).as_tuple().exponent)
    changed = Decimal(digits) + data.draw(st.integers(1, 10**6)) * step
    original, holder[key] = holder[key], f"{changed}{tail}"
    result = normalized(case)
    (finding,) = [one for one in result.findings if one.code == "disagree"]
    assert (holder[key], original) == (finding.stated, finding.printed)
    assert {"disagree", "arithmetic", "implausible"} >= set(loud(result))


@given(cases)
def test_a_result_leaves_and_comes_back(case: Case) -> None:
    """What is exported is read back as the very same result."""
    result = normalized(case, surprise={"a": [1, None]})
    assert result == netassay.from_json(netassay.to_json(result))


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


@given(cases, st.data())
def test_any_line_among_the_lines(case: Case, data: st.DataObject) -> None:
    """Lines that don't belong are kept as unread, and the rest is read as before."""
    lines = case.text.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    strange = data.draw(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
    result = normalized(case, rawOutput="\n".join([*lines[:at], f"?? {strange}", *lines[at:]]))
    assert [f"?? {strange}"] == [line.text for line in result.unread]
    measurement = netassay.to_dict(result)["measurement"]
    assert without_gaps(case.measurement) == without_gaps(measurement)


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

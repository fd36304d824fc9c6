"""Characters that no device means: what comes out is valid JSON, and nothing is misread."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SAMPLES, body, codes, url
from exported import validated
from hostile.lines import texts
from netassay import testing
from netassay.core.values.readers import ADDRESS, COUNT, MAC, number
from netassay.core.values.readings import ValueProblem
from netassay.core.values.times import TIME
from netassay.core.values.units import Milliseconds
from netassay.dialects import DIALECTS

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Dialect

WITHOUT_WIDTH = ["\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u200e", "\u202e"]
CONTROLS = ["\x00", "\x07", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1b]0;title\x07", "\x7f", "\x85"]
OTHERS = ["\ud800", "\udfff", "\u2028", "\u2029", "\u00a0", "\ufffe", "\U0010ffff", "\r", "\n\r"]
NOISE = [*WITHOUT_WIDTH, *CONTROLS, *OTHERS]
NONE = {ord("0") + digit: "x" for digit in range(10)}
FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
NUMBERS = ["9" * 10_000, "0." + "0" * 10_000 + "1", "1" + "0" * 9_999 + ".5", "-" + "1" * 10_000]


def checked_export(result: netassay.Result) -> dict[str, Any]:
    """Return a result as exported, after holding that against UTF-8, JSON, schema and way back."""
    text = netassay.to_json(result)
    assert json.loads(text.encode("utf-8")) == json.loads(text)
    assert result == netassay.from_json(text)
    return validated(result)


def numbers_in(value: Any) -> list[float]:
    """Return the numbers of exported data."""
    if isinstance(value, dict):
        return [one for item in value.values() for one in numbers_in(item)]
    if isinstance(value, list):
        return [one for item in value for one in numbers_in(item)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


@given(testing.cases(), st.data())
def test_noise_anywhere(case: testing.Case, data: st.DataObject) -> None:
    """A text with a strange character anywhere is read or refused, and comes out as valid JSON."""
    text = case.text
    for noise in data.draw(st.lists(st.sampled_from(NOISE), min_size=1, max_size=3)):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + noise + text[at:]
    with suppress(netassay.NotAResponse):
        checked_export(netassay.parse_text(case.test, text))
    checked_export(netassay.normalize({"status": "COMPLETED", "rawOutput": text}, test=case.test))


@given(testing.cases(), st.sampled_from(NUMBERS), st.data())
def test_huge_numbers_in_a_text(case: testing.Case, huge: str, data: st.DataObject) -> None:
    """A number of ten thousand digits in the place of any other is not read as one."""
    place = data.draw(st.sampled_from(list(re.finditer(r"[0-9]+|$", case.text))))
    changed = case.text[: place.start()] + huge + case.text[place.end() :]
    result = netassay.normalize({"rawOutput": changed, "status": "COMPLETED"}, test=case.test)
    exported = checked_export(result)["measurement"]
    assert all(abs(one) < 2**63 for one in numbers_in(exported))


@pytest.mark.parametrize(
    "name", sorted(f"{one.parent.name}/{one.stem}" for one in SAMPLES.glob("*/*.json"))
)
@pytest.mark.parametrize("huge", ["9" * 10_000, "-" + "1" * 10_000, "1" * 10_000 + ".5e10000"])
def test_huge_numbers_in_json(name: str, huge: str) -> None:
    """A number of ten thousand digits, as a number or as a text, is kept and not read."""
    for written in (huge, f'"{huge}"'):
        found = re.sub(r'"[0-9.]+"', written, json.dumps(body(name)["output"]), count=1)
        head = '{"status": "COMPLETED", "output": %s, "progressPercent": %s}'
        result = netassay.normalize(head % (found, written), url=url(name))
        assert "bad-value" in codes(result)
        assert huge[:9_000] in json.dumps(checked_export(result)["extras"])


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_full_width_digits(dialect: Dialect) -> None:
    """Digits of other scripts are no digits: no number comes of them."""
    for text in texts(dialect):
        full_width, no_digits = (
            checked_export(
                netassay.normalize({"rawOutput": changed, "output": None}, test=dialect.tests[0])
            )
            for changed in (text.translate(FULL_WIDTH), text.translate(NONE))
        )
        assert set(numbers_in(no_digits["measurement"])) >= set(
            numbers_in(full_width["measurement"])
        )


NO_DIGITS = "\uff11\uff12", "\u0661\u0662", "\u00b2", "1\uff12", "\u2460", "\U0001d7d9"
READERS = {
    "count": (COUNT, "{}"),
    "number": (number(Milliseconds.__metadata__[0]), "{}.5 ms"),
    "address": (ADDRESS, "192.0.2.{}"),
    "hardware address": (MAC, "00:00:5e:00:53:{}"),
    "time": (TIME, "2025-05-20T13:07:{}Z"),
}


@pytest.mark.parametrize("digits", NO_DIGITS)
@pytest.mark.parametrize(("reader", "shape"), READERS.values(), ids=READERS)
def test_what_readers_take_for_digits(reader: Any, shape: str, digits: str) -> None:
    """Each reader takes 0 to 9 for digits, and nothing else."""
    assert reader[shape.format("12")] is not None
    with pytest.raises(ValueProblem):
        reader[shape.format(digits)]


@pytest.mark.parametrize("ends", ["\r\n", "\n\r", "\r"])
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_ends_of_lines(dialect: Dialect, ends: str) -> None:
    """A text says the same whichever ends its lines have, also where they are mixed."""
    for text in texts(dialect):
        plain = text.replace("\n\r", "\n").replace("\r\n", "\n").replace("\r", "\n")
        expected = netassay.parse_text(dialect.tests[0], plain)
        lines = plain.split("\n")
        mixed = "".join(
            line + ("\n" if at % 3 and ends != "\r" else ends) for at, line in enumerate(lines[:-1])
        )
        for changed in (plain.replace("\n", ends), mixed + lines[-1]):
            result = netassay.parse_text(dialect.tests[0], changed)
            assert expected.measurement == result.measurement
            assert expected.unread == result.unread

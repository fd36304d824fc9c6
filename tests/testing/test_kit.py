"""The kit as its users meet it: names, errors, and what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given

import netassay
from netassay import testing
from netassay.dialects import DIALECTS
from netassay.measurements import TESTS
from netassay.testing.damage import KINDS
from netassay.testing.endpoints import has_strategy
from netassay.testing.records import RECORDS
from netassay.testing.registry import dialects_of, strategy_dialects

WITHOUT_HYPOTHESIS = """
import sys
sys.modules["hypothesis"] = None
import netassay
from netassay import testing
from netassay.records import CommandResponse, ShowCommand

shown = ShowCommand(responses=[CommandResponse(command="show clock", response="noon")])
print(testing.printed(shown, "show_text"), end="")
for draw in (testing.cases, testing.measurements, testing.bodies, testing.results):
    try:
        draw()
    except netassay.MissingExtra as error:
        print(error)
"""


def test_without_hypothesis() -> None:
    """Printing needs no Hypothesis; a strategy that is asked for says what to install."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_HYPOTHESIS], capture_output=True, text=True, check=True
    )
    *printed, one, two, three, four = done.stdout.splitlines()
    assert ["COMMAND=show clock", "noon"] == printed
    assert "strategies need Hypothesis: pip install 'netassay[testing]'" == one
    assert one == two == three == four


def test_printing_loads_no_hypothesis() -> None:
    """The kit itself is light, whatever is installed."""
    code = "import sys; from netassay import testing; sys.exit('hypothesis' in sys.modules)"
    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


WRONG = {
    "dialect": lambda: testing.printed(None, "ping_abacus"),
    "test of dialects": lambda: testing.dialects("pong"),
    "dialect of cases": lambda: testing.cases(dialect="ping_abacus"),
    "test without a text": lambda: testing.cases("tcp"),
    "dialect of another test": lambda: testing.cases("ping", "show_text"),
    "test of bodies": lambda: testing.bodies("pong"),
    "family of bodies": lambda: testing.bodies(family="abacuses"),
    "endpoint": lambda: testing.bodies("tcp", "cx"),
    "side": lambda: testing.bodies(sides="front"),
    "text of what prints none": lambda: testing.bodies("tcp", "aps", sides="text"),
    "damage": lambda: testing.bodies(damage=["rust"]),
    "endpoint of a record": lambda: testing.measurements("tcp", "cx"),
    "endpoint to state": lambda: testing.stated(None, "tcp", "cx"),
}


@pytest.mark.parametrize("asked", WRONG.values(), ids=WRONG)
def test_a_wrong_word_is_named(asked: object) -> None:
    """What does not exist is refused when it is asked for, not when it is drawn."""
    with pytest.raises(netassay.UnknownName):
        asked()


def test_every_format_is_printed_and_drawn() -> None:
    """Each dialect has a printer and a strategy, and nothing else is offered."""
    names = {dialect.name for dialect in DIALECTS}
    assert names == set(testing.dialects()) == set(strategy_dialects())
    for spec in TESTS.values():
        assert set(testing.dialects(spec.name)) == {
            dialect.name for dialect in DIALECTS if spec.name in dialect.tests
        }


def test_every_endpoint_is_drawn() -> None:
    """Each of the 35 endpoints has a strategy of bodies, by way of one road only."""
    endpoints = [(spec.name, family) for spec in TESTS.values() for family in spec.outputs]
    assert 35 == len(endpoints)
    assert all(has_strategy(*endpoint) for endpoint in endpoints)
    assert RECORDS.keys() <= set(endpoints)
    assert [] == [endpoint for endpoint in RECORDS if dialects_of(*endpoint)]


def test_all_damage_is_described() -> None:
    """Each kind of damage that can be asked for is done by something, and the other way round."""
    assert set(testing.DAMAGES) == set(KINDS)


@given(testing.measurements())
def test_measurements_are_records(measurement: object) -> None:
    """A measurement is a record of one of the tests."""
    assert type(measurement) in {spec.record for spec in TESTS.values()}


@given(testing.results(damage=["failed", "running", "not-run"]))
def test_results_are_what_bodies_give(result: netassay.Result) -> None:
    """Results are normalized: those of tasks without an end have no measurement."""
    assert ("none", None) == (result.completeness, result.measurement)
    verdicts = {"FAILED": "not-run", "RUNNING": "pending", "COMPLETED": "not-run"}
    assert verdicts[result.status] == result.verdict
    assert result.serial_number.startswith("CNEXAMPLE")


@given(testing.cases("show_command"))
def test_cases_are_of_the_test_that_was_asked_for(case: testing.Case) -> None:
    """A case names its test and its dialect, and its text is what the printer prints."""
    assert ("show_command", "show_text") == (case.test, case.dialect)
    assert case.dialect in testing.dialects(case.test)
    assert case.text == testing.printed(case.measurement, case.dialect)

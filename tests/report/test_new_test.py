"""A test that is new shows itself on the page, from its record alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

import pytest

from netassay import measurements
from netassay.core.keys.wire import Each
from netassay.core.records.compared import Compared
from netassay.core.records.record import Record, many, record, some
from netassay.core.spec import Test
from netassay.core.values.units import Meters, Milliseconds
from netassay.measurements import TESTS
from netassay.report import page
from netassay.report.field_paths import field_path, row_field_paths
from netassay.report.sections import Section, default_section, section_of
from netassay.sources import SavedResponse
from report.pages import page_data

if TYPE_CHECKING:
    from netassay.report.page_data import PageData


@record
class Echo(Record):
    """One echo."""

    step: int | None = some("its number")
    depth: Meters | None = some("how deep")


@record
class Sounding(Record):
    """A record of a test that the API does not have."""

    compared: ClassVar = Compared(less=("delay",), more=("deep",))

    boat: str | None = some("who measured")
    delay: Milliseconds | None = some("how long it took")
    deep: bool | None = some("whether there was water")
    crew: list[str] = many("who was there")
    echoes: list[Echo] = many("what came back")
    seldom: int | None = some("what hardly anybody says", rare=True)


SPEC = Test(
    name="echo_sounding",
    endpoint="echoSounding",
    record=Sounding,
    outputs={
        "cx": {
            "boat": "boat",
            "delay": "delay",
            "echoes": Each("echoes", {"step": "step", "depth": "depth"}),
        }
    },
    complete=lambda node: "delay" in node,
    verdict=lambda _: "passed",
    summary=lambda test: f"sounded by {test.boat}",
)
SECTION = Section(
    "echo_sounding",
    "Echo sounding",
    ("boat", "delay", "deep", "crew"),
    "echoes",
    ("step", "depth"),
    ("delay",),
)
BODY = {
    "status": "COMPLETED",
    "output": {"boat": "Beagle", "delay": 40, "echoes": [{"step": 1, "depth": 9.5}]},
}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> PageData:
    """Collect a result of the test, which is one of the API's for so long."""
    monkeypatch.setitem(TESTS, SPEC.name, SPEC)
    monkeypatch.setitem(measurements._BY_ENDPOINT, SPEC.endpoint, SPEC)
    url = "/network-troubleshooting/v1alpha1/cx/CN1/echoSounding/async-operations/7"
    return page_data([SavedResponse("sounding.json", json.dumps(BODY).encode(), url=url)])


def test_a_section_from_a_record() -> None:
    """Plain fields are columns, the list of records the rows, what is compared the trends."""
    assert SECTION == section_of(SPEC)


def test_a_record_of_a_list_alone() -> None:
    """Without plain fields the column is the list's length; a list in it has the rows."""
    section = default_section(TESTS["cable_test"])
    assert (("ports",), "ports.pairs") == (section.columns, section.rows)
    assert ("port", "state", "pair", "status", "length", "accuracy") == section.row_columns


def test_the_page_of_a_new_test(made: PageData) -> None:
    """The page has a section of it, with its figures, its rows and its summary."""
    (shown,) = made.filled_sections
    assert SECTION == shown.section
    assert [[0, "Beagle", 40.0, None, []]] == shown.results
    assert [[0, "echoes[0]", 1, 9.5]] == shown.rows
    assert ["sounded by Beagle"] == [row[8] for row in made.results]
    assert "Echo sounding" in page(made)


@pytest.mark.parametrize("spec", TESTS.values(), ids=TESTS)
def test_sections_fit_records(spec: Test) -> None:
    """What a section shows, its own or the default, are fields of the record."""
    for section in (section_of(spec), default_section(spec)):
        assert section.columns
        assert all(field_path(spec.record, path).label for path in section.columns)
        assert set(section.trends) <= set(section.columns)
        assert section.row_columns == tuple(
            one.key if one.unit == "" else one.key.rpartition("_")[0]
            for one in row_field_paths(spec.record, section.rows, section.row_columns)
        )

"""The JSON Schema says what the exported form is, no more and no less."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import netassay
from bodies import SEEDS, body, url
from exported import validated, validator
from netassay.core.verdicts import VERDICTS
from netassay.measurements import TESTS


def test_it_is_a_schema() -> None:
    """Each schema is a JSON Schema of draft 2020-12."""
    for test in (None, *TESTS):
        made = netassay.schema(test)
        Draft202012Validator.check_schema(made)
        assert "https://json-schema.org/draft/2020-12/schema" == made["$schema"]


def fields_in(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return all properties of all objects of a schema."""
    objects = [schema, *schema["$defs"].values()]
    return [pair for one in objects for pair in one["properties"].items()]


def test_every_field_is_described() -> None:
    """Each field has a description, and its unit where its name carries one."""
    units = {"_ms": "ms", "_s": "s", "_bps": "bit/s", "_bytes": "bytes", "_percent": "%", "_m": "m"}
    for name, field in fields_in(netassay.schema()):
        assert field["description"], name
        suffix = next((one for one in units if name.endswith(one)), None)
        assert (units[suffix] if suffix else None) == field.get("unit"), name


@pytest.mark.parametrize("name", SEEDS)
def test_results_fit(name: str) -> None:
    """What is exported fits the schema of all tests and that of its own."""
    data = validated(netassay.normalize(body(name), url=url(name)))
    own = Draft202012Validator(netassay.schema(name.split("/")[1]))
    assert [] == list(own.iter_errors(data))


def test_it_is_strict() -> None:
    """A field too many, one too few, another type or another test's record do not fit."""
    data = validated(netassay.normalize(body("aps/ping"), url=url("aps/ping")))

    def wrong(change: Any) -> bool:
        changed = copy.deepcopy(data)
        change(changed)
        return not validator().is_valid(changed)

    assert wrong(lambda one: one.update(more=1))
    assert wrong(lambda one: one.pop("extras"))
    assert wrong(lambda one: one["measurement"].update(rtt_avg_ms="204.7"))
    assert wrong(lambda one: one["measurement"]["replies"][0].update(outcome="lost"))
    assert wrong(lambda one: one.update(test="iperf"))
    assert wrong(lambda one: one.update(test="pong"))


def test_verdicts_are_words_with_a_meaning() -> None:
    """The schema has the verdict's words, and says what each means."""
    verdict = netassay.schema("ping")["properties"]["verdict"]
    assert list(VERDICTS) == verdict["enum"]
    for word, meaning in VERDICTS.items():
        assert f"{word} ({meaning})" in verdict["description"]


def test_unknown_test() -> None:
    """There is no schema of a test that does not exist."""
    with pytest.raises(netassay.UnknownName):
        netassay.schema("pong")

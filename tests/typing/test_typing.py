from __future__ import annotations

import importlib.util
import inspect
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
import stubs

import netassay
from bodies import SAMPLES
from netassay.core.records.record import Record, fields_of
from netassay.measurements import TESTS

PROGRAM = Path(__file__).with_name("program.py")
RECORDS = [
    one
    for name in netassay.__all__
    if isinstance(one := getattr(netassay, name), type) and issubclass(one, Record)
]


def checked(*command: str) -> str:
    """Return what a type checker says, nothing where it is content."""
    run = subprocess.run(
        [sys.executable, "-m", *command, str(PROGRAM)],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
    )
    return "" if run.returncode == 0 else run.stdout + run.stderr


@pytest.mark.parametrize("module", stubs.modules())
def test_stub(module: str) -> None:
    """Each stub says what its module says; `python tests/typing/stubs.py` writes it anew."""
    assert stubs.stub(module) == stubs.path_of(module).read_text()


def test_no_stub_is_left_over() -> None:
    """Each stub is one of a module that needs it."""
    found = set(stubs.SOURCE.rglob("*.pyi"))
    assert {stubs.path_of(module) for module in stubs.modules()} == found


@pytest.mark.slow
def test_mypy() -> None:
    """A user's program passes mypy --strict without an ignore."""
    assert "ignore" not in PROGRAM.read_text().replace("netassay", "")
    assert "" == checked("mypy", "--strict", "--config-file=")


@pytest.mark.slow
@pytest.mark.index
def test_pyright() -> None:
    """The same program passes pyright."""
    assert "" == checked("pyright", "--pythonpath", sys.executable)


def test_the_program_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """What the type checkers take does what it says."""
    spec = importlib.util.spec_from_file_location("program", PROGRAM)
    assert spec
    assert spec.loader
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    again = program.made()
    assert (3, 3, 20.5, 20.1) == (
        again.transmitted,
        again.received,
        again.rtt_avg_ms,
        again.replies[0].time_ms,
    )
    assert 0 == program.read(str(SAMPLES))
    told = {program.told(item) for item in netassay.read(SAMPLES) if item.test}
    assert {"5/4", "9.6 Mbit/s", "Device did not answer", "mail.example.org 37.0"} <= told
    program.reported("nonsense")
    assert "not JSON" in capsys.readouterr().out


def test_every_record_is_public() -> None:
    """The record of each test, and each record within one, is a public name."""
    assert {spec.record for spec in TESTS.values()} == set(get_args(netassay.Measurement))
    inner = {field.record for cls in RECORDS for field in fields_of(cls)} - {None, Record}
    assert inner <= set(RECORDS)


def test_no_public_name_is_a_module() -> None:
    """A public name stays what it is, whatever of netassay was imported."""
    modules = {path.stem for path in stubs.SOURCE.iterdir() if path.name != "__init__.py"}
    assert set() == modules & set(netassay.__all__)


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_help(cls: type[Record]) -> None:
    """`help` tells of each field what it means, and under which name its number stands plain."""
    told = inspect.getdoc(cls) or ""
    for field in fields_of(cls):
        assert f"    {field.name}: {field.doc}" in told
        assert field.unit is None or field.exported in told


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.json")), ids=lambda path: path.stem)
def test_a_display_makes_the_record_again(path: Path) -> None:
    """What `repr` shows can be given back to the constructors; results are told apart by id."""
    result = netassay.normalize(path.read_bytes())
    names = {name: getattr(netassay, name) for name in netassay.__all__}
    again = eval(repr(result), names)  # noqa: S307 - our own text
    assert (result, hash(result.id)) == (again, hash(again))

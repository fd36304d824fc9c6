"""The package as its users meet it: light to import, typed, one error tree, thread-safe."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import attrs
import pint
import pytest

import netassay
from bodies import SAMPLES, SEEDS, body, url
from netassay.core.records.stored import build
from netassay.records.ping import Ping, Reply

HEAVY = (
    "pint",
    "numpy",
    "rich",
    "cyclopts",
    "pyarrow",
    "duckdb",
    "cattrs",
    "msgspec",
    "publicsuffixlist",
)


def modules_after(statement: str) -> set[str]:
    """Return the modules that a new interpreter has loaded after a statement."""
    code = f"{statement}; import sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return set(json.loads(done.stdout))


def test_import_is_light() -> None:
    """Importing netassay loads nothing heavy."""
    assert set() == modules_after("import netassay").intersection(HEAVY)


def test_normalizing_needs_no_pint() -> None:
    """A pipeline that never looks at a quantity never loads pint."""
    statement = "import netassay; netassay.to_json(netassay.normalize({'status': 'RUNNING'}))"
    loaded = modules_after(statement)
    assert set() == loaded.intersection({"pint", "numpy", "rich", "cyclopts", "cattrs"})


@pytest.mark.parametrize(
    ("package", "to", "extra"),
    [
        ("pyarrow", "out", "arrow"),
        ("pyarrow", "out.duckdb", "arrow"),
        ("duckdb", "out.duckdb", "duckdb"),
    ],
)
def test_a_missing_extra_is_told_in_one_line(package, to, extra, tmp_path) -> None:
    """Without an extra's package, one line says what to install, and nothing is written."""
    code = f"import sys; sys.modules[{package!r}] = None; from netassay.cli import main; main()"
    words = [sys.executable, "-c", code, "load", str(SAMPLES), "--to", to]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    said = f"netassay: {package} is not installed; pip install 'netassay[{extra}]' brings it\n"
    assert (2, "", said) == (done.returncode, done.stdout, done.stderr)
    assert [] == list(tmp_path.iterdir())


def test_public_names() -> None:
    """Every public name is there, and no other."""
    for name in netassay.__all__:
        assert getattr(netassay, name) is not None
    assert sorted(netassay.__all__) == sorted(dir(netassay))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = netassay.nonsense


def test_one_error_tree() -> None:
    """All errors have one root; a bad input is a ValueError too."""
    assert issubclass(netassay.NotAResponse, netassay.NetassayError)
    assert issubclass(netassay.NotAResponse, ValueError)
    assert issubclass(netassay.UnknownName, netassay.NetassayError)
    error = pickle.loads(pickle.dumps(netassay.NotAResponse("why", "where")))
    assert ("why", "where", "why (where)") == (error.reason, error.place, str(error))


@pytest.mark.parametrize("name", SEEDS)
def test_results_travel(name: str) -> None:
    """A result survives pickling and copying."""
    result = netassay.normalize(body(name), url=url(name))
    assert result == pickle.loads(pickle.dumps(result))
    assert result == copy.deepcopy(result)
    started = pickle.loads(pickle.dumps(result)).started_at
    assert result.started_at.ns == started.ns


def test_threads() -> None:
    """Many threads at once get what one gets."""
    bodies = [(body(name), url(name)) for name in SEEDS] * 40
    alone = [netassay.normalize(saved, where) for saved, where in bodies]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda pair: netassay.normalize(*pair), bodies))
    assert alone == together


def test_input_stays_untouched() -> None:
    """A dict that is normalized is the caller's and stays as it was."""
    saved = body("gateways/iperf")
    netassay.normalize(saved)
    assert body("gateways/iperf") == saved


def test_records_take_quantities() -> None:
    """A record is made of plain numbers or of quantities, and can't be changed."""
    quantity = pint.get_application_registry().Quantity
    ping = Ping(rtt_avg=quantity(0.2, "s"), payload=56, replies=[Reply(sequence=1)])
    assert 200 == ping.rtt_avg_ms
    assert quantity(200, "ms") == ping.rtt_avg
    assert ping.rtt_min is None
    assert "Ping(payload=56, rtt_avg=200.0, replies=[Reply(sequence=1" in repr(ping)
    for name in ("rtt_avg", "received"):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(ping, name, 1)
    assert ping != build(Ping, {})
    assert ping != 7
    assert ping == attrs.evolve(ping)


def test_a_registry_set_later() -> None:
    """Quantities are of the application's registry, also of one that is set later."""
    result = netassay.normalize(body("aps/ping"))
    before = pint.get_application_registry().get()
    mine = pint.UnitRegistry()
    try:
        assert result.elapsed.to("min").units == before.minute
        pint.set_application_registry(mine)
        assert (result.elapsed + mine.Quantity(1, "s")).magnitude == pytest.approx(16.184342778)
    finally:
        pint.set_application_registry(before)

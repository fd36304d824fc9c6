"""What a test and a printed format need beside their module: each lack names the file to add."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from bodies import OUTPUTS, ROOT, SAMPLES
from netassay import dialects, measurements, records, testing
from netassay.core.lines.grammar import Dialect
from netassay.core.spec import Test
from netassay.dialects import DIALECTS
from netassay.errors import UnknownName
from netassay.measurements import TESTS, endpoint_named
from netassay.measurements import test_named as spec_named
from netassay.normalizing.identify import dialect_for
from netassay.report.sections import section_of
from netassay.testing.endpoints import has_strategy
from netassay.testing.records import RECORDS
from netassay.testing.registry import dialects_of, strategy_dialects
from readme import rows_of_tests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
#: What the README's table of tests calls each format, in the rows of its tests.
README_NAMES = {
    "ping_bsd": "BusyBox, inetutils, BSD and macOS",
    "ping_iputils": "iputils since 2010",
    "ping_aoss": "AOS-S",
    "ping_gateway": "gateways, routers",
    "ping_routeros": "MikroTik RouterOS",
    "ping_windows": "Windows (English)",
    "traceroute_unix": "Linux, BusyBox, BSD and macOS",
    "traceroute_inetutils": "inetutils and CX",
    "traceroute_aoss": "AOS-S and gateways",
    "traceroute_windows": "Windows (English)",
    "traceroute_router": "routers",
    "iperf3_json": "JSON (`-J`, `--json-stream`)",
    "iperf3": "client and server, text",
    "http_gateway": "HTTP ping of gateways",
    "arp_ap": "access points",
    "arp_aoss": "AOS-S",
    "arp_gateway": "gateways",
    "arp_gateway_ages": "gateways",
    "arp_linux": "`arp`",
    "arp_openbsd": "`arp`",
    "arp_unix": "`arp -a`, `ip neigh`",
    "show_text": "any, one command or several",
}


def lacks_of_test(spec: Test) -> Iterator[str]:
    """Give what a test lacks: the file to add or to edit, and what it is to hold."""
    if getattr(records, spec.record.__name__, None) is not spec.record:
        yield f"src/netassay/records/__init__.py: the record {spec.record.__name__}"
    if not spec.record.__module__.startswith("netassay.records."):
        yield f"src/netassay/records/{spec.name}.py: the record {spec.record.__name__}"
    if not section_of(spec).columns:
        yield f"src/netassay/report/sections.py: a section {spec.name!r}"
    if spec.name not in TESTS:
        yield f"src/netassay/measurements/__init__.py: {spec.name!r} in TESTS"
    for family in spec.outputs:
        yield from lacks_of_endpoint(spec, family)


def lacks_of_endpoint(spec: Test, family: str) -> Iterator[str]:
    """Give what a test lacks in one family."""
    saved = [SAMPLES, SAMPLES / "v1"]
    named = (spec.endpoint, *spec.other_endpoints)
    files = [folder / family / f"{name}.json" for folder in saved for name in named]
    if not any(file.exists() for file in files):
        yield f"{files[0].relative_to(ROOT)}: an answer of the API"
    drawn = (spec.name, family) in RECORDS
    if not drawn and not any(spec.name in one.tests for one in DIALECTS):
        yield f"src/netassay/testing/records/: RECORDS[{spec.name!r}, {family!r}], a strategy"
    elif not drawn and not dialects_of(spec.name, family):
        yield f"src/netassay/testing/strategies/: what {family} print of {spec.name}"


def lacks_of_dialect(dialect: Dialect) -> Iterator[str]:
    """Give what a printed format lacks."""
    name, test = dialect.name, dialect.tests[0]
    if name not in testing.dialects():
        yield f"src/netassay/testing/printers/{name}.py: `render`, which prints a record so"
    if name not in strategy_dialects():
        yield f"src/netassay/testing/strategies/{name}.py: `cases`, a strategy of texts"
    if not drawn_in_a_property_test(dialect):
        yield f"tests/property/test_{test}.py: a property of texts of {name}"
    if not any(dialect in read_by(spec) for spec in map(spec_of, dialect.tests) if spec):
        places = f"tests/dialects/test_{test}.py (or samples/, tests/corpus/outputs/)"
        yield f"{places}: a text of {name}"
    if dialect not in DIALECTS:
        yield f"src/netassay/dialects/__init__.py: {name!r} in DIALECTS"
    label = README_NAMES.get(name)
    if label is None:
        yield f"tests/test_completeness.py: what the README calls {name}, in README_NAMES"
    rows = {row.strip("`"): texts for row, *_, texts in rows_of_tests()}
    for row in dialect.tests:
        if label is None or label not in rows.get(row, ""):
            yield f"README.md: {label or name} in the row of {row!r}, the column `texts read`"


def spec_of(name: str) -> Test | None:
    """Return a test by its name, None where there is none of it."""
    try:
        return spec_named(name)
    except UnknownName:
        return None


def drawn_in_a_property_test(dialect: Dialect) -> bool:
    """Say whether a property test has the strategy of a format, or of its test."""
    cases = "|".join(rf'testing\.cases\("{test}"\)' for test in dialect.tests)
    strategy = rf"(?:strategies(?:\.| import [^)]*?))\b{dialect.name}\b"
    return any(
        re.search(rf"{strategy}|{cases}", file.read_text("utf-8"))
        for file in (HERE / "property").glob("test_*.py")
    )


@cache
def texts() -> dict[Test, list[str]]:
    """Return the texts that are saved, and those that tests quote, by the test that they are of."""
    found: dict[Test, list[str]] = {spec: [] for spec in TESTS.values()}
    for file in SAMPLES.rglob("*.json"):
        spec = endpoint_named(file.stem)
        text = json.loads(file.read_bytes()).get("rawOutput")
        if spec and text:
            found[spec].append(text)
    for file in OUTPUTS.glob("*/*.json"):
        text = json.loads(file.read_bytes())["stdout"]
        found[spec_named(file.parent.name.replace("iperf3", "iperf"))].append(text)
    quoted = list(quoted_texts())
    return {spec: [*saved, *quoted] for spec, saved in found.items()}


def quoted_texts() -> Iterator[str]:
    """Give the texts of several lines that the tests of measurements and formats quote."""
    for file in [
        *(HERE / "measurements").glob("test_*.py"),
        *(HERE / "dialects").glob("test_*.py"),
    ]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and "\n" in str(node.value):
                yield str(node.value)


@cache
def read_by(spec: Test) -> set[Dialect]:
    """Return the formats that read the texts of a test, each by what it shows."""
    read = ((dialect_for(text, spec, None), text) for text in texts()[spec])
    return {dialect for dialect, text in read if dialect and dialect.reads(text)}


def no_lacks(lacks: Iterable[str]) -> None:
    """Fail with all lacks, a line each: of two lists pytest tells the first difference only."""
    lines = list(lacks)
    if lines:
        pytest.fail("\n".join(["lacking:", *lines]), pytrace=False)


# --- Nothing is lacking ------------------------------------------------------------------


def modules_of(package: object) -> list[object]:
    """Return the modules and packages in a package, none of what is no package."""
    names = [module.name for module in pkgutil.iter_modules(getattr(package, "__path__", ()))]
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def defined_in(module: object, kind: type) -> dict[str, object]:
    """Return the tests or formats that a module or package defines, listed or not, by name."""
    found = {value.name: value for value in vars(module).values() if isinstance(value, kind)}
    for inner in modules_of(module):
        found |= defined_in(inner, kind)
    return found


@pytest.mark.parametrize(
    "spec", defined_in(measurements, Test).values(), ids=lambda spec: spec.name
)
def test_a_test_is_complete(spec: Test) -> None:
    """Each test has a public record, a section, and per family a sample and a strategy."""
    no_lacks(lacks_of_test(spec))
    assert all(has_strategy(spec.name, family) for family in spec.outputs)


@pytest.mark.parametrize(
    "dialect", defined_in(dialects, Dialect).values(), ids=lambda dialect: dialect.name
)
def test_a_dialect_is_complete(dialect: Dialect) -> None:
    """Each format is listed, in the README too, and has a printer, strategy, property and text."""
    no_lacks(lacks_of_dialect(dialect))


@pytest.mark.parametrize(
    ("package", "kind", "listed"),
    [(measurements, Test, TESTS.values()), (dialects, Dialect, DIALECTS)],
    ids=["measurements", "dialects"],
)
def test_no_module_is_left_out(package: object, kind: type, listed: object) -> None:
    """Each module or package defines a test or a format, and all that they define are listed."""
    for module in modules_of(package):
        found = defined_in(module, kind)
        assert found, module.__name__
        assert set(found.values()) <= set(listed), module.__name__


def test_nothing_else_is_offered() -> None:
    """The kit has no printer, strategy or record of what there is not, and one road to each."""
    endpoints = {(spec.name, family) for spec in TESTS.values() for family in spec.outputs}
    assert {dialect.name for dialect in DIALECTS} == set(testing.dialects())
    assert set(testing.dialects()) == set(strategy_dialects())
    assert endpoints >= RECORDS.keys()
    assert [] == [endpoint for endpoint in RECORDS if dialects_of(*endpoint)]
    for name in TESTS:
        of_test = {dialect.name for dialect in DIALECTS if name in dialect.tests}
        assert of_test == set(testing.dialects(name))


# --- A lack is told -----------------------------------------------------------------------


class Unknown(records.Tcp):
    """A record that is not public."""


def test_what_a_new_test_lacks() -> None:
    """Of a test that is nothing but a module, each file to add is named."""
    spec = attrs.evolve(
        TESTS["tcp"], name="sounding", endpoint="soundings", record=Unknown, outputs={"cx": {}}
    )
    assert [
        "src/netassay/records/__init__.py: the record Unknown",
        "src/netassay/records/sounding.py: the record Unknown",
        "src/netassay/measurements/__init__.py: 'sounding' in TESTS",
        "samples/cx/soundings.json: an answer of the API",
        "src/netassay/testing/records/: RECORDS['sounding', 'cx'], a strategy",
    ] == list(lacks_of_test(spec))


def test_what_a_new_family_lacks() -> None:
    """Of a family that is new to a test, its sample and what it prints are named."""
    assert [
        "samples/aps/iperf.json: an answer of the API",
        "src/netassay/testing/strategies/: what aps print of iperf",
    ] == list(lacks_of_endpoint(TESTS["iperf"], "aps"))


def test_what_a_new_dialect_lacks() -> None:
    """Of a format that is nothing but a module, each file to add is named."""
    dialect = Dialect(
        "tcp_lead",
        tests=("tcp",),
        record=records.Tcp,
        families=("cx",),
        signature="^lead ",
        lines=(),
    )
    assert [
        "src/netassay/testing/printers/tcp_lead.py: `render`, which prints a record so",
        "src/netassay/testing/strategies/tcp_lead.py: `cases`, a strategy of texts",
        "tests/property/test_tcp.py: a property of texts of tcp_lead",
        "tests/dialects/test_tcp.py (or samples/, tests/corpus/outputs/): a text of tcp_lead",
        "src/netassay/dialects/__init__.py: 'tcp_lead' in DIALECTS",
        "tests/test_completeness.py: what the README calls tcp_lead, in README_NAMES",
        "README.md: tcp_lead in the row of 'tcp', the column `texts read`",
    ] == list(lacks_of_dialect(dialect))


def test_all_lacks_are_told_at_once() -> None:
    """A test that fails names each lack."""
    with pytest.raises(pytest.fail.Exception, match=r"lacking:\none\nother$"):
        no_lacks(["one", "other"])
    no_lacks([])


def test_what_the_readme_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format whose name is not in the README's rows of its tests is named with each of them."""
    monkeypatch.setitem(README_NAMES, "http_gateway", "HTTP ping of switches")
    dialect = next(dialect for dialect in DIALECTS if dialect.name == "http_gateway")
    assert [
        f"README.md: HTTP ping of switches in the row of {test!r}, the column `texts read`"
        for test in ("http", "https")
    ] == list(lacks_of_dialect(dialect))

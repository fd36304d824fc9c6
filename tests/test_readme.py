"""Every command and snippet of the README does what it shows, and what its pages name is there."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bodies import ROOT, SAMPLES, body
from netassay.core.finding import SEVERITIES
from netassay.core.verdicts import VERDICTS
from netassay.dialects import DIALECTS
from netassay.measurements import TESTS
from readme import PAGES, README, blocks, rows_of, rows_of_tests, snippets

if TYPE_CHECKING:
    from pathlib import Path

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def test_python_snippets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The snippets, one after the other, give what they show."""
    monkeypatch.chdir(ROOT)
    test = snippets()
    assert 15 < len(test.examples)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    runner.run(test, out=report.append)
    assert 0 == runner.failures, "".join(report)


def shown_commands() -> list[tuple[str, str]]:
    """Return the commands of the console blocks, each with the output that is shown."""
    text = "".join(blocks("console"))
    return [
        (command, output)
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)
    ]


@pytest.mark.slow
def test_commands(tmp_path: Path) -> None:
    """The commands give the output they show, and exit as they should."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    (tmp_path / "ping.txt").write_text(body("aps/ping")["rawOutput"], "utf-8")
    commands = shown_commands()
    assert 13 == len(commands)
    for command, shown in commands:
        words = shlex.split(command)
        assert "netassay" == words[0]
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "100"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        # Of the samples a traceroute does not reach its destination.
        assert int("--verdict" in words) == done.returncode, done.stderr
        checker = doctest.OutputChecker()
        printed = done.stdout or ("\n" if shown else "")
        # How wide a table is lies with rich's version.
        expected, got = (re.sub("─+", "─", text) for text in (shown, printed))
        assert checker.check_output(expected, got, FLAGS) or "...\n" == shown, printed


def test_the_table_of_tests() -> None:
    """It has each test with its endpoints, record and families, and texts where some are read."""
    with_texts = {test for dialect in DIALECTS for test in dialect.tests}
    expected = {
        name: (
            {spec.endpoint, *spec.other_endpoints},
            spec.record.__name__,
            set(spec.outputs),
            name in with_texts,
        )
        for name, spec in TESTS.items()
    }
    rows = rows_of_tests()
    words = re.compile(r"[\w-]+")
    assert expected == {
        name.strip("`"): (
            set(words.findall(urls)),
            record.strip("`"),
            set(words.findall(families)),
            bool(texts),
        )
        for name, urls, record, families, texts in rows
    }


def test_findings_and_verdicts() -> None:
    """The table has each code with its severity, and every verdict is explained."""
    rows = rows_of("code | severity | when")
    assert {code.strip("`"): severity for code, severity, _ in rows} == SEVERITIES
    reference = README.partition("**Verdict**")[2]
    assert [] == [verdict for verdict in VERDICTS if f"`{verdict}`, " not in reference]


def test_the_readme_is_short() -> None:
    """Who reads it all has soon done so."""
    assert len(README.splitlines()) <= 330


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page: str) -> None:
    """Files that a page links, and tests that it names, exist."""
    text = PAGES[page]
    links = re.findall(r"\]\((?!http)([^)#]+)", text)
    assert [] == [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    files = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    named = set(re.findall(r"\btest_\w+\b", text)) - files
    assert [] == [name for name in sorted(named) if f"def {name}(" not in sources]


def test_counts_of_samples() -> None:
    """The counts that the pages name are those of the samples."""
    counts = [len(list(SAMPLES.glob(glob))) for glob in ("*/*.json", "v1/*/*.json")]
    assert [35, 13] == counts
    assert "48 responses: a body of each of the 35 endpoints" in PAGES["samples/README"]


def test_the_test_command_is_what_ci_runs() -> None:
    """The README's way to run the tests is the way they are run."""
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    (command,) = [line for line in "".join(blocks("sh")).splitlines() if "pytest" in line]
    environment, install, run = command.split(" && ")
    assert environment in script
    assert install.replace("install", "install --quiet") in script
    assert run.removeprefix(".venv/bin/") in script


@pytest.mark.index
@pytest.mark.slow
@pytest.mark.skipif("CI" not in os.environ, reason="installs from the package index")
def test_the_main_command_in_a_fresh_copy(tmp_path: Path) -> None:
    """The one command of the first screen works where there is only Python."""
    fresh = tmp_path / "clone"
    ignore = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, fresh, ignore=ignore)
    (command,) = [line for line in "".join(blocks("sh")).splitlines() if "normalize" in line]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=fresh,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    results = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert 48 == len(results)

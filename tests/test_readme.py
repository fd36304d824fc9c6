"""Every command and snippet of the README does what it shows."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

from bodies import ROOT, body

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text("utf-8")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_python_snippets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The snippets, one after the other, give what they show."""
    monkeypatch.chdir(ROOT)
    parser = doctest.DocTestParser()
    test = parser.get_doctest("\n".join(blocks("pycon")), {}, "README", "README.md", 0)
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
    assert 15 == len(commands)
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
        assert checker.check_output(shown, printed, FLAGS) or "...\n" == shown, printed


def test_the_query(tmp_path: Path) -> None:
    """The query answers what is shown of a load of the samples."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    (command,) = [command for command, _ in shown_commands() if " load " in command]
    words = [sys.executable, "-m", *shlex.split(command)]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True)
    (query,) = blocks("sql")
    with duckdb.connect(str(tmp_path / "out.duckdb")) as connection:
        answer = connection.execute(query)
        names = [column[0] for column in answer.description]
        rows = [[str(value) for value in row] for row in answer.fetchall()]
    head, *shown = re.findall(r"^\| (.*) \|$", README.partition(query)[2], re.MULTILINE)
    assert names == head.split(" | ")
    assert rows == [row.split(" | ") for row in shown[: len(rows)]]


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
    assert 35 == len(results)

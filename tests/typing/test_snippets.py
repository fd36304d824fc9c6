"""The README's Python snippets, as one program, pass the type checkers without an ignore."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from readme import snippets

if TYPE_CHECKING:
    from pathlib import Path

#: What a user sets who calls packages without types.
CONFIG = """
[mypy]
strict = true
untyped_calls_exclude = dask
[mypy-dask.*,pandas.*,pyarrow.*]
ignore_missing_imports = true
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Give the snippets as a file, in a folder with a configuration of mypy."""
    source = "".join(example.source for example in snippets().examples)
    assert "ignore" not in source
    (tmp_path / "mypy.ini").write_text(CONFIG)
    path = tmp_path / "snippets.py"
    path.write_text(source, "utf-8")
    return path


def checked(program: Path, *command: str) -> str:
    """Return what a type checker says, nothing where it is content."""
    run = subprocess.run(
        [sys.executable, "-m", *command, program.name],
        check=False,
        capture_output=True,
        text=True,
        cwd=program.parent,
        env=os.environ | {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
    )
    return "" if run.returncode == 0 else run.stdout + run.stderr


@pytest.mark.slow
def test_mypy(program: Path) -> None:
    """The snippets pass mypy --strict."""
    assert "" == checked(program, "mypy", "--config-file", "mypy.ini")


@pytest.mark.slow
@pytest.mark.index
def test_pyright(program: Path) -> None:
    """The snippets pass pyright."""
    assert "" == checked(program, "pyright", "--pythonpath", sys.executable)

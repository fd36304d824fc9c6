"""Print the lowest version of each package that `pyproject.toml` allows, as pip's constraints.

With the names of extras only what these need, and the project itself, is printed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

NAME_AND_BOUND = re.compile(r"([\w.-]+)(?:\[[^]]*\])?\s*>=\s*([\w.]+)[^;]*(;.*)?")


def main(*extras: str) -> None:
    """Print the constraints."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    wanted = [*project["dependencies"]]
    for extra in extras or optional:
        wanted += optional[extra]
    for requirement in wanted:
        if requirement.startswith(f"{project['name']}["):
            continue
        found = NAME_AND_BOUND.fullmatch(requirement)
        if found is None:
            sys.exit(f"{requirement!r} has no lower bound")
        name, bound, marker = found.groups()
        print(f"{name}=={bound}{marker or ''}")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The TextFSM templates of the package ntc-templates, by family and command.

The index of that package says which template is for which commands of which platform; of a
platform the first that fits a command counts, as it does there. A command is a device's or a
stranger's text: it is only compared with the index, and no part of a path. The package's own
files are read, whatever `NTC_TEMPLATES_DIR` says.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.limits import LARGEST_TABLE_TEXT, LONGEST_COMMAND, MOST_LINES_OF_TABLE
from netassay.normalizing.shown.machine import Machine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["parsed_by_template"]

#: The platform of each family, as the package names it.
_PLATFORMS: Final = {
    "aps": "aruba_os",
    "cx": "aruba_aoscx",
    "aos-s": "hp_procurve",
    "gateways": "aruba_os",
}
#: The end of a command that may be written short: ``sh[[ow]]``.
_REST: Final = re.compile(r"\[\[([^]]+)\]\]")
_FILE: Final = re.compile(r"[\w.-]+\.textfsm")
_COLUMNS: Final = 4


@attrs.frozen
class _Entry:
    """A line of the index: a template, the platforms and the commands that it is for."""

    template: str
    platforms: re.Pattern[str]
    commands: re.Pattern[str]


def parsed_by_template(
    command: str, lines: Sequence[str], family: str | None
) -> tuple[str, list[dict[str, str]]] | None:
    """Return the name of the template that reads all of some lines, and their rows; else None.

    Where the family is not known, it must be just one template out of those of all families.
    """
    command = " ".join(command.split())
    if len(command) > LONGEST_COMMAND or len(lines) > MOST_LINES_OF_TABLE:
        return None
    if sum(map(len, lines)) > LARGEST_TABLE_TEXT:
        return None
    found = [
        (name.removesuffix(".textfsm"), rows)
        for name in _templates_for(command, family)
        if (rows := _rows(name, list(lines)))
    ]
    return found[0] if len(found) == 1 else None


def _templates_for(command: str, family: str | None) -> list[str]:
    """Return the template of each platform that a command may be for, each once."""
    platforms = [_PLATFORMS[family]] if family else list(_PLATFORMS.values())
    firsts = (
        next((one for one in _index() if _is_for(one, platform, command)), None)
        for platform in platforms
    )
    return list(dict.fromkeys([one.template for one in firsts if one is not None]))


def _is_for(entry: _Entry, platform: str, command: str) -> bool:
    return entry.platforms.match(platform) is not None and entry.commands.match(command) is not None


def _rows(template: str, lines: list[str]) -> list[dict[str, str]]:
    """Return the rows of a text, none where its template does not read it to the end."""
    waiting = _machines.setdefault(template, [])
    try:
        machine = waiting.pop() if waiting else _machine(template)
        rows = machine.read(lines)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a template is a program of others, and may do anything
        return []
    names = [name.lower() for name in machine.names]
    waiting.append(machine)
    return [dict(zip(names, map(_text, row), strict=True)) for row in rows]


#: Machines that no thread uses, by template.
_machines: Final[dict[str, list[Machine]]] = {}


def _text(value: Any) -> str:
    """Return a value as text: the items of a list with commas between, of an object its values."""
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, dict):
        return " ".join([_text(item) for item in value.values() if item])
    return "" if value is None else str(value)


# --- The package ------------------------------------------------------------------------


@cache
def _folder() -> Path:
    spec = find_spec("ntc_templates")
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places or ()))) / "templates"


def _machine(template: str) -> Machine:
    return Machine((_folder() / template).read_text("utf-8"))


@cache
def _index() -> tuple[_Entry, ...]:
    """Return the lines of the index that are for our families, in their order."""
    with (_folder() / "index").open(encoding="utf-8", newline="") as file:
        return tuple(_entries(file))


def _entries(file: Iterator[str]) -> Iterator[_Entry]:
    for row in csv.reader(file, skipinitialspace=True):
        cells = [cell.strip() for cell in row]
        if len(cells) != _COLUMNS or not _FILE.fullmatch(cells[0]):
            continue
        platforms = re.compile(f"(?:{cells[2]})$")
        if any(platforms.match(one) for one in _PLATFORMS.values()):
            # More words may follow: `show interface 1/1/1`.
            commands = re.compile(rf"(?:{_REST.sub(_completed, cells[3])})(?!\S)")
            yield _Entry(cells[0], platforms, commands)


def _completed(match: re.Match[str]) -> str:
    """Return the pattern of the end of a word that may be cut anywhere: ``(o(w)?)?``."""
    return f"(?:{'(?:'.join(map(re.escape, match[1]))}{')?' * len(match[1])}"

"""Readers of texts made of TextFSM templates, as many write them for themselves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import textfsm

if TYPE_CHECKING:
    from collections.abc import Callable


def template_reader(template: str) -> Callable[[str], list[list[Any]]]:
    """Return the reader that TextFSM makes of a template."""
    machine = textfsm.TextFSM(io.StringIO(template.lstrip()))

    def read(text: str) -> list[list[Any]]:
        machine.Reset()
        rows: list[list[Any]] = machine.ParseText(text)
        return rows

    return read

"""Packages that only some need: imported where they are used, asked for by name if missing."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from importlib import import_module
from typing import TYPE_CHECKING, Final

from netassay.errors import MissingExtra
from netassay.interrupts import interrupts_put_off

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["needed"]

#: Modules whose import aborts the process at an exception, as Ctrl-C raises one.
_ABORTING: Final = frozenset(("duckdb",))


def needed(module: str, extra: str) -> ModuleType:
    """Import a module; raise `MissingExtra` that names the extra which brings it."""
    try:
        with interrupts_put_off() if module in _ABORTING - sys.modules.keys() else nullcontext():
            return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        message = f"{package} is not installed; pip install 'netassay[{extra}]' brings it"
        raise MissingExtra(message, name=error.name) from None

"""The registry of printers and strategies, by the names of their dialects."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from netassay.dialects import DIALECTS
from netassay.errors import MissingExtra, UnknownName
from netassay.measurements import test_named

if TYPE_CHECKING:
    from types import ModuleType

    from hypothesis.strategies import SearchStrategy

    from netassay.core.records.record import Record
    from netassay.testing.case import Case

__all__ = [
    "cases",
    "dialects",
    "dialects_of",
    "family_cases",
    "printed",
    "require_hypothesis",
    "strategy_dialects",
]

_BY_NAME: Final = {dialect.name: dialect for dialect in DIALECTS}


def require_hypothesis() -> None:
    """Raise `MissingExtra` where Hypothesis is not installed."""
    if find_spec("hypothesis") is None:
        raise MissingExtra("strategies need Hypothesis: pip install 'netassay[testing]'")


@cache
def _modules(package: str) -> dict[str, str]:
    """Return the paths of the modules in `printers` or `strategies`, by dialect."""
    here = f"{__package__}.{package}"
    return {name: f"{here}.{name}" for name in _BY_NAME if find_spec(f"{here}.{name}")}


def _module(package: str, name: str) -> ModuleType:
    modules = _modules(package)
    if name not in modules:
        raise UnknownName(f"no dialect is called {name!r}; there are {', '.join(modules)}")
    return import_module(modules[name])


def dialects(test: str | None = None) -> tuple[str, ...]:
    """Return the names of the printed formats that have a printer, of one test or of all.

    Raises `UnknownName` for an unknown test.
    """
    wanted = None if test is None else test_named(test).name
    return tuple(name for name in _modules("printers") if wanted in (None, *_BY_NAME[name].tests))


def printed(measurement: Record, dialect: str, **style: Any) -> str:
    """Return a record as the tool behind a dialect would print it.

    `style` are options of the printer, which its module in `netassay.testing.printers`
    documents. Raises `UnknownName` for a dialect
    that has no printer.
    """
    text: str = _module("printers", dialect).render(measurement, **style)
    return text


def strategy_dialects() -> tuple[str, ...]:
    """Return the names of the printed formats that have a strategy."""
    return tuple(_modules("strategies"))


def dialects_of(test: str, family: str) -> tuple[str, ...]:
    """Return the dialects that a family prints a test in and that have a strategy."""
    return tuple(
        name
        for name in _modules("strategies")
        if test in _BY_NAME[name].tests and family in _BY_NAME[name].families
    )


def family_cases(test: str, family: str) -> list[SearchStrategy[Case]]:
    """Return the strategies of a test's texts as a family prints them, one per dialect.

    A module's `of_family`, if there, leaves out what that family never prints.
    """
    modules = [(name, _module("strategies", name)) for name in dialects_of(test, family)]
    return [
        module.of_family(family) if hasattr(module, "of_family") else cases(test, name)
        for name, module in modules
    ]


def cases(test: str | None = None, dialect: str | None = None) -> SearchStrategy[Case]:
    """Return a strategy of measurements with their texts, of one format, one test or all.

    Raises `MissingExtra` without Hypothesis, and `UnknownName` for a test or a dialect that
    has none.
    """
    require_hypothesis()
    from hypothesis import strategies as st  # noqa: PLC0415 - an extra

    wanted = None if test is None else test_named(test).name
    names = [dialect] if dialect is not None else list(_modules("strategies"))
    modules = [_module("strategies", name) for name in names]
    fitting = [
        cast("SearchStrategy[Case]", module.cases())
        for name, module in zip(names, modules, strict=True)
        if wanted in (None, *_BY_NAME[name].tests)
    ]
    if not fitting:
        raise UnknownName(f"no text of {wanted} is known; use `bodies` or `measurements`")
    # Two tests may print alike (http and https).
    strategy = st.one_of(fitting)
    return (
        strategy if wanted is None else strategy.map(lambda case: attrs.evolve(case, test=wanted))
    )

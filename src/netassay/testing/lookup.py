"""Printers and strategies of the printed formats, found by the dialect's name."""

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
    "cases_of",
    "dialects",
    "drawn_dialects",
    "needs_hypothesis",
    "printed",
    "printed_by",
]

_BY_NAME: Final = {dialect.name: dialect for dialect in DIALECTS}


def needs_hypothesis() -> None:
    """Raise `MissingExtra` where Hypothesis is not installed."""
    if find_spec("hypothesis") is None:
        raise MissingExtra("strategies need Hypothesis: pip install 'netassay[testing]'")


@cache
def _offered_by(package: str) -> dict[str, str]:
    """Return the modules of `printers` or `strategies` by the dialect each is named after."""
    here = f"{__package__}.{package}"
    return {name: f"{here}.{name}" for name in _BY_NAME if find_spec(f"{here}.{name}")}


def _module(package: str, name: str) -> ModuleType:
    offered = _offered_by(package)
    if name not in offered:
        raise UnknownName(f"no dialect is called {name!r}; there are {', '.join(offered)}")
    return import_module(offered[name])


def dialects(test: str | None = None) -> tuple[str, ...]:
    """Return the names of the printed formats that have a printer, of one test or of all.

    Raises `UnknownName` for an unknown test.
    """
    wanted = None if test is None else test_named(test).name
    return tuple(
        name for name in _offered_by("printers") if wanted in (None, *_BY_NAME[name].tests)
    )


def printed(measurement: Record, dialect: str, **style: Any) -> str:
    """Return a record as the tool behind a dialect would print it.

    `style` says which of its forms is wanted; the printer's own module
    (`netassay.testing.printers`) tells what there is. Raises `UnknownName` for a dialect
    that has no printer.
    """
    text: str = _module("printers", dialect).printed(measurement, **style)
    return text


def drawn_dialects() -> tuple[str, ...]:
    """Return the names of the printed formats that have a strategy."""
    return tuple(_offered_by("strategies"))


def printed_by(test: str, family: str) -> tuple[str, ...]:
    """Return the formats that a family prints a test in, as far as there are strategies."""
    return tuple(
        name
        for name in _offered_by("strategies")
        if test in _BY_NAME[name].tests and family in _BY_NAME[name].families
    )


def cases_of(test: str, family: str) -> list[SearchStrategy[Case]]:
    """Return strategies of what a family prints of a test, a strategy for each format.

    A format's `of_family`, where its module has one, leaves out what that family never prints.
    """
    modules = [(name, _module("strategies", name)) for name in printed_by(test, family)]
    return [
        module.of_family(family) if hasattr(module, "of_family") else cases(test, name)
        for name, module in modules
    ]


def cases(test: str | None = None, dialect: str | None = None) -> SearchStrategy[Case]:
    """Return a strategy of measurements with their texts, of one format, one test or all.

    Raises `MissingExtra` without Hypothesis, and `UnknownName` for a test or a dialect that
    has none.
    """
    needs_hypothesis()
    from hypothesis import strategies as st  # noqa: PLC0415 - an extra

    wanted = None if test is None else test_named(test).name
    names = [dialect] if dialect is not None else list(_offered_by("strategies"))
    modules = [_module("strategies", name) for name in names]
    fitting = [
        cast("SearchStrategy[Case]", module.cases())
        for name, module in zip(names, modules, strict=True)
        if wanted in (None, *_BY_NAME[name].tests)
    ]
    if not fitting:
        raise UnknownName(f"no text of {wanted} is known; use `bodies` or `measurements`")
    # Two tests may print alike (http and https).
    drawn = st.one_of(fitting)
    return drawn if wanted is None else drawn.map(lambda case: attrs.evolve(case, test=wanted))

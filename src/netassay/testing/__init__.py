"""For tests of code that handles results: records, bodies, results, and texts of devices.

::

    from hypothesis import given
    from netassay import normalize, testing

    @given(testing.bodies("ping", "aps", damage=testing.DAMAGES))
    def test_my_code_accepts_any_response(body):
        my_code(normalize(body.body, url=body.url))

* `printed` prints a record as the tool behind a dialect would; `dialects` names them.
* `cases` draws measurements with their texts, `measurements` records of any test,
  `bodies` saved answers of the API, whole or damaged, and `results` what `normalize` makes
  of them, under the paths of either version. These are Hypothesis strategies and need the extra ``testing``; printing needs
  nothing but netassay.
* `stated` writes the `output` that the API would give of a record.

Printers are written from the tools' own formats, independently of the grammars. Drawn names
and addresses are those reserved for documentation.

    case        what strategies draw: `Case`, `Body`, `Damage`
    registry    printers and strategies by dialect
    endpoints   strategies of records and bodies by test and family
    output      `output` as the API states a record
    damage      the kinds of damage to a body
    records     strategies of records that have no text
    strategies  strategies of records with their texts, a module per dialect
    printers    texts of records, a module per dialect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.testing.case import Body, Case, Damage
from netassay.testing.output import stated
from netassay.testing.registry import cases, dialects, printed, require_hypothesis

if TYPE_CHECKING:
    from collections.abc import Collection

    from hypothesis.strategies import SearchStrategy

    from netassay.core.records.record import Record
    from netassay.records.result import Result

__all__ = [
    "DAMAGES",
    "Body",
    "Case",
    "Damage",
    "bodies",
    "cases",
    "dialects",
    "measurements",
    "printed",
    "results",
    "stated",
]

#: The kinds of damage that `bodies` can do, and what each does.
DAMAGES: Final = {
    "replaced-value": "a value of `output` is null, a stand-in, of another kind or huge",
    "removed-key": "a key of `output` is missing",
    "unknown-key": "a key that the API never had",
    "dropped-row": "a row of a list in `output` is missing",
    "changed-number": "a number of `output` is another one, by more than its last digit",
    "cut-text": "the text ends early, anywhere",
    "garbled-line": "a line of the text has other characters",
    "strange-line": "a line among the others that no tool prints",
    "line-ends": "lines end in CR LF, LF CR or CR",
    "noise": "a byte order mark, NUL, terminal codes or characters without width in the text",
    "wrong-time": "a time is null, impossible or none",
    "half-done": "the task is not done: the first rows of `output`, and the text so far",
    "not-run": "the task ended with a reason and without a measurement: no output, no text",
    "failed": "the task failed: no output, no text",
    "running": "the task is not done: no output, no text",
}


def measurements(test: str | None = None, family: str | None = None) -> SearchStrategy[Record]:
    """Return a strategy of records, plausible and in themselves consistent, as devices print them.

    Of one test and family or, where one is None, of all. Raises `MissingExtra` without
    Hypothesis, and `UnknownName` for an endpoint that the API does not have.
    """
    require_hypothesis()
    from netassay.testing import endpoints  # noqa: PLC0415 - an extra

    return endpoints.measurements(test, family)


def bodies(
    test: str | None = None,
    family: str | None = None,
    *,
    sides: str = "both",
    damage: Collection[str] = (),
) -> SearchStrategy[Body]:
    """Return a strategy of saved bodies as the API would answer them.

    `sides` says which of `output` and `rawOutput` a body has: ``both`` (the text where that
    family prints one), ``output`` or ``text``. `damage` names kinds of `DAMAGES`; each body
    then has just one of them. Raises `MissingExtra` without Hypothesis, and `UnknownName`
    for an endpoint, a side or a damage that does not exist.
    """
    require_hypothesis()
    from netassay.testing import endpoints  # noqa: PLC0415

    return endpoints.bodies(test, family, sides, damage)


def results(
    test: str | None = None,
    family: str | None = None,
    *,
    sides: str = "both",
    damage: Collection[str] = (),
) -> SearchStrategy[Result]:
    """Return a strategy of results: what `normalize` makes of such `bodies`, with their URL."""
    from netassay.normalizing.entry import normalize  # noqa: PLC0415 - only drawing needs it

    return bodies(test, family, sides=sides, damage=damage).map(
        lambda body: normalize(body.body, url=body.url)
    )

"""Results back from the JSON that they were exported as.

`cattrs` structures them strictly, with no coercion, so that what comes back equals what went
out: nothing is derived again, and ids stay.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from netassay.core.codec import decode
from netassay.core.records.record import Field, Record, fields_of
from netassay.core.records.stored import build
from netassay.core.values.times import Timestamp
from netassay.errors import NotAResponse
from netassay.measurements import TESTS
from netassay.records.result import Result
from netassay.records.show_command import MeasuredRun, ShowCommand

if TYPE_CHECKING:
    from collections.abc import Callable

    import cattrs

__all__ = ["ExportedResult", "from_json", "is_exported", "stored_result"]

#: Keys of each exported result, also of a compact one; no response of the API has one of them.
_TELLING: Final = frozenset({"id", "kind", "completeness"})
_ID: Final = re.compile(r"[0-9a-f]{32}")
_ROW: Final = b'"netassay_version"'


class ExportedResult(NotAResponse):
    """What was to be normalized is a result that netassay exported."""


def is_exported(body: dict[str, Any]) -> bool:
    """Say whether an object is a result that netassay exported, and no response."""
    return body.keys() >= _TELLING


def stored_result(data: bytes) -> Result:
    """Return an exported result of a source, as `from_json` does; its id is one that netassay makes."""
    if _ROW in data and "netassay_version" in decode(data):
        raise NotAResponse("a row of a table that netassay loaded, not a response")
    result = from_json(data)
    if not _ID.fullmatch(result.id):
        raise NotAResponse("no exported result: its id is not of 32 hex digits")
    return result


def from_json(text: str | bytes) -> Result:
    """Return the result that `to_json` made a text of, of this version or the one before.

    A result that was exported without a verdict is judged now. Raises `NotAResponse` for any
    other text, with the path of what is wrong in it.
    """
    import cattrs  # noqa: PLC0415 - only those who read results back pay for it

    data = _of_now(decode(text))
    test = data.get("test") if isinstance(data, dict) else None
    converter = _converter(test if isinstance(test, str) and test in TESTS else "")
    try:
        result: Result = converter.structure(data, Result)
    except (cattrs.BaseValidationError, ValueError, TypeError, KeyError) as error:
        problem, *_ = cattrs.transform_error(error, format_exception=lambda one, _: str(one))
        raise NotAResponse(f"no exported result: {problem}") from None
    return result if "verdict" in data else _judged(result)


def _of_now(data: Any) -> Any:
    """Return an exported result as it is now: a show command was one command and its response."""
    measured = data.get("measurement") if isinstance(data, dict) else None
    if not isinstance(measured, dict) or {"command", "response"} != measured.keys():
        return data
    command = measured["command"]
    now = {"requested": [] if command is None else [command], "responses": [measured]}
    return data | {"measurement": now}


def _judged(result: Result) -> Result:
    """Return a result with the verdict and the summary that it was exported without."""
    values = result.__dict__
    return build(Result, {name: values[name] for name in values if name not in _TOLD})


#: What a result tells of itself where nothing is stored of it.
_TOLD: Final = ("verdict", "summary")


@cache
def _converter(test: str) -> cattrs.Converter:
    """Return the converter for results of a test; its hooks take just what a record may hold."""
    import cattrs  # noqa: PLC0415

    measured = TESTS[test].record if test else Record
    converter = cattrs.Converter()
    converter.register_structure_hook_factory(
        lambda cls: isinstance(cls, type) and issubclass(cls, Record),
        lambda cls: _of_run if cls is MeasuredRun else _structuring(cls, measured, converter),
    )
    return converter


def _of_run(data: Any, cls: type[MeasuredRun]) -> Any:
    """Return a run within a show command, whose measurement is of the test that the run names."""
    test = data.get("test") if isinstance(data, dict) else None
    is_run = isinstance(test, str) and test in TESTS and TESTS[test].record is not ShowCommand
    return _structuring_run(test if is_run else "")(data, cls)


@cache
def _structuring_run(test: str) -> Callable[[Any, Any], Any]:
    measured = TESTS[test].record if test else Record
    return _structuring(MeasuredRun, measured, _converter(test))


def _structuring(
    cls: type[Record], measured: type[Record], converter: cattrs.Converter
) -> Callable[[Any, Any], Any]:
    """Return what makes a record of an object with the exported names of its fields, and no others."""
    from cattrs.gen import make_dict_structure_fn, override  # noqa: PLC0415

    fields: dict[str, Any] = {
        field.name: override(
            rename=field.exported,
            struct_hook=_hook(
                field, measured if field.record is Record else field.record, converter
            ),
        )
        for field in fields_of(cls)
    }
    made: Any = cls[Any] if getattr(cls, "__parameters__", ()) else cls  # type: ignore[index]
    structure = make_dict_structure_fn(made, converter, _cattrs_forbid_extra_keys=True, **fields)

    def structured(data: Any, _: Any) -> Any:
        if not isinstance(data, dict):
            raise TypeError(f"{cls.__name__} is made of an object")
        return structure(data, made)

    return structured


def _hook(
    field: Field, record: type[Record] | None, converter: cattrs.Converter
) -> Callable[[Any, Any], Any]:
    """Return what makes a field's value of what was exported of it; `record` is its class."""

    def hook(value: Any, _: Any) -> Any:
        if value is None and field.optional:
            return None
        if field.many and not isinstance(value, list):
            raise TypeError(f"{field.exported} is a list")
        if record is Record:
            raise ValueError(f"{field.exported} of a test that is not known")
        if record is not None:
            return converter.structure(value, list[record] if field.many else record)  # type: ignore[valid-type]
        if field.many:
            return [_plain_from(item, field) for item in value]
        return _plain_from(value, field)

    return hook


def _plain_from(value: Any, field: Field) -> Any:
    """Return a plain value of a field; raise `TypeError` or `ValueError` for another."""
    if field.base is Timestamp:
        return Timestamp(value)
    wanted: Any = field.base
    if field.unit:
        wanted = int if field.unit.whole else (int, float)
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise TypeError(f"{field.exported} can't be {value!r}")
    if field.base is dict and field.many and not all(type(item) is str for item in value.values()):
        raise TypeError(f"{field.exported} holds texts")
    if field.choices and value not in field.choices:
        raise ValueError(f"{field.exported} can't be {value!r}")
    return float(value) if field.unit and not field.unit.whole else value

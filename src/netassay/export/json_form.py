"""Results as JSON and back, under the exported names.

Out: the plain numbers that records store. In: `cattrs` structures them strictly, with no
coercion, so that what comes back equals what went out.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from netassay.core.codec import decode, encode
from netassay.core.records.record import Field, Record, build, fields_of, plain
from netassay.core.values.times import Timestamp
from netassay.errors import NotAResponse
from netassay.measurements import TESTS
from netassay.records.result import Result

if TYPE_CHECKING:
    import cattrs

__all__ = ["from_json", "to_dict", "to_json"]


def to_dict(result: Record) -> dict[str, Any]:
    """Return a result, or a record in one, as plain data under the exported names."""
    if isinstance(result, Result):
        # Both are stored at the first look.
        _ = result.verdict, result.summary
    made: dict[str, Any] = plain(result)
    return made


def to_json(result: Result) -> str:
    """Return a result as one line of JSON, under the exported names.

    The line is valid JSON whatever the device sent: a lone surrogate is escaped, and what
    JSON can't hold (NaN in a dict from a caller) goes as text.
    """
    return encode(to_dict(result)).decode()


def from_json(text: str | bytes) -> Result:
    """Return the result that `to_json` made a text of, of this version or the one before.

    A result that was exported without a verdict is judged now. Raises `NotAResponse` for any other text.
    """
    import cattrs  # noqa: PLC0415 - only those who read results back pay for it

    data = _of_now(decode(text))
    try:
        result: Result = _converter().structure(data, Result)
    except (cattrs.BaseValidationError, ValueError, TypeError, KeyError) as error:
        problems = cattrs.transform_error(error)
        raise NotAResponse(f"no exported result: {problems[0]}") from None
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
def _converter() -> cattrs.Converter:
    """Return the converter whose hooks take just what a record may hold."""
    import cattrs  # noqa: PLC0415

    converter = cattrs.Converter()
    converter.register_structure_hook_func(
        lambda cls: isinstance(cls, type) and issubclass(cls, Record),
        lambda data, cls: _record_from(data, cls, converter),
    )
    return converter


def _record_from(data: Any, cls: type[Record], converter: cattrs.Converter) -> Record:
    if not isinstance(data, dict):
        raise TypeError(f"{cls.__name__} is made of an object")
    by_name = {field.exported: field for field in fields_of(cls)}
    unknown = data.keys() - by_name.keys()
    if unknown:
        raise ValueError(f"{cls.__name__} has no {min(unknown)}")
    values = {}
    for name, value in data.items():
        field = by_name[name]
        if cls is Result and name == "measurement" and value is not None:
            spec = TESTS.get(data.get("test", ""))
            if spec is None:
                raise ValueError(f"no test is called {data.get('test')!r}")
            values[field.name] = converter.structure(value, spec.record)
        else:
            values[field.name] = _value_from(value, field, f"{cls.__name__}.{name}", converter)
    return cls(**values)


def _value_from(value: Any, field: Field, where: str, converter: cattrs.Converter) -> Any:
    if value is None:
        if not field.optional:
            raise ValueError(f"{where} can't be null")
        return None
    if field.many:
        if not isinstance(value, list):
            raise TypeError(f"{where} is a list")
        return [_one_from(item, field, where, converter) for item in value]
    return _one_from(value, field, where, converter)


def _one_from(value: Any, field: Field, where: str, converter: cattrs.Converter) -> Any:
    if field.record:
        return converter.structure(value, field.record)
    if field.base is Timestamp:
        return Timestamp(value)
    wanted: Any = field.base
    if field.unit:
        wanted = int if field.unit.whole else (int, float)
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise TypeError(f"{where} can't be {value!r}")
    if field.choices and value not in field.choices:
        raise ValueError(f"{where} can't be {value!r}")
    return float(value) if field.unit and not field.unit.whole else value

"""Results as JSON, under the exported names: the plain numbers that records store.

`netassay.normalizing.exported` reads them back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netassay.core.codec import ENCODING_ERRORS, encode, encode_struct
from netassay.core.records.stored import plain
from netassay.core.records.structs import struct_of
from netassay.records.result import Result

if TYPE_CHECKING:
    from netassay.core.records.record import Record

__all__ = ["encoded", "to_dict", "to_json"]


def to_dict(result: Record, *, compact: bool = False) -> dict[str, Any]:
    """Return a result, or a record in one, as plain data under the exported names.

    With `compact`, without what is null or empty; what is false or 0 stays.
    """
    if isinstance(result, Result):
        # Both are stored at the first look.
        _ = result.verdict, result.summary
    made: dict[str, Any] = plain(result)
    return _without_empty(made) if compact else made


def _without_empty(value: Any) -> Any:
    """Return data without keys whose value is null or empty; items of lists stay in their places."""
    if isinstance(value, dict):
        kept = ((key, _without_empty(item)) for key, item in value.items())
        return {key: item for key, item in kept if item is not None and item not in ("", [], {})}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def to_json(result: Result) -> str:
    """Return a result as one line of JSON, under the exported names.

    The line is valid JSON whatever the device sent: a lone surrogate is escaped, and what
    JSON can't hold (NaN in a dict from a caller) goes as text.
    """
    return encoded(result).decode()


def encoded(result: Record) -> bytes:
    """Return a result, or a record in one, as `to_json` does, in UTF-8."""
    if isinstance(result, Result):
        # Both are stored at the first look.
        _ = result.verdict, result.summary
    try:
        return encode_struct(struct_of(result))
    except ENCODING_ERRORS:
        return encode(plain(result))

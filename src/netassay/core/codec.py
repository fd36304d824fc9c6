"""JSON in, strictly and without loss: msgspec first, the standard library where it refuses.

msgspec keeps integers of any size and refuses what is no JSON. What it refuses is looked
at once more by the standard library's decoder, which either says where the text is wrong
or reads what is harmless (a lone surrogate in a device's text). Which decoder is asked
never depends on what is installed.
"""

from __future__ import annotations

import codecs
import json
import marshal
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import msgspec

from netassay.core.other_texts import named_text
from netassay.errors import NotAResponse

__all__ = [
    "ENCODING_ERRORS",
    "as_decoded",
    "canonical",
    "decode",
    "encode",
    "encode_struct",
    "repeated_keys",
]

_decode: Final = msgspec.json.Decoder().decode
_encode: Final = msgspec.json.Encoder(order="deterministic").encode


def _as_text(value: Any) -> str:
    """Return a text of a class of our own, which the encoder does not know, as a plain one."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(value)


_encode_in_order: Final = msgspec.json.Encoder(enc_hook=_as_text).encode
#: What the encoder raises for values that JSON or UTF-8 can't hold.
ENCODING_ERRORS: Final = (TypeError, ValueError, UnicodeError, RecursionError, OverflowError)

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes | str) -> Any:
    """Return the value of a JSON text; raise `NotAResponse` with reason and place.

    Bytes are UTF-8, or UTF-16 and UTF-32 where a byte order mark says so (as a
    Windows shell saves them).
    """
    try:
        return _decode(data)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return _decode_carefully(data)


def _decode_carefully(data: bytes | str) -> Any:
    text = data if isinstance(data, str) else _text(data)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        reason = "empty" if not text else "nothing but blanks"
        raise NotAResponse(reason)
    try:
        return json.loads(text, parse_float=_float, parse_int=_int, parse_constant=str)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        named = named_text(text, error.pos)
        reason = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        if named:
            reason = f"not JSON, but {named}"
        raise NotAResponse(reason, place) from None
    except RecursionError:
        raise _too_deep() from None


def _too_deep() -> NotAResponse:
    reason = "nested too deeply to be a response"
    return NotAResponse(reason, "line 1")


def _text(data: bytes) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = error.start - data.rfind(b"\n", 0, error.start)
        reason = f"not {encoding.removesuffix('-sig').upper()}: {error.reason}"
        raise NotAResponse(reason, f"line {line} byte {byte}") from None


def _float(text: str) -> float | str:
    """Return the number, or its text where a float can't hold it."""
    number = float(text)
    return number if math.isfinite(number) else text


def _int(text: str) -> int | str:
    """Return the number, or its text where Python refuses to convert that many digits."""
    return int(text) if len(text) < 1000 else text  # noqa: PLR2004 - below every set limit


def as_decoded(value: Any) -> Any:
    """Return a caller's value as it would come out of its JSON text: of `dict`, `list`, `str`, ....

    Mappings, tuples, decimals, and texts and numbers of other classes become plain ones. What JSON
    has no form for stays as it is, as does a value that holds itself.
    """
    try:
        # It takes the built-in classes and no other, at a fraction of what looking costs.
        marshal.dumps(value)
    except ValueError:
        try:
            return _plain(value)
        except RecursionError:
            return value
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Decimal):
        return str(value) if value.is_nan() else decode(str(value))
    if isinstance(value, int):
        return value if isinstance(value, bool) else int.__index__(value)
    return float.__float__(value) if isinstance(value, float) else value


def canonical(value: Any) -> bytes:
    """Return the value as JSON with sorted keys: the same bytes for the same value.

    NaN, which only a dict from a caller can hold, counts as null here.
    """
    try:
        return _encode(value)
    except ENCODING_ERRORS:
        return _encode_carefully(value, sort_keys=True)


def encode(value: Any) -> bytes:
    """Return plain data as JSON, keys in their order; what is no JSON goes as its `repr`."""
    try:
        return _encode_in_order(value)
    except ENCODING_ERRORS:
        return _encode_carefully(value, sort_keys=False)


def encode_struct(value: msgspec.Struct) -> bytes:
    """Return a struct as JSON, its fields in their order.

    Raises one of `ENCODING_ERRORS` for what is no JSON: the plain data goes to `encode` then.
    """
    return _encode_in_order(value)


def _encode_carefully(value: Any, *, sort_keys: bool) -> bytes:
    try:
        text = json.dumps(
            _harmless(value), sort_keys=sort_keys, separators=(",", ":"), ensure_ascii=True
        )
    except RecursionError:
        text = json.dumps("nested too deeply")
    return text.encode("ascii")


def _harmless(value: Any) -> Any:
    """Return the value with everything that JSON can't hold as text."""
    if isinstance(value, dict):
        return {str(key): _harmless(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_harmless(item) for item in value]
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return value if value.bit_length() < 3000 else hex(value)  # noqa: PLR2004
    if isinstance(value, float) and math.isfinite(value):
        return value
    return repr(value)


def repeated_keys(data: bytes | str, form: bytes) -> list[tuple[str, Any]]:
    """Return the keys that stand twice in one object, with the values that were passed over.

    Every decoder keeps the last value in silence. Looking for that costs a second
    decoding, so the colons are counted first: `form` is the canonical form of what the text
    decoded to, and has one less for every key that was dropped. Raises `NotAResponse` where
    the text is too deep for this second decoder.
    """
    colons = data.count(b":") if isinstance(data, bytes) else data.count(":")
    if colons == form.count(b":"):
        return []
    passed_over: list[tuple[str, Any]] = []

    def keep(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        kept = dict(pairs)
        if len(kept) < len(pairs):
            seen: dict[str, Any] = {}
            for key, item in pairs:
                if key in seen:
                    passed_over.append((key, seen[key]))
                seen[key] = item
        return kept

    text = data if isinstance(data, str) else _text(data)
    try:
        json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=keep,
            parse_float=_float,
            parse_int=_int,
            parse_constant=str,
        )
    except RecursionError:
        raise _too_deep() from None
    return passed_over

"""The envelope: from whatever was saved to one body and what is known about it.

Accepted are a body itself, pycentral's ``{"code", "msg", "headers"}`` and
``{"url", "status", "body"}``, each as a mapping or as JSON in `str` or `bytes`; and what other
clients wrap around one (`netassay.normalizing.wrappers`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.codec import as_decoded, canonical, decode, repeated_keys
from netassay.core.limits import LARGEST_BODY
from netassay.errors import NotAResponse
from netassay.normalizing.exported import ExportedResult, is_exported
from netassay.normalizing.hints import hint_from_url
from netassay.normalizing.wrappers import in_camel_case, unwrapped

if TYPE_CHECKING:
    from netassay.normalizing.hints import Hint

__all__ = ["Envelope", "opened"]


@attrs.define(eq=False)
class Envelope:
    """One response, opened: its body, that in canonical form, its kind, and the hint.

    `repeated` are keys that stood twice in one object, with the values passed over.
    """

    body: dict[str, Any]
    form: bytes
    kind: str
    hint: Hint
    repeated: list[tuple[str, Any]]


_TASK_KEYS: Final = frozenset(
    {"status", "output", "rawOutput", "progressPercent", "startTime", "endTime", "failReason"}
)
_STATES: Final = frozenset(
    {"INITIATED", "RUNNING", "IN_PROGRESS", "COMPLETED", "FAILED", "QUEUED", "CANCELLED"}
)
_HTTP_ACCEPTED: Final = 202
_HTTP_ERROR: Final = 400
_DEEPEST: Final = 4
_TEXTS: Final = (bytes, str, bytearray)


def opened(saved: Any, url: str | None = None) -> Envelope:
    """Open what was saved; raise `NotAResponse` where it is no response."""
    repeated: list[tuple[str, Any]] = []
    http_status: int | None = None
    form: bytes | None = None
    place = ""
    for _ in range(_DEEPEST):
        if isinstance(saved, _TEXTS):
            data = bytes(saved) if isinstance(saved, bytearray) else saved
            saved, form = _decoded(data, place, http_status)
            repeated += repeated_keys(data, form) if form else []
        saved = _as_dict(saved)
        if not isinstance(saved, dict):
            if not _is_failure(http_status):
                raise NotAResponse(f"{_named(saved)}, not an object", place)
            saved = {}
        if "msg" in saved and "code" in saved:
            http_status, saved, place = _status(saved["code"]), saved["msg"], f"{place}/msg"
        elif "body" in saved and ("url" in saved or "status" in saved):
            url = saved["url"] if isinstance(saved.get("url"), str) else url
            http_status = _status(saved.get("status"))
            saved, place = saved["body"], f"{place}/body"
        else:
            decoded, saved = saved, in_camel_case(as_decoded(saved) if form is None else saved)
            try:
                body, kind, hint = _told(saved, url, http_status, place)
            except NotAResponse:
                inner = None if is_exported(saved) else unwrapped(saved, _is_response)
                if inner is None:
                    raise
                saved, beside, below = inner
                url, place = url or beside, place + below
                continue
            if form is None or place or body is not decoded:
                form = canonical(body)
            return Envelope(body, form, kind, hint, repeated)
    reason = "envelopes within envelopes"
    raise NotAResponse(reason, place)


def _decoded(data: bytes | str, place: str, http_status: int | None) -> tuple[Any, bytes | None]:
    """Return what a JSON text holds, and its canonical form."""
    if len(data) > LARGEST_BODY:
        raise NotAResponse(f"{len(data)} bytes, too large for a response", place)
    try:
        value = decode(data)
    except NotAResponse as error:
        if _is_failure(http_status) and not data:
            return {}, None
        if _is_failure(http_status):
            # A proxy's error page: what the client got instead of the API's answer.
            text = data if isinstance(data, str) else data.decode(errors="replace")
            return {"message": text}, None
        raise NotAResponse(error.reason, ": ".join(filter(None, (place, error.place)))) from None
    return value, canonical(value)


def _as_dict(saved: Any) -> Any:
    """Return a mapping of another class as a dict; its values stay as they are."""
    return saved if type(saved) is dict or not isinstance(saved, Mapping) else dict(saved)


def _status(code: Any) -> int | None:
    if isinstance(code, str) and code[:3].isascii() and code[:3].isdigit():
        return int(code[:3])
    return code if type(code) is int else None


def _named(value: Any) -> str:
    names = {type(None): "null", list: "an array", str: "a text", bool: "true or false"}
    number = "a number" if isinstance(value, int | float) else f"a {type(value).__name__}"
    return names.get(type(value), number)


def _told(
    body: dict[str, Any], url: str | None, http_status: int | None, place: str
) -> tuple[dict[str, Any], str, Hint]:
    """Return a body with its kind and hint; raise `NotAResponse` where it is none of ours."""
    if is_exported(body):
        reason = "a result that netassay exported, not a response"
        raise ExportedResult(reason, place)
    if "result_id" in body:
        reason = "a row of a table that netassay loaded, not a response"
        raise NotAResponse(reason, place)
    kind = _kind(body, http_status)
    hint = _hint(body, url, kind)
    if kind is None and hint.test is not None and isinstance(body.get("status"), str):
        # A client's own word on a request may be called status too.
        kind = "result" if unwrapped(body, _is_response) is None else None
    if kind == "result" and hint.task_id is None and _is_action(body):
        kind = "accepted"
    if kind is None:
        reason = "an object of none of the known shapes"
        raise NotAResponse(reason, place)
    if kind == "error" and not {"errorCode", "message"} & body.keys():
        status = body.get("httpStatusCode") if http_status is None else http_status
        body = {**body, "message": f"HTTP status {status}"}
    return body, kind, hint


def _is_response(value: dict[str, Any]) -> bool:
    """Say whether an object within another is a response, and not only alike in a word."""
    telling = {"output", "rawOutput", "errorCode"} & value.keys()
    return bool(telling) or len(_TASK_KEYS & value.keys()) > 1


def _is_action(body: dict[str, Any]) -> bool:
    """Say whether a body is the 202 answer to an action (reboot, locate): it names no task."""
    return body.keys() <= {"status", "startTime"} and body.get("status") == "INITIATED"


def _is_failure(http_status: int | None) -> bool:
    return http_status is not None and http_status >= _HTTP_ERROR


def _hint(body: dict[str, Any], url: str | None, kind: str | None) -> Hint:
    hint = hint_from_url(url)
    location = body.get("location")
    if kind == "accepted" and isinstance(location, str):
        return hint.or_else(hint_from_url(location))
    return hint


def _kind(body: dict[str, Any], http_status: int | None) -> str | None:
    """Return which kind of answer a body is, None for something else altogether."""
    if body.get("errorCode") is not None or _is_failure(http_status):
        return "error"
    if "httpStatusCode" in body and not _TASK_KEYS & body.keys():
        return "error" if _is_failure(_status(body["httpStatusCode"])) else None
    if "output" not in body and (
        http_status == _HTTP_ACCEPTED or ("location" in body and "status" in body)
    ):
        return "accepted"
    if "output" in body or "rawOutput" in body:
        return "result"
    status = body.get("status")
    if isinstance(status, str) and status.strip().upper() in _STATES:
        return "result"
    return "result" if len(_TASK_KEYS & body.keys()) > 1 else None

"""The kinds of damage to a saved body.

Each kind is a function of Hypothesis's draw and a body. It changes the body in place and
returns the `Damage`, or None where the body has nothing to damage in this way.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.core.places import pointed
from netassay.testing.case import Damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypothesis.strategies import DrawFn

__all__ = ["KINDS"]

#: Values that replace others.
_WRONG: Final[st.SearchStrategy[Any]] = (
    st.sampled_from([None, True, -1, 10**30, 1e300, "null", "string", "", "abc", "*", "1e400"])
    | st.sampled_from(["9" * 10_000, "\uff11\uff12", "1\x00", "\ud800"])
    | st.sampled_from(["[]", "{}", '[[1, [2]], {"a": [null]}]']).map(json.loads)
)
#: A number that `output` states, with what stands around it: ``6.42 MBytes``.
_NUMBER: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)((?: ?[A-Za-z]+(?:/sec)?)?)", re.ASCII)
#: What a terminal, a file or an editor leaves in a text: BOM, NUL, bell, ANSI, zero width.
_NOISE: Final = ("\ufeff", "\x00", "\x07", "\x1b[31m", "\x1b[0m", "\u200b", "\u200e", "\ud800")
_ENDS: Final = ("\r\n", "\n\r", "\r")


def _values_below(value: Any, pointer: str = "/output") -> Iterator[tuple[Any, Any, str]]:
    """Return holder, key and pointer of every value below one, inner ones too."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in list(pairs):
        inner = pointed(pointer, str(key))
        yield value, key, inner
        if isinstance(item, dict | list):
            yield from _values_below(item, inner)


def _places(body: dict[str, Any]) -> list[tuple[Any, Any, str]]:
    output = body.get("output")
    return list(_values_below(output)) if isinstance(output, dict) else []


def _replaced_value(draw: DrawFn, body: dict[str, Any]) -> Damage | None:
    places = _places(body)
    if not places:
        return None
    holder, key, pointer = draw(st.sampled_from(places))
    before, holder[key] = holder[key], draw(_WRONG)
    return Damage("replaced-value", pointer, before, holder[key])


def _removed_key(draw: DrawFn, body: dict[str, Any]) -> Damage | None:
    places = [place for place in _places(body) if isinstance(place[0], dict)]
    if not places:
        return None
    holder, key, pointer = draw(st.sampled_from(places))
    return Damage("removed-key", pointer, holder.pop(key))


def _unknown_key(draw: DrawFn, body: dict[str, Any]) -> Damage:
    inner = [(holder[key], at) for holder, key, at in _places(body) if type(holder[key]) is dict]
    output = body.get("output")
    outer = [(output, "/output")] if isinstance(output, dict) else []
    holder, pointer = draw(st.sampled_from([(body, ""), *outer, *inner]))
    value = draw(st.sampled_from(["7", 7, {"a": [1]}, [None]]))
    holder["surprise"] = value
    return Damage("unknown-key", f"{pointer}/surprise", None, value)


def _dropped_row(draw: DrawFn, body: dict[str, Any]) -> Damage | None:
    places = [place for place in _places(body) if isinstance(place[0], list)]
    if not places:
        return None
    holder, at, pointer = draw(st.sampled_from(places))
    return Damage("dropped-row", pointer, holder.pop(at))


def _changed_number(draw: DrawFn, body: dict[str, Any]) -> Damage | None:
    """Change a number of `output` by more than its last digit stands for; no status code."""
    numbers = [
        (place, match)
        for place in _places(body)
        if isinstance(text := place[0][place[1]], str)
        and place[1] != "responseCode"
        and (match := _NUMBER.fullmatch(text))
    ]
    if not numbers:
        return None
    (holder, key, pointer), match = draw(st.sampled_from(numbers))
    digits = Decimal(match[1])
    step = Decimal(1).scaleb(int(digits.as_tuple().exponent))
    changed = f"{digits + draw(st.integers(2, 10**6)) * step}{match[2]}"
    before, holder[key] = holder[key], changed
    return Damage("changed-number", pointer, before, changed)


def _on_text(
    kind: str,
) -> Callable[[Callable[[DrawFn, str], str]], Callable[[DrawFn, dict[str, Any]], Damage | None]]:
    """Return a decorator that turns a change of the text into a kind of damage."""

    def decorate(
        change: Callable[[DrawFn, str], str],
    ) -> Callable[[DrawFn, dict[str, Any]], Damage | None]:
        def damaged(draw: DrawFn, body: dict[str, Any]) -> Damage | None:
            text = body.get("rawOutput")
            if not isinstance(text, str) or not text.strip():
                return None
            body["rawOutput"] = change(draw, text)
            return Damage(kind, "/rawOutput", text, body["rawOutput"])

        return damaged

    return decorate


@_on_text("cut-text")
def _cut_text(draw: DrawFn, text: str) -> str:
    return _start_of(draw, text)


@_on_text("garbled-line")
def _garbled_line(draw: DrawFn, text: str) -> str:
    """Replace characters of one line."""
    lines = text.split("\n")
    at = draw(st.sampled_from([at for at, line in enumerate(lines) if line.strip()]))
    start = draw(st.integers(0, len(lines[at]) - 1))
    other = draw(st.text(st.characters(exclude_characters="\r\n"), min_size=1, max_size=8))
    lines[at] = lines[at][:start] + other + lines[at][start + len(other) :]
    return "\n".join(lines)


@_on_text("strange-line")
def _strange_line(draw: DrawFn, text: str) -> str:
    lines = text.split("\n")
    lines.insert(draw(st.integers(0, len(lines) - 1)), f"?? {draw(st.text(_PLAIN, min_size=1))}")
    return "\n".join(lines)


_PLAIN: Final = st.characters(exclude_categories=["C", "Z"])


@_on_text("line-ends")
def _line_ends(draw: DrawFn, text: str) -> str:
    return text.replace("\r", "").replace("\n", draw(st.sampled_from(_ENDS)))


@_on_text("noise")
def _noise(draw: DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(_NOISE)) + text[at:]


def _without_output(kind: str, **head: Any) -> Callable[[DrawFn, dict[str, Any]], Damage]:
    """Return a kind of damage: a task that did not complete, with these fields in the body."""

    def damaged(draw: DrawFn, body: dict[str, Any]) -> Damage:  # noqa: ARG001 - the shape of all
        before = body.get("output")
        body.update(head, output=None)
        body.pop("rawOutput", None)
        return Damage(kind, "/output", before)

    return damaged


def _half_done(draw: DrawFn, body: dict[str, Any]) -> Damage | None:
    """Leave what a running task answers: the first rows, the text so far."""
    before = deepcopy(body["output"])
    lists = [place for place in _places(body) if isinstance(place[0][place[1]], list)]
    for holder, key, _ in lists:
        del holder[key][draw(st.integers(0, len(holder[key]))) :]
    text = body.get("rawOutput")
    if isinstance(text, str) and text.strip():
        body["rawOutput"] = _start_of(draw, text)
    elif not lists:
        return None
    body.update(status="RUNNING", progressPercent=40, endTime=None)
    return Damage("half-done", "/output", before, body["output"])


def _start_of(draw: DrawFn, text: str) -> str:
    return text[: draw(st.integers(0, len(text.rstrip()) - 1))]


def _wrong_time(draw: DrawFn, body: dict[str, Any]) -> Damage:
    key = draw(st.sampled_from(["startTime", "endTime"]))
    wrong = draw(st.sampled_from([None, "string", "2025-02-30T00:00:00Z", "yesterday", 0]))
    before, body[key] = body[key], wrong
    return Damage("wrong-time", f"/{key}", before, wrong)


KINDS: Final[dict[str, Callable[[DrawFn, dict[str, Any]], Damage | None]]] = {
    "replaced-value": _replaced_value,
    "removed-key": _removed_key,
    "unknown-key": _unknown_key,
    "dropped-row": _dropped_row,
    "changed-number": _changed_number,
    "cut-text": _cut_text,
    "garbled-line": _garbled_line,
    "strange-line": _strange_line,
    "line-ends": _line_ends,
    "noise": _noise,
    "wrong-time": _wrong_time,
    "half-done": _half_done,
    "not-run": _without_output("not-run", failReason="Destination not resolved"),
    "failed": _without_output("failed", status="FAILED", failReason="Timed Out"),
    "running": _without_output("running", status="RUNNING", progressPercent=40, endTime=None),
}

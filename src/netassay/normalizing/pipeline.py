r"""The one way of the data: a saved response in, a `Result` out.

saved --envelope--> body --wire--> stated  \
                          \--dialects--> printed --reconcile--> node --> measurement
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, get_args

from netassay.core.codec import canonical
from netassay.core.findings import Notes
from netassay.core.lines.grammar import unified
from netassay.core.records.record import build
from netassay.core.spec import Task
from netassay.errors import NotAResponse, UnknownName
from netassay.measurements import test_named
from netassay.normalizing.envelope import NO_HINT, Envelope, Hint, asked_for, opened
from netassay.normalizing.identify import dialect_for, refusal
from netassay.normalizing.reconcile import Prefer, Reconciler
from netassay.normalizing.sides import Examination, conclude, measure
from netassay.normalizing.task import head_of
from netassay.normalizing.text import scanned
from netassay.records.result import Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.values.readings import Node

__all__ = ["Examination", "examine", "examine_text"]


def examine(
    body: Any,
    url: str | None = None,
    test: str | None = None,
    family: str | None = None,
    prefer: Prefer = "output",
    fallback: Hint = NO_HINT,
    *,
    trace: bool = False,
) -> Examination:
    """Do what `normalize` does; with `trace`, keep where each value came from.

    `fallback` is a hint that counts where neither the caller nor the URL says anything.
    """
    done = Examination(_NOTHING)
    asked = _hint_of(test, family, prefer)
    done.result = _result(body, url, asked, prefer, done if trace else None, fallback)
    return done


def _hint_of(test: str | None, family: str | None, prefer: Prefer) -> Hint:
    """Return what the caller says of a response; raise `UnknownName` for what does not exist."""
    if prefer not in _SIDES:
        message = f"prefer is 'output' or 'text', not {prefer!r}"
        raise UnknownName(message)
    return asked_for(test, family)


def _result(
    saved: Any,
    url: str | None,
    asked: Hint,
    prefer: Prefer,
    traced: Examination | None,
    fallback: Hint = NO_HINT,
) -> Result:
    envelope = opened(saved, url)
    body = envelope.body
    hint = asked.or_else(envelope.hint).or_else(fallback)
    notes = Notes()
    if envelope.repeated:
        _note_repeated(envelope, notes)
    values = head_of(body, notes)
    if envelope.kind == "result":
        hint = measure(body, hint, prefer, notes, values, traced)
    else:
        _keep_unread(body, notes)
    spec = hint.test
    if spec is None and hint.unknown_test is not None:
        message = f"the URL names the test {hint.unknown_test!r}, which netassay does not know"
        notes.add("unknown-test", "", message)
    values["kind"] = envelope.kind
    values["id"] = _identity(envelope.form, hint)
    values["test"] = spec.name if spec else None
    values["family"] = hint.family
    values["serial_number"] = hint.serial_number
    values["task_id"] = hint.task_id
    values["extras"] = notes.extras
    values["findings"] = notes.findings(spec.record if spec else None)
    return build(Result, values)


def _note_repeated(envelope: Envelope, notes: Notes) -> None:
    for key, value in envelope.repeated:
        message = f"the key {key} stands twice in one object; the last value counts"
        notes.add("duplicate-key", "", message, canonical(value).decode())


_NOTHING: Final = build(Result, {})
_SIDES: Final = get_args(Prefer)


def _keep_unread(body: dict[str, Any], notes: Notes) -> None:
    """Keep what an answer of another kind holds of a test, which nobody reads there."""
    for key in ("output", "rawOutput"):
        if body.get(key) is not None:
            notes.unknown(f"/{key}", body[key])


def _identity(form: bytes, hint: Hint) -> str:
    """Return 32 hex digits made of a body's canonical form and of what it is the answer to.

    In that form keys are sorted, so that their order and blanks count for nothing.
    """
    name = hint.test.name if hint.test else ""
    asked = f"{name}\0{hint.family or ''}\0{hint.serial_number or ''}\0{hint.task_id or ''}\0"
    return sha256(asked.encode("utf-8", "backslashreplace") + form).hexdigest()[:32]


def _only(families: Sequence[str]) -> str | None:
    return families[0] if len(families) == 1 else None


def examine_text(
    test: str, text: str, family: str | None = None, *, trace: bool = False
) -> Examination:
    """Do what `parse_text` does; with `trace`, keep where each value came from."""
    if not isinstance(text, str):
        message = f"a {type(text).__name__}, not a text"
        raise NotAResponse(message)
    hint = asked_for(test, family)
    spec = test_named(test)
    lines = unified(text)
    dialect = dialect_for(lines, spec, family)
    notes = Notes()
    values: dict[str, Any] = {}
    scan = scanned(lines, dialect, notes, values, trace=trace) if dialect else None
    if dialect is None or scan is None or scan.empty:
        raise NotAResponse(refusal(text, spec))
    pairs: list[tuple[str, Node, Node]] = []
    if trace:
        Reconciler(notes, pairs=pairs).merge(spec.record, {}, scan.node, None)
    conclude(spec, Task(family or _only(dialect.families)), scan.node, notes, values)
    values |= {
        "id": _identity(canonical({"rawOutput": text}), hint),
        "test": spec.name,
        "family": family,
        "extras": notes.extras,
        "findings": notes.findings(spec.record),
    }
    return Examination(build(Result, values), pairs, scan, dialect)

r"""The one way of the data: a saved response in, a `Result` out.

saved --envelope--> body --wire--> stated  \
                          \--dialects--> printed --reconcile--> node --> measurement
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, get_args

import attrs

from netassay.core.findings import Notes
from netassay.core.grammar import unified
from netassay.core.measuring import measured
from netassay.core.places import Place
from netassay.core.record import build
from netassay.core.spec import Task
from netassay.decode import canonical
from netassay.envelope import NO_HINT, Envelope, Hint, asked_for, opened
from netassay.errors import NotAResponse, UnknownName
from netassay.head import head_of
from netassay.identify import chosen, dialect_for, refusal
from netassay.measurements import test_named
from netassay.reconcile import Prefer, Reconciler
from netassay.result import Result
from netassay.texts import scanned, text_of
from netassay.verdicts import PENDING, summary_of, verdict_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.findings import Code
    from netassay.core.grammar import Dialect, Scan
    from netassay.core.readings import Node
    from netassay.core.spec import Test
    from netassay.core.wire import ObjectReader

__all__ = ["Examination", "examine", "examine_text", "normalize", "parse_text"]


_OUTPUT: Final = Place(Place(), "output")


@attrs.define(eq=False)
class Examination:
    """A result with the ways its values came: what `explain` shows.

    `pairs` are the nodes that were merged, as (path, stated, printed); `scan` is what was
    read of the text, by which dialect.
    """

    result: Result
    pairs: list[tuple[str, Node, Node]] = attrs.field(factory=list)
    scan: Scan | None = None
    dialect: Dialect | None = None


def normalize(
    body: Any,
    url: str | None = None,
    test: str | None = None,
    family: str | None = None,
    prefer: Prefer = "output",
) -> Result:
    """Return one saved response as a `Result`.

    `body` is a dict, or JSON in `str` or `bytes`: a body of the API, pycentral's
    ``{"code", "msg", "headers"}`` or ``{"url", "status", "body"}``. `url` (of the request),
    `test` and `family` say what the body itself does not; the caller's words go before the
    URL, the URL before the shape. `prefer` decides which side is kept where `output` and
    the device's text disagree.

    Raises `NotAResponse` for what is no response at all and `UnknownName` for a test,
    family or preference that does not exist. A damaged response never raises: what is
    wrong with it is in the result's findings.
    """
    return _result(body, url, _hint_of(test, family, prefer), prefer, None)


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
        hint = _measure(body, hint, prefer, notes, values, traced)
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
    _judge(values, spec)
    values["extras"] = notes.extras
    values["findings"] = notes.findings(spec.record if spec else None)
    return build(Result, values)


def _judge(values: dict[str, Any], test: Test | None) -> None:
    """Add the verdict and the summary to a result's values."""
    measurement = values.get("measurement")
    values["verdict"] = verdict = verdict_of(values, test, measurement)
    values["summary"] = summary_of(values, test, measurement, verdict)


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


def _measure(
    body: dict[str, Any],
    hint: Hint,
    prefer: Prefer,
    notes: Notes,
    values: dict[str, Any],
    traced: Examination | None,
) -> Hint:
    """Read both sides of a body into `values`; return the hint with what its shape says."""
    output, text = body.get("output"), body.get("rawOutput")
    if text is not None:
        text = text_of(text, notes)
    if hint.unknown_test is None or hint.test is not None:
        hint = _identified(output, text, hint, notes)
    if hint.test is None:
        _keep_unknown(output, text, hint, notes, values)
    else:
        _measure_known(hint.test, hint.family, output, text, prefer, notes, values, traced)
    return hint


def _measure_known(
    test: Test,
    family: str | None,
    output: Any,
    text: str | None,
    prefer: Prefer,
    notes: Notes,
    values: dict[str, Any],
    traced: Examination | None,
) -> None:
    """Read both sides of a body of a known test into `values`."""
    reason = values.get("fail_reason")
    task = Task(family, reason, values.get("status") not in PENDING)
    reader = _reader_of(test, family, output)
    stated: Node = {}
    if output is not None:
        stated = reader.read(output, _OUTPUT, None, notes) if reader else {}
        if not reader:
            notes.unknown("/output", output)
    dialect = dialect_for(text, test, family) if text is not None else None
    scan = None
    if text is not None:
        scan = scanned(text, dialect, notes, values, trace=traced is not None)
    printed = scan.node if scan else {}
    if traced is not None:
        traced.scan, traced.dialect, traced.pairs = scan, dialect, []
    node = stated
    if printed or traced is not None:
        whole, pairs = bool(scan and scan.closed), traced.pairs if traced else None
        node = _merged(test, stated, printed, reader, Reconciler(notes, prefer, whole, pairs))
    if node:
        _conclude(test, task, node, notes, values)
    _forget_what_is_no_damage(task, output, notes, values)


def _forget_what_is_no_damage(
    task: Task, output: Any, notes: Notes, values: dict[str, Any]
) -> None:
    """Drop the findings that only say that a task is not finished, or broke off."""
    if not task.ended:
        notes.forget(_UNFINISHED)
    elif values.get("status") == "FAILED" or values.get("fail_reason") is not None:
        notes.forget(_BROKEN_OFF if output is None else _CUT)


#: What is no damage while a task still runs: each side tells of another moment.
_UNFINISHED: Final[frozenset[Code]] = frozenset(
    {"truncated-text", "only-in-text", "only-in-output", "arithmetic"}
)
#: What is no damage where a task failed: its text ends where the test did ...
_CUT: Final[frozenset[Code]] = frozenset({"truncated-text"})
#: ... and there is no `output` that could say the same.
_BROKEN_OFF: Final[frozenset[Code]] = frozenset({"truncated-text", "only-in-text"})


def _merged(
    test: Test, stated: Node, printed: Node, reader: ObjectReader | None, reconciler: Reconciler
) -> Node:
    if stated and printed:
        can_state = reader.stated if reader else None
        return dict(reconciler.merge(test.record, stated, printed, can_state))
    if reconciler.pairs is not None:
        reconciler.merge(test.record, stated, printed, None)
    if printed:
        message = "output has no measurement; all values are from the text"
        reconciler.notes.add("only-in-text", "", message)
    return dict(stated or printed)


def _conclude(test: Test, task: Task, node: Node, notes: Notes, values: dict[str, Any]) -> None:
    """Derive, check and build the measurement of a merged node."""
    test.derive(node, task)
    test.check(node, notes)
    values["completeness"] = "complete" if test.complete(node) else "partial"
    values["measurement"] = measured(test.record, node)


def _identified(output: Any, text: str | None, hint: Hint, notes: Notes) -> Hint:
    """Return the hint with its gaps filled from the shape; note where that leaves a choice."""
    if hint.test is not None and hint.family is not None:
        return hint
    choice = chosen(output, text, hint.test, hint.family)
    if choice is None:
        return hint
    if choice.doubt:
        notes.add("ambiguous-test", "", choice.doubt)
    return hint.or_else(Hint(choice.test, choice.family))


def _reader_of(test: Test, family: str | None, output: Any) -> ObjectReader | None:
    """Return the key table of the family; of those the shape leaves open, the first."""
    if family in test.readers:
        return test.readers[family]
    choice = chosen(output, None, test, None)
    return test.readers[choice.outputs_of] if choice else next(iter(test.readers.values()), None)


def _keep_unknown(
    output: Any, text: str | None, hint: Hint, notes: Notes, values: dict[str, Any]
) -> None:
    """Keep what a body holds whose test nothing tells, or is unknown."""
    if output is not None and hint.unknown_test is not None:
        notes.keep("/output", output)
    elif output is not None:
        notes.unknown("/output", output)
    if text is not None:
        scanned(text, None, notes, values, trace=False)


def _only(families: Sequence[str]) -> str | None:
    return families[0] if len(families) == 1 else None


def parse_text(test: str, text: str, family: str | None = None) -> Result:
    """Return what a device printed for a test, its text alone, as a `Result`.

    Raises `UnknownName` for an unknown test or family, and `NotAResponse` for a text that
    no dialect of the test reads.
    """
    return examine_text(test, text, family).result


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
    _conclude(spec, Task(family or _only(dialect.families)), scan.node, notes, values)
    _judge(values, spec)
    values |= {
        "id": _identity(canonical({"rawOutput": text}), hint),
        "test": spec.name,
        "family": family,
        "extras": notes.extras,
        "findings": notes.findings(spec.record),
    }
    return Examination(build(Result, values), pairs, scan, dialect)

r"""The one way of the data: a saved response in, a `Result` out.

saved --envelope--> body --head-----------> state, times, errors
                         \--identify-------> test, family
                         \--wire-----> stated  \
                         \--dialects-> printed --reconcile--> node --> measurement

The stages behind the envelope are functions of one `Response`.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from netassay.core.codec import canonical
from netassay.core.credentials import value_without_credentials
from netassay.core.lines.grammar import unified
from netassay.core.records.record import fields_by_name
from netassay.core.records.stored import build
from netassay.core.spec import Task
from netassay.core.values.readings import ValueProblem
from netassay.errors import NotAResponse, UnknownName
from netassay.measurements import TESTS, test_named
from netassay.normalizing.envelope import Envelope, opened
from netassay.normalizing.head import read_head
from netassay.normalizing.hints import NO_HINT, Hint, asked_for
from netassay.normalizing.identify import dialect_for, refusal
from netassay.normalizing.measuring import conclude, measure
from netassay.normalizing.reconcile import Prefer
from netassay.normalizing.response import Examination, Response
from netassay.normalizing.runs.around import ended, first_run, is_to_part
from netassay.normalizing.shown.responses import add_rows_and_runs
from netassay.normalizing.text import note_others, scan_text
from netassay.records.result import Result
from netassay.records.show_command import ShowCommand

if TYPE_CHECKING:
    from collections.abc import Callable

    from netassay.core.lines.grammar import Scan
    from netassay.core.spec import Test
    from netassay.normalizing.runs.around import FirstRun
    from netassay.normalizing.runs.found import TextRun

__all__ = ["examine", "examine_text"]

_SIDES: Final = get_args(Prefer)


def examine(
    body: Any,
    url: str | None = None,
    test: str | None = None,
    family: str | None = None,
    prefer: Prefer = "output",
    fallback: Hint = NO_HINT,
    *,
    where: Callable[[], str] = str,
    trace: bool = False,
) -> Examination:
    """Do what `normalize` does; with `trace`, keep where each value came from.

    `fallback` is a hint that counts where neither the caller nor the URL says anything. `where`
    gives the place at which the body was found, which tells it from others that are alike.
    """
    if prefer not in _SIDES:
        message = f"prefer is 'output' or 'text', not {prefer!r}"
        raise UnknownName(message)
    asked = asked_for(test, family)
    envelope = opened(body, url)
    response = Response(asked.or_else(envelope.hint).or_else(fallback), prefer, trace)
    if envelope.repeated:
        _note_repeated(response, envelope)
    read_head(response, envelope.body)
    if envelope.kind == "result":
        measure(response, envelope.body)
    else:
        _keep_unread(response, envelope.body)
    return _examined(response, envelope.kind, envelope.form, where)


def examine_text(
    test: str,
    text: str,
    hint: Hint = NO_HINT,
    *,
    where: Callable[[], str] = str,
    trace: bool = False,
) -> Examination:
    """Do what `parse_text` does; with `trace`, keep where each value came from.

    `hint` is what is known beside the test. `where` gives the place at which the text was found: two
    runs may be alike.
    """
    if not isinstance(text, str):
        message = f"a {type(text).__name__}, not a text"
        raise NotAResponse(message)
    response = Response(asked_for(test, None).or_else(hint), trace=trace)
    spec = test_named(test)
    response = _measured(response, spec, ended(unified(text.removeprefix("\ufeff"))))
    # A URL may be that of all runs in a log.
    form = canonical({"rawOutput": text}) + _encoded(where())
    return _examined(response, "result", form, str)


def _measured(response: Response, test: Test, text: str) -> Response:
    """Return the response of a text; raise `NotAResponse` where no dialect reads it.

    Only one that does not come out whole is read again without what stands around the run.
    """
    first = first_run(text, test.name) if is_to_part(text, test.name) else None
    if first is not None:
        return _of_first_run(response, test, first)
    try:
        _measure_text(response, test, text)
    except NotAResponse:
        first = first_run(text, test.name)
        if first is None:
            raise
        return _of_first_run(Response(response.hint, trace=response.trace), test, first)
    if response.unread or not (response.scan and response.scan.closed):
        first = first_run(text, test.name)
        if first is not None and first.text != text:
            with suppress(NotAResponse):
                return _of_first_run(Response(response.hint, trace=response.trace), test, first)
    return response


def _of_first_run(response: Response, test: Test, first: FirstRun) -> Response:
    _measure_text(response, test, first.text, first.target)
    if first.others:
        note_others(response, first)
    return response


def _measure_text(response: Response, test: Test, text: str, target: str | None = None) -> None:
    """Read a text that stands alone; raise `NotAResponse` where no dialect reads it.

    `target` is the destination as it was typed, where the text itself does not tell it.
    """
    response.dialect = dialect = dialect_for(text, test, response.hint.family)
    scan = scan_text(response, text)
    if dialect is None or scan is None or scan.empty:
        raise NotAResponse(refusal(text, test))
    if target:
        _put_target(scan, test, target)
    if response.trace:
        response.pairs.append(("", {}, scan.node))
    # One that a single family prints tells the family, as far as figures depend on it.
    printed_by = dialect.families[0] if len(dialect.families) == 1 else None
    conclude(response, test, scan.node, Task(response.hint.family or printed_by))


def _put_target(scan: Scan, test: Test, target: str) -> None:
    """Add the host that was typed, where the text does not tell it."""
    fields = fields_by_name(test.record)
    for name in ("destination", "server_address"):
        field = fields.get(name)
        if field is not None and field.reader is not None:
            with suppress(ValueProblem):
                scan.node.setdefault(name, field.reader[target])


def _note_repeated(response: Response, envelope: Envelope) -> None:
    for key, value in envelope.repeated:
        message = f"the key {key} stands twice in one object; the last value counts"
        kept = value_without_credentials({key: value})[key]
        response.notes.add("duplicate-key", "", message, canonical(kept).decode())


def _keep_unread(response: Response, body: dict[str, Any]) -> None:
    """Keep what an answer of another kind holds of a test, which nobody reads there."""
    for key in ("output", "rawOutput"):
        if body.get(key) is not None:
            response.notes.unknown(f"/{key}", body[key])


def _examined(response: Response, kind: str, form: bytes, where: Callable[[], str]) -> Examination:
    """Return what became of a response whose body has the canonical form `form`."""
    hint, notes = response.hint, response.notes
    spec = TESTS[hint.test] if hint.test is not None else None
    if spec is None and hint.unknown_test is not None:
        message = f"the URL names the test {hint.unknown_test!r}, which netassay does not know"
        notes.add("unknown-test", "", message)
    if isinstance(response.measurement, ShowCommand):
        _look_into(response.measurement, response)
    values = response.head | {
        "id": _identity(form, kind, response, where),
        "test": hint.test,
        "family": hint.family,
        "serial_number": hint.serial_number,
        "task_id": hint.task_id,
        "kind": kind,
        "completeness": response.completeness,
        "measurement": response.measurement,
        "findings": notes.findings(spec.record if spec else None),
        "extras": notes.extras and _kept(notes.extras),
        "unread": response.unread,
    }
    result = build(Result, values)
    return Examination(result, response.pairs, response.scan, response.dialect)


def _kept(extras: dict[str, Any]) -> dict[str, Any]:
    """Return extras without credentials of requests; a caller's value that holds itself as it is."""
    try:
        return cast("dict[str, Any]", value_without_credentials(extras))
    except RecursionError:
        return extras


def _look_into(shown: ShowCommand, response: Response) -> None:
    """Read the responses to show commands: tables, and texts of other tests."""
    family = response.hint.family

    def examine_run(run: TextRun) -> Examination:
        return examine_text(run.test, run.text, asked_for(None, family))

    add_rows_and_runs(shown, family, examine_run, response.notes)


def _identity(form: bytes, kind: str, response: Response, where: Callable[[], str]) -> str:
    """Return 32 hex digits made of a body's canonical form, its kind and what it is the answer to.

    In that form keys are sorted, so that their order and blanks count for nothing. Where the body was
    found counts for one that tells neither when it began nor, by its URL, which one it is.
    """
    serial, task = response.hint.serial_number, response.hint.task_id
    if serial is None and task is None and "started_at" not in response.head:
        form += _encoded(where())
    asked = f"{kind}\0{serial or ''}\0{task or ''}\0"
    return sha256(_encoded(asked) + form).hexdigest()[:32]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

"""The measurement of a response: what `output` states and what the device printed, merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.findings import Notes
from netassay.core.keys.bindings import Known
from netassay.core.places import Place
from netassay.core.records.from_nodes import record_of
from netassay.core.spec import Task
from netassay.measurements import TESTS
from netassay.normalizing.hints import Hint
from netassay.normalizing.identify import chosen, dialect_for
from netassay.normalizing.reconcile import Reconciler
from netassay.normalizing.runs.around import first_of_several
from netassay.normalizing.text import is_stand_in, note_others, scan_text, text_of
from netassay.normalizing.verdicts import PENDING

if TYPE_CHECKING:
    from netassay.core.finding import Code
    from netassay.core.keys.wire import ObjectReader
    from netassay.core.spec import Test
    from netassay.core.values.readings import Node
    from netassay.normalizing.response import Response
    from netassay.records.result import Unread

__all__ = ["conclude", "measure"]

_OUTPUT: Final = Place(Place(), "output")


def measure(response: Response, body: dict[str, Any]) -> None:
    """Read both sides of a body: `output`, and the text in `rawOutput`."""
    output, text = body.get("output"), body.get("rawOutput")
    if type(output) is str and is_stand_in(output, "output", response.notes):
        output = None
    if text is not None:
        text = text_of(text, response.notes)
    reader = _identified(response, output, text)
    if response.hint.test is None:
        _keep_unknown(response, output, text)
        return
    test = TESTS[response.hint.test]
    # The text first: what `output` says in the same words needs no reading of its own.
    notes, response.notes = response.notes, Notes()
    printed = _printed(response, test, text)
    of_text, response.notes = response.notes, notes
    stated = _stated(response, reader, output, printed)
    notes.take(of_text)
    node = _merged(response, test, reader, stated, printed)
    head = response.head
    task = Task(response.hint.family, head.get("fail_reason"), head.get("status") not in PENDING)
    if node:
        conclude(response, test, node, task)
    _forget_what_is_no_damage(response, task, output, text)


def _identified(response: Response, output: Any, text: str | None) -> ObjectReader | None:
    """Fill the gaps of the hint from the shape of a body; return what reads its `output`.

    That is the key table of the family; of those the shape leaves open, the first.
    """
    hint = response.hint
    test, family = TESTS.get(hint.test or ""), hint.family
    if test is None and hint.unknown_test is not None:
        return None
    if test is not None and family in test.readers:
        return test.readers[family]
    choice = chosen(output, text, test, family if test is None else None)
    if choice is None:
        return next(iter(test.readers.values()), None) if test else None
    if test is None or family is None:
        if choice.doubt:
            response.notes.add("ambiguous-test", "", choice.doubt)
        response.hint = hint.or_else(Hint(choice.test.name, choice.family))
    readers = choice.test.readers
    return readers.get(choice.outputs_of) or next(iter(readers.values()), None)


def _keep_unknown(response: Response, output: Any, text: str | None) -> None:
    """Keep what a body holds whose test nothing tells, or is unknown."""
    if output is not None and response.hint.unknown_test is not None:
        response.notes.keep("/output", output)
    elif output is not None:
        response.notes.unknown("/output", output)
    if text is not None:
        scan_text(response, text)


def _stated(response: Response, reader: ObjectReader | None, output: Any, printed: Node) -> Node:
    """Return what `output` says; what no key table reads is kept."""
    if output is None:
        return {}
    if reader is None:
        response.notes.unknown("/output", output)
        return {}
    dialect = response.dialect
    alike = reader.read_alike(dialect.readers) if dialect and printed else frozenset()
    return reader.read(output, _OUTPUT, None, response.notes, Known(printed, alike))


def _printed(response: Response, test: Test, text: str | None) -> Node:
    """Return what the text says."""
    if text is None:
        return {}
    response.dialect = dialect_for(text, test, response.hint.family)
    scan = scan_text(response, text)
    if scan is None or not scan.may_be_of_several:
        return scan.node if scan else {}
    first = first_of_several(text, test.name, unread=bool(scan.unread))
    if first is not None:
        response.notes = Notes()
        scan = scan_text(response, first.text) or scan
        note_others(response, first)
    return scan.node


def _merged(
    response: Response, test: Test, reader: ObjectReader | None, stated: Node, printed: Node
) -> Node:
    """Return the node of both sides: a copy, to which `conclude` adds."""
    pairs = response.pairs if response.trace else None
    if stated and printed:
        whole = response.scan is not None and response.scan.closed
        reconciler = Reconciler(response.notes, response.prefer, whole, pairs)
        can_state = reader.stated if reader else None
        return dict(reconciler.merge(test.record, stated, printed, can_state))
    if pairs is not None:
        pairs.append(("", stated, printed))
    if printed:
        message = "output has no measurement; all values are from the text"
        response.notes.add("only-in-text", "", message)
    return dict(stated or printed)


def conclude(response: Response, test: Test, node: Node, task: Task) -> None:
    """Derive, check and build the measurement of a merged node."""
    test.derive(node, task)
    test.check(node, response.notes)
    response.completeness = "complete" if test.complete(node) else "partial"
    response.measurement = record_of(test.record, node)


def _forget_what_is_no_damage(
    response: Response, task: Task, output: Any, text: str | None
) -> None:
    """Drop the findings that only say that a task is not finished, or broke off."""
    broken_off = response.head.get("status") == "FAILED" or task.fail_reason is not None
    if not task.ended:
        response.notes.forget(_UNFINISHED)
    elif broken_off:
        response.notes.forget(_BROKEN_OFF if output is None else _CUT)
    if (broken_off or not task.ended) and _is_at_the_end(response.unread, text):
        response.notes.forget(_UNREAD)


def _is_at_the_end(unread: list[Unread], text: str | None) -> bool:
    """Say whether just the last line of a text is unread: what goes on with it has not come yet."""
    if text is None or len(unread) != 1:
        return False
    return unread[0].line == text.rstrip().count("\n") + 1


#: What is no damage while a task still runs: each side tells of another moment.
_UNFINISHED: Final[frozenset[Code]] = frozenset(
    {"truncated-text", "only-in-text", "only-in-output", "arithmetic"}
)
#: What is no damage where a task failed: its text ends where the test did ...
_CUT: Final[frozenset[Code]] = frozenset({"truncated-text"})
#: ... and there is no `output` that could say the same.
_BROKEN_OFF: Final[frozenset[Code]] = frozenset({"truncated-text", "only-in-text"})
_UNREAD: Final[frozenset[Code]] = frozenset({"unread-text"})

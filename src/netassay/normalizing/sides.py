"""Both sides of a body, read and merged: what `output` states and what the device printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.places import Place
from netassay.core.records.from_nodes import record_of
from netassay.core.spec import Task
from netassay.normalizing.envelope import Hint
from netassay.normalizing.identify import chosen, dialect_for
from netassay.normalizing.reconcile import Prefer, Reconciler
from netassay.normalizing.text import scanned, text_of
from netassay.normalizing.verdicts import PENDING

if TYPE_CHECKING:
    from netassay.core.finding import Code
    from netassay.core.findings import Notes
    from netassay.core.keys.wire import ObjectReader
    from netassay.core.lines.grammar import Dialect, Scan
    from netassay.core.spec import Test
    from netassay.core.values.readings import Node
    from netassay.records.result import Result

__all__ = ["Examination", "conclude", "measure"]

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


def measure(
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
    task = Task(family, values.get("fail_reason"), values.get("status") not in PENDING)
    reader = _reader_of(test, family, output)
    stated = _stated(reader, output, notes)
    dialect, scan = None, None
    if text is not None:
        dialect = dialect_for(text, test, family)
        scan = scanned(text, dialect, notes, values, trace=traced is not None)
    printed = scan.node if scan else {}
    if traced is not None:
        traced.scan, traced.dialect, traced.pairs = scan, dialect, []
    node = stated
    if printed or traced is not None:
        whole, pairs = bool(scan and scan.closed), traced.pairs if traced else None
        node = _merged(test, stated, printed, reader, Reconciler(notes, prefer, whole, pairs))
    if node:
        conclude(test, task, node, notes, values)
    _forget_what_is_no_damage(task, output, notes, values)


def _stated(reader: ObjectReader | None, output: Any, notes: Notes) -> Node:
    """Return what `output` says; what no key table reads is kept."""
    if output is None:
        return {}
    if reader is None:
        notes.unknown("/output", output)
        return {}
    return reader.read(output, _OUTPUT, None, notes)


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


def conclude(test: Test, task: Task, node: Node, notes: Notes, values: dict[str, Any]) -> None:
    """Derive, check and build the measurement of a merged node."""
    test.derive(node, task)
    test.check(node, notes)
    values["completeness"] = "complete" if test.complete(node) else "partial"
    values["measurement"] = record_of(test.record, node)


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

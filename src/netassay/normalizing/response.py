"""One response on its way through the stages, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from netassay.core.findings import Notes

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Dialect, Scan
    from netassay.core.records.record import Record
    from netassay.core.values.readings import Node
    from netassay.normalizing.hints import Hint
    from netassay.normalizing.reconcile import Prefer
    from netassay.records.result import Completeness, Result, Unread

__all__ = ["Examination", "Response", "location"]


@attrs.define(eq=False)
class Response:
    """One response while it is read: each stage reads what those before it have put here.

    `hint` is what is known from outside the body, then with what the body's shape says.
    `prefer` names the side that counts where the two differ. `trace`: `pairs` and the scan's
    origins are kept, for `explain`.

    `head` has the fields of a `Result` that the head of the body gives. `dialect` and `scan`
    are how the text was read and what was read of it, `unread` its other lines. `pairs` are
    the nodes that were merged, as (path, stated, printed).
    """

    hint: Hint
    prefer: Prefer = "output"
    trace: bool = False
    notes: Notes = attrs.field(factory=Notes)
    head: dict[str, Any] = attrs.field(factory=dict)
    dialect: Dialect | None = None
    scan: Scan | None = None
    unread: list[Unread] = attrs.field(factory=list)
    pairs: list[tuple[str, Node, Node]] = attrs.field(factory=list)
    completeness: Completeness = "none"
    measurement: Record | None = None


@attrs.define(eq=False)
class Examination:
    """A result with the ways its values came: what `explain` shows.

    `pairs`, `scan` and `dialect` are those of the `Response`.
    """

    result: Result
    pairs: list[tuple[str, Node, Node]]
    scan: Scan | None
    dialect: Dialect | None


def location(file: str, place: str) -> str:
    """Return where a response was found: a file and the place there; empty for what has neither."""
    return f"\0{file}\0{place}" if file or place else ""

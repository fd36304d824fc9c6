"""Two sides, one measurement: what `output` states and what the text prints are compared.

Both sides come as nodes of the same record (`netassay.core.keys.wire`). Where they agree at
the precision they were given with, the more precise reading is kept; where only one has a
value, that one; where they disagree, the preferred side, and a finding holds both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from netassay.core.records.record import Record, fields_by_name
from netassay.core.values.readings import Node, Reading, agree
from netassay.core.values.rows import Rows
from netassay.normalizing.row_texts import aligned_texts, shared_texts
from netassay.normalizing.rows import aligned, is_left_out

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from netassay.core.findings import Notes
    from netassay.core.keys.stated import Stated
    from netassay.normalizing.row_texts import Shared

__all__ = ["Prefer", "Reconciler"]

Prefer = Literal["output", "text"]


@attrs.define(eq=False)
class Reconciler:
    """Merges the two sides of one response.

    `whole` says that the text was read to its end, so that what it lacks it never had.
    `pairs` takes down, when it is a list, which nodes were merged at which path.
    """

    notes: Notes
    prefer: Prefer = "output"
    whole: bool = True
    pairs: list[tuple[str, Node, Node]] | None = None

    def merge(
        self,
        record: type[Record],
        stated: Node,
        printed: Node,
        can_state: Stated | None,
        path: str = "",
    ) -> Node:
        """Return the node of both sides; `can_state` knows the fields that `output` has."""
        if self.pairs is not None:
            self.pairs.append((path, stated, printed))
        outcomes = stated.get("outcome"), printed.get("outcome")
        if None not in outcomes and not agree(*outcomes):  # type: ignore[arg-type]
            return self._choose_row(path, stated, printed)
        merged = self._merge_fields(record, stated, printed, can_state, path)
        if can_state is not None and len(stated) < len(can_state.names):
            self._note_only_printed(stated, printed, can_state, path)
        return merged

    def _merge_fields(
        self,
        record: type[Record],
        stated: Node,
        printed: Node,
        can_state: Stated | None,
        path: str,
    ) -> Node:
        merged = dict(printed)
        lead = f"{path}." if path else ""
        for name, one in stated.items():
            other = printed.get(name)
            if other is None:
                merged[name] = one
                if self.whole and one and name not in record.unprinted:
                    self._note_only_stated(f"{lead}{name}", one)
            elif not (isinstance(one, Reading) and one == other):
                merged[name] = self._merge_field(
                    record, name, one, other, can_state, f"{lead}{name}"
                )
        return merged

    def _merge_field(
        self,
        record: type[Record],
        name: str,
        stated: Any,
        printed: Any,
        can_state: Stated | None,
        path: str,
    ) -> Any:
        """Return a field that both sides have: a reading, a nested node, or a list."""
        if isinstance(stated, Reading):
            return self._choose(path, stated, printed)
        inner = _inner(record, name)
        if isinstance(stated, dict):
            nested = can_state.nested.get(name) if can_state else None
            return self.merge(inner, stated, printed, nested, path) if inner else stated
        if inner is None:
            return self._choose_list(path, stated, printed)
        rows = can_state.rows.get(name) if can_state else None
        return self._merge_rows(inner, stated, printed, rows, path)

    def _choose(self, path: str, stated: Reading, printed: Reading) -> Reading:
        if agree(stated, printed):
            return printed if printed.ulp < stated.ulp else stated
        # What is printed and is no value at all (an address cut short) is never preferred.
        kept = stated if self.prefer == "output" or printed.value is None else printed
        self.notes.add(
            "disagree",
            path,
            f"output says {stated.text}, the text says {printed.text}; {kept.text} is kept",
            stated.text,
            printed.text,
        )
        return kept

    def _choose_row(self, path: str, stated: Node, printed: Node) -> Node:
        """Return the row of one side: of two outcomes, what goes with the other is not true."""
        kept = stated if self.prefer == "output" else printed
        one, other = _shown(stated), _shown(printed)
        message = f"output says {one}, the text says {other}; {_shown(kept)} is kept"
        self.notes.add("disagree", f"{path}.outcome", message, one, other)
        return kept

    def _choose_list(
        self, path: str, stated: list[Reading], printed: list[Reading]
    ) -> list[Reading]:
        """Compare lists of plain values, in order."""
        if len(stated) == len(printed) and all(map(agree, stated, printed)):
            return printed
        kept = stated if self.prefer == "output" else printed
        one, other = _shown(stated), _shown(printed)
        message = f"output says {one}, the text says {other}; {_shown(kept)} is kept"
        self.notes.add("disagree", path, message, one, other)
        return kept

    def _merge_rows(
        self,
        record: type[Record],
        stated: list[Node],
        printed: list[Node],
        can_state: Stated | None,
        path: str,
    ) -> list[Node]:
        names = can_state.names if can_state else frozenset()
        if self.pairs is None and isinstance(stated, Rows) and isinstance(printed, Rows):
            shared = shared_texts(stated, printed, names)
            if shared is not None:
                return self._merge_texts(record, stated, printed, shared, can_state, path)
        if self.pairs is None:
            if _agree_at_once(stated, printed, names):
                return printed
            if not stated and all([is_left_out(record, row) for row in printed]):
                return printed
        merged = []
        for at, (one, other) in enumerate(aligned(record, stated, printed)):
            if one is None or other is None:
                merged.append(self._merge_single(record, one, other, f"{path}[{at}]"))
            elif (
                self.pairs is None and one.items() <= other.items() and _all_said(one, other, names)
            ):
                merged.append(other)
            else:
                merged.append(self.merge(record, one, other, can_state, f"{path}[{at}]"))
        return merged

    def _merge_texts(
        self,
        record: type[Record],
        stated: Rows,
        printed: Rows,
        shared: Shared,
        can_state: Stated | None,
        path: str,
    ) -> list[Node]:
        """Merge rows of texts: those that are alike stay as the text has them."""
        ours, theirs = shared.stated, shared.printed
        if ours == theirs:
            return printed
        merged: list[int | Node] = []
        for at, (one, other) in enumerate(aligned_texts(record, stated, printed, shared)):
            where = f"{path}[{at}]"
            if one is None or other is None:
                row = self._merge_single(
                    record,
                    None if one is None else stated.node(one),
                    None if other is None else printed.node(other),
                    where,
                )
                merged.append(row if other is None else other)
            elif ours[one] == theirs[other]:
                merged.append(other)
            else:
                merged.append(
                    self.merge(record, stated.node(one), printed.node(other), can_state, where)
                )
        return printed.arranged(merged)

    def _merge_single(
        self, record: type[Record], stated: Node | None, printed: Node | None, path: str
    ) -> Node:
        """Return a row that only one of the sides has."""
        row = stated or printed or {}
        if printed is None:
            if self.whole:
                self._note_only_stated(path, row)
        elif not is_left_out(record, row):
            message = f"output lacks {_described(record, row)}, which the text has"
            self.notes.add("only-in-text", path, message, printed=_shown(row))
        if self.pairs is not None:
            self.pairs.append((path, stated or {}, printed or {}))
        return row

    def _note_only_printed(self, stated: Node, printed: Node, can_state: Stated, path: str) -> None:
        for name in printed:
            if name in can_state.names and name not in stated:
                nested = can_state.nested.get(name)
                if nested is not None and nested.names.isdisjoint(printed[name]):
                    continue
                where = f"{path}.{name}" if path else name
                message = "output lacks what the text has"
                self.notes.add("only-in-text", where, message, printed=_shown(printed[name]))

    def _note_only_stated(self, path: str, value: Any) -> None:
        message = "the text lacks what output has"
        self.notes.add("only-in-output", path, message, stated=_shown(value))


def _agree_at_once(stated: list[Node], printed: list[Node], names: AbstractSet[str]) -> bool:
    """Say whether each row of the text has all that its partner states: the usual case."""
    if len(stated) != len(printed):
        return False
    most = len(names)
    for one, other in zip(stated, printed, strict=True):
        if not one.items() <= other.items():
            return False
        if len(one) < most and not _all_said(one, other, names):
            return False
    return True


def _all_said(one: Node, other: Node, names: AbstractSet[str]) -> bool:
    """Say whether `output` has all of a row that it can have and the text does."""
    return len(one) >= len(names) or not (other.keys() - one.keys()) & names


def _inner(record: type[Record], name: str) -> type[Record] | None:
    return fields_by_name(record)[name].record


def _shown(value: Any) -> str:
    """Return the text of a reading, or of the readings of a node in a row."""
    if isinstance(value, Reading):
        return value.text
    if isinstance(value, dict):
        return " ".join(filter(None, map(_shown, value.values())))
    return ", ".join(map(_shown, value)) if isinstance(value, list) else str(value)


def _described(record: type[Record], node: Node) -> str:
    keys = [f"{name} {node[name].text}" for name in record.row_key if name in node]
    return f"the {record.__name__.lower()} with {', '.join(keys)}" if keys else "a row"

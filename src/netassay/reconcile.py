"""Two sides, one measurement: what `output` states and what the text prints are compared.

Both sides come as nodes of the same record (`netassay.core.wire`). Where they agree at
the precision they were given with, the more precise reading is kept; where only one has a
value, that one; where they disagree, the preferred side, and a finding holds both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from netassay.core.readings import Node, Reading, agree
from netassay.core.record import Record, blank, fields_by_name, nested_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from netassay.core.findings import Notes
    from netassay.core.wire import Stated

__all__ = ["Prefer", "Reconciler", "measured"]

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
        if stated.items() <= printed.items():
            merged = printed
        else:
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
                if self.whole and one:
                    self._note_only_stated(f"{lead}{name}", one)
            elif one is other:
                continue
            else:
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
        if self.pairs is None:
            if _agree_at_once(stated, printed, names):
                return printed
            if not stated and all([_unanswered(row) for row in printed]):
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

    def _merge_single(
        self, record: type[Record], stated: Node | None, printed: Node | None, path: str
    ) -> Node:
        """Return a row that only one of the sides has."""
        row = stated or printed or {}
        if printed is None:
            if self.whole:
                self._note_only_stated(path, row)
        elif not _unanswered(row) and not _is_sum(record, row):
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
    if not all([one.items() <= other.items() for one, other in zip(stated, printed, strict=True)]):
        return False
    most = len(names)
    return all(
        [
            len(one) >= most or _all_said(one, other, names)
            for one, other in zip(stated, printed, strict=True)
        ]
    )


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
    keys = [f"{name} {node[name].text}" for name in _row_key(record) if name in node]
    return f"the {record.__name__.lower()} with {', '.join(keys)}" if keys else "a row"


def _unanswered(node: Node) -> bool:
    """Say whether a row is one that `output` may leave out.

    It tells of a request without a reply, or is the sum of several streams.
    """
    outcome, stream = node.get("outcome"), node.get("stream")
    if outcome is not None:
        return bool(outcome.value != "reply")
    return stream is not None and stream.value is None


def _is_sum(record: type[Record], row: Node) -> bool:
    """Say whether a row sums up others, for which `output` has no number and so no row."""
    number = row.get(getattr(record, "summed", ""))
    return number is not None and number.value is None


def _row_key(record: type[Record]) -> tuple[str, ...]:
    key: tuple[str, ...] = getattr(record, "row_key", ())
    return key


def aligned(
    record: type[Record], stated: list[Node], printed: list[Node]
) -> list[tuple[Node | None, Node | None]]:
    """Pair the rows of both sides that are about the same thing, in the order of the text.

    Rows that agree in all that `output` says are paired from both ends of the lists inward;
    mostly that is all of them.
    """
    key = _row_key(record)
    first, most = 0, min(len(stated), len(printed))
    while first < most and _fits(stated[first], printed[first], key):
        first += 1
    rear = 0
    while rear < most - first and _fits(stated[-1 - rear], printed[-1 - rear], key):
        rear += 1
    pairs: list[tuple[Node | None, Node | None]] = [*zip(stated[:first], printed, strict=False)]
    ours, theirs = stated[first : len(stated) - rear], printed[first : len(printed) - rear]
    if len(ours) == len(theirs) == 1 and not _unanswered(theirs[0]):
        pairs.append((ours[0], theirs[0]))
    elif ours:
        pairs += _aligned_by_search(record, ours, theirs)
    else:
        pairs += [(None, row) for row in theirs]
    if rear:
        pairs += zip(stated[-rear:], printed[-rear:], strict=True)
    return pairs


def _fits(one: Node, other: Node, key: Sequence[str]) -> bool:
    return one.items() <= other.items() and all([name in one for name in key])


def _aligned_by_search(
    record: type[Record], stated: list[Node], printed: list[Node]
) -> list[tuple[Node | None, Node | None]]:
    """Pair rows wherever they stand.

    Rows belong together when they have the same key (a hop's number, a reply's sequence),
    as far as both sides give it; what is left, where it has one of the record's
    `other_row_keys` in common. Where the lists are equally long, rows at one position go
    first, and what fits nobody else belongs together in order: then it is the key that
    differs.
    """
    even = len(stated) == len(printed)
    partner: dict[int, int] = {}
    if even:
        pairs = enumerate(zip(stated, printed, strict=True))
        partner = {at: at for at, (one, other) in pairs if _same_key(record, one, other)}
    if len(partner) < len(stated):
        _pair_by_content(record, stated, printed, partner, same_key=True)
        _pair_by_content(record, stated, printed, partner, same_key=False)
        _pair_by_key(record, stated, printed, partner)
        for key in getattr(record, "other_row_keys", ()):
            _pair_by_all_of(key, stated, printed, partner)
    if even and len(partner) < len(stated):
        taken = set(partner.values())
        left = [at for at in range(len(stated)) if at not in partner]
        free = [at for at, row in enumerate(printed) if at not in taken and not _unanswered(row)]
        partner |= zip(left, free, strict=False)
    return _in_order(stated, printed, partner)


def _pair_by_content(
    record: type[Record],
    stated: list[Node],
    printed: list[Node],
    partner: dict[int, int],
    *,
    same_key: bool,
) -> None:
    """Add to `partner` the rows left that say the same but for their key, in order."""
    if len(stated) * len(printed) > _MOST_COMPARED:
        return
    taken = set(partner.values())
    key = _row_key(record)
    for at, one in enumerate(stated):
        if at in partner or not any([one[name] for name in one if name not in key]):
            continue
        for place, other in enumerate(printed):
            fits = place not in taken and (not same_key or _same_key(record, one, other))
            if fits and _same_content(record, one, other):
                partner[at] = place
                taken.add(place)
                break


#: Pairs of rows that are compared at most; longer lists are paired by their keys alone.
_MOST_COMPARED: Final = 40_000


def _same_content(record: type[Record], one: Node, other: Node) -> bool:
    """Say whether two rows have something in common besides their key, and nothing apart."""
    shared = [name for name in one if name in other and name not in _row_key(record)]
    for name in shared:
        left, right = one[name], other[name]
        same = agree(left, right) if isinstance(left, Reading) else bool(left) and left == right
        if not same:
            return False
    return bool(shared)


def _same_key(record: type[Record], one: Node, other: Node) -> bool:
    for name in _row_key(record):
        left, right = one.get(name), other.get(name)
        if left is not right and left is not None and right is not None and not agree(left, right):
            return False
    return True


def _pair_by_key(
    record: type[Record], stated: list[Node], printed: list[Node], partner: dict[int, int]
) -> None:
    """Add to `partner`, by positions, the rows that have no partner yet and the same key."""
    shared = [
        name
        for name in _row_key(record)
        if any(name in row for row in stated) and any(name in row for row in printed)
    ]
    if not shared:
        partner |= {at: at for at in range(min(len(stated), len(printed)))}
        return
    taken = set(partner.values())
    left = [at for at in range(len(stated)) if at not in partner]
    free = [at for at in range(len(printed)) if at not in taken]
    _pair_by_values(shared, stated, printed, left, free, partner)


def _pair_by_all_of(
    names: Sequence[str], stated: list[Node], printed: list[Node], partner: dict[int, int]
) -> None:
    """Add to `partner` the rows left that have all of these fields, and the same."""
    taken = set(partner.values())
    left = [at for at, row in enumerate(stated) if at not in partner and _has(row, names)]
    free = [at for at, row in enumerate(printed) if at not in taken and _has(row, names)]
    _pair_by_values(names, stated, printed, left, free, partner)


def _has(row: Node, names: Sequence[str]) -> bool:
    return all(name in row for name in names)


def _pair_by_values(
    names: Sequence[str],
    stated: list[Node],
    printed: list[Node],
    left: list[int],
    free: list[int],
    partner: dict[int, int],
) -> None:
    """Pair those rows of each side, given by their positions, that have the same values."""
    waiting: dict[tuple[Any, ...], list[int]] = {}
    for at in reversed(free):
        waiting.setdefault(_values(printed[at], names), []).append(at)
    for at in left:
        places = waiting.get(_values(stated[at], names))
        if places:
            partner[at] = places.pop()


def _values(row: Node, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name].value if name in row else None for name in names)


def _in_order(
    stated: list[Node], printed: list[Node], partner: dict[int, int]
) -> list[tuple[Node | None, Node | None]]:
    """Return the pairs in the text's order, what only `output` has behind its predecessor."""
    after = -1.0
    placed: list[tuple[float, int, Node | None, Node | None]] = []
    for at, row in enumerate(stated):
        if at in partner:
            after = partner[at]
            placed.append((after, 0, row, printed[partner[at]]))
        else:
            placed.append((after, at + 1, row, None))
    taken = set(partner.values())
    placed += [(at, 0, None, row) for at, row in enumerate(printed) if at not in taken]
    placed.sort(key=lambda item: item[:2])
    return [(one, other) for _, _, one, other in placed]


def measured(record: type[Record], node: Node) -> Record:
    """Make the record of a node: the values of its readings, all the way down."""
    made = blank(record)
    nested = nested_in(record)
    storage = made.__dict__
    storage.update({name: item.value for name, item in node.items() if name not in nested})
    for name, inner in nested.items():
        if name in node:
            storage[name] = _measured_part(inner, node[name])
    return made


def _measured_part(inner: type[Record] | None, item: Any) -> Any:
    if type(item) is dict:
        return measured(inner, item) if inner else item
    if inner:
        return _measured_rows(inner, item)
    return [one.value if type(one) is Reading else one for one in item]


def _measured_rows(record: type[Record], rows: list[Node]) -> list[Record]:
    """Make the records of a list; rows that are one node (``* * *``) share one record."""
    made_rows: list[Record] = []
    before: Node = {}
    nested = nested_in(record)
    make = blank if nested else object.__new__
    for row in rows:
        if row is before:
            made_rows.append(made_rows[-1])
            continue
        made = make(record)
        storage = made.__dict__
        if not nested:
            storage.update({name: item.value for name, item in row.items()})
        else:
            for name, item in row.items():
                if type(item) is Reading:
                    storage[name] = item.value
                elif item is before.get(name):
                    storage[name] = list(made_rows[-1].__dict__[name])
                else:
                    storage[name] = _measured_part(nested[name], item)
        made_rows.append(made)
        before = row
    return made_rows

"""Aligning: which rows of the two sides of a response are about the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.values.readings import Node, Reading, agree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from netassay.core.records.record import Record
    from netassay.core.values.rows import Rows

__all__ = ["Shared", "aligned", "aligned_texts", "is_left_out", "shared_texts"]


def is_left_out(record: type[Record], row: Node) -> bool:
    """Say whether a row is one that `output` may leave out.

    It tells of a request without a reply, or sums up others, for which `output` has no number.
    """
    outcome = row.get("outcome")
    if outcome is not None:
        return bool(outcome.value != "reply")
    number = row.get(record.summed)
    return number is not None and number.value is None


def aligned(
    record: type[Record], stated: list[Node], printed: list[Node]
) -> list[tuple[Node | None, Node | None]]:
    """Pair the rows of both sides that are about the same thing, in the order of the text.

    Rows that agree in all that `output` says are paired from both ends of the lists inward;
    mostly that is all of them.
    """
    key = record.row_key
    first, most = 0, min(len(stated), len(printed))
    while first < most and _fits(stated[first], printed[first], key):
        first += 1
    rear = 0
    while rear < most - first and _fits(stated[-1 - rear], printed[-1 - rear], key):
        rear += 1
    pairs: list[tuple[Node | None, Node | None]] = [*zip(stated[:first], printed, strict=False)]
    ours, theirs = stated[first : len(stated) - rear], printed[first : len(printed) - rear]
    pairs += _paired(record, ours, theirs)
    if rear:
        pairs += zip(stated[-rear:], printed[-rear:], strict=True)
    return pairs


@attrs.frozen
class Shared:
    """The texts of both sides in the columns that `output` has: the rows of each, as tuples.

    `names` are those of the columns.
    """

    names: tuple[str, ...]
    stated: list[tuple[Any, ...]]
    printed: list[tuple[Any, ...]]


def shared_texts(stated: Rows, printed: Rows, can_state: AbstractSet[str]) -> Shared | None:
    """Return the texts by which rows can be compared; None where their nodes must be.

    The text must have all columns of `output`, read alike, and no other that `output` could
    have stated.
    """
    if not (stated.are_texts and printed.are_texts):
        return None
    places = printed.columns.shared_with(stated.columns)
    if places is None:
        return None
    names = stated.columns.names
    if any([name not in stated.columns.at and printed.has(name) for name in can_state]):
        return None
    return Shared(names, stated.texts(places[1]), printed.texts(places[0]))


def aligned_texts(
    record: type[Record], stated: Rows, printed: Rows, shared: Shared
) -> list[tuple[int | None, int | None]]:
    """Do what `aligned` does, by positions; only rows that differ are looked at as nodes."""
    ours, theirs = shared.stated, shared.printed
    keys = [shared.names.index(name) for name in record.row_key if name in shared.names]
    has_keys = len(keys) == len(record.row_key)

    def fits(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
        return _alike(one, other) and has_keys and all([one[at] is not None for at in keys])

    if len(ours) == len(theirs) and all(
        [
            _alike(one, other) or _same_key(record, stated.node(at), printed.node(at))
            for at, (one, other) in enumerate(zip(ours, theirs, strict=True))
        ]
    ):
        return [(at, at) for at in range(len(ours))]
    first, most = 0, min(len(ours), len(theirs))
    while first < most and fits(ours[first], theirs[first]):
        first += 1
    rear = 0
    while rear < most - first and fits(ours[-1 - rear], theirs[-1 - rear]):
        rear += 1
    middle = range(first, len(ours) - rear)
    others = range(first, len(theirs) - rear)
    pairs: list[tuple[int | None, int | None]] = [(at, at) for at in range(first)]
    pairs += _aligned_middle(record, stated, printed, middle, others)
    pairs += zip(
        range(len(ours) - rear, len(ours)), range(len(theirs) - rear, len(theirs)), strict=True
    )
    return pairs


def _alike(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Say whether a row of the text has all that one of `output` says."""
    pairs = zip(one, other, strict=True)
    return one == other or all([cell is None or cell == text for cell, text in pairs])


def _aligned_middle(
    record: type[Record], stated: Rows, printed: Rows, ours: range, theirs: range
) -> list[tuple[int | None, int | None]]:
    """Pair the rows, at some positions of each side, that are not alike."""
    if not ours:
        return [(None, at) for at in theirs]
    ones = {id(node): at for at in ours for node in [stated[at]]}
    others = {id(node): at for at in theirs for node in [printed[at]]}
    pairs = _paired(record, [stated[at] for at in ours], [printed[at] for at in theirs])
    return [(ones.get(id(one)), others.get(id(other))) for one, other in pairs]


def _paired(
    record: type[Record], ours: list[Node], theirs: list[Node]
) -> list[tuple[Node | None, Node | None]]:
    """Pair rows between those that fit at both ends."""
    if len(ours) == len(theirs) == 1 and not is_left_out(record, theirs[0]):
        return [(ours[0], theirs[0])]
    if ours:
        return _aligned_by_search(record, ours, theirs)
    return [(None, row) for row in theirs]


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
        for key in record.other_row_keys:
            _pair_by_all_of(key, stated, printed, partner)
    if even and len(partner) < len(stated):
        taken = set(partner.values())
        left = [at for at in range(len(stated)) if at not in partner]
        free = [
            at for at, row in enumerate(printed) if at not in taken and not is_left_out(record, row)
        ]
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
    key = record.row_key
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
    shared = [name for name in one if name in other and name not in record.row_key]
    for name in shared:
        left, right = one[name], other[name]
        same = agree(left, right) if isinstance(left, Reading) else bool(left) and left == right
        if not same:
            return False
    return bool(shared)


def _same_key(record: type[Record], one: Node, other: Node) -> bool:
    for name in record.row_key:
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
        for name in record.row_key
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

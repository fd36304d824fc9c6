"""Aligning: which rows of the two sides of a response are about the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.values.readings import Node, Reading, agree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netassay.core.records.record import Record

__all__ = ["aligned", "fitting_ends", "has_same_key", "is_left_out", "paired"]


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
    first, rear = fitting_ends(stated, printed, lambda one, other: _fits(one, other, key))
    pairs: list[tuple[Node | None, Node | None]] = [*zip(stated[:first], printed, strict=False)]
    ours, theirs = stated[first : len(stated) - rear], printed[first : len(printed) - rear]
    pairs += paired(record, ours, theirs)
    if rear:
        pairs += zip(stated[-rear:], printed[-rear:], strict=True)
    return pairs


def fitting_ends(
    ours: Sequence[Any], theirs: Sequence[Any], fits: Callable[[Any, Any], bool]
) -> tuple[int, int]:
    """Return how many rows fit at the beginning of both lists, and how many of the others at the end."""
    first, most = 0, min(len(ours), len(theirs))
    while first < most and fits(ours[first], theirs[first]):
        first += 1
    rear = 0
    while rear < most - first and fits(ours[-1 - rear], theirs[-1 - rear]):
        rear += 1
    return first, rear


def paired(
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
        partner = {at: at for at, (one, other) in pairs if has_same_key(record, one, other)}
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
            fits = place not in taken and (not same_key or has_same_key(record, one, other))
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


def has_same_key(record: type[Record], one: Node, other: Node) -> bool:
    """Say whether two rows have the same key, as far as both give it."""
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

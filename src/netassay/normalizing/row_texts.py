"""Aligning rows by their texts: only those that differ are looked at as nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from netassay.normalizing.rows import fitting_ends, has_same_key, paired

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from netassay.core.records.record import Record
    from netassay.core.values.rows import Rows

__all__ = ["Shared", "aligned_texts", "shared_texts"]


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

    def fits(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
        return _alike(one, other) and bool(keys) and all([one[at] is not None for at in keys])

    if len(ours) == len(theirs) and all(
        [
            all([one[key] == other[key] for key in keys])
            or has_same_key(record, stated.node(at), printed.node(at))
            for at, (one, other) in enumerate(zip(ours, theirs, strict=True))
        ]
    ):
        return [(at, at) for at in range(len(ours))]
    first, rear = fitting_ends(ours, theirs, fits)
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
    pairs = paired(record, [stated[at] for at in ours], [printed[at] for at in theirs])
    return [(ones.get(id(one)), others.get(id(other))) for one, other in pairs]

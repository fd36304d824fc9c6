"""Whose the tables and views of a database are that have a name of ours.

A table is ours where its comment says so as only a load writes it, or where it has all of our
columns. A view is ours while it is as a load made it. Nothing of others is changed or replaced.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from netassay.sinks.sql import VIEWS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from netassay.export.tables.model import Table

__all__ = ["Relation", "of_others"]

#: How the comment of a table ends; see `netassay.sinks.sql.comments`.
_KEY: Final = re.compile(r"\(key: [a-z_, ]+\)\Z")
#: Columns by which the table of loads is known.
_LOADS: Final = frozenset({"number", "name", "netassay_version", "read", "mark"})


@attrs.frozen
class Relation:
    """A table, a view or something else of a name, as the database describes it."""

    kind: str
    comment: str | None = None
    columns: frozenset[str] = frozenset()


def of_others(relations: Mapping[str, Relation], tables: Collection[Table]) -> str | None:
    """Return what has a name of ours and is not ours, in words; None where there is nothing.

    A view in the place of ours counts only where there is no load yet: later it is a user's choice.
    """
    if _is_of_loads(relations.get("loads")):
        names = [table.name for table in tables if not _is_ours(relations.get(table.name), table)]
    else:
        names = ["loads", *(table.name for table in tables), *(view.name for view in VIEWS)]
    found = next(filter(relations.__contains__, names), None)
    return f"a {relations[found].kind} {found} that no load made" if found else None


def _is_of_loads(relation: Relation | None) -> bool:
    return relation is not None and relation.kind == "table" and relation.columns >= _LOADS


def _is_ours(relation: Relation | None, table: Table) -> bool:
    if relation is None:
        return True
    is_known = relation.columns >= {column.name for column in table.columns}
    return relation.kind == "table" and (
        is_known or _KEY.search(relation.comment or "") is not None
    )

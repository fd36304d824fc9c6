"""The views in PostgreSQL, and what else of our names is there.

A comment outlives another query of its view. That of a view of ours holds a checksum of the query,
as the database shows it, so that a user's query is not taken for ours.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from netassay.sinks.ownership import Relation
from netassay.sinks.postgres_rows import POSTGRES_TABLES
from netassay.sinks.sql import VIEWS, quoted, view_comment

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["make_views", "relations_of"]

_KINDS: Final = {"r": "table", "p": "table", "v": "view"}
_NAMES: Final = ", ".join(
    quoted(name) for name in ("loads", *POSTGRES_TABLES, *(view.name for view in VIEWS))
)
#: A schema's name as a text is no name of it where it needs quotes.
_OF_SCHEMA: Final = """relnamespace OPERATOR(pg_catalog.=) (
        SELECT oid FROM pg_catalog.pg_namespace
        WHERE nspname OPERATOR(pg_catalog.=) pg_catalog.current_schema()
    )"""
_RELATIONS: Final = f"""
    SELECT relname::pg_catalog.text, relkind::pg_catalog.text,
        pg_catalog.obj_description(oid, 'pg_class')
    FROM pg_catalog.pg_class
    WHERE {_OF_SCHEMA} AND relname OPERATOR(pg_catalog.=) ANY (ARRAY[{_NAMES}]::pg_catalog.name[])
"""  # noqa: S608 - names of ours
_QUERIES: Final = f"""
    SELECT relname::pg_catalog.text, pg_catalog.pg_get_viewdef(oid)
    FROM pg_catalog.pg_class
    WHERE {_OF_SCHEMA} AND relkind::pg_catalog.text OPERATOR(pg_catalog.=) 'v'
        AND relname OPERATOR(pg_catalog.=)
            ANY (ARRAY[{", ".join(quoted(view.name) for view in VIEWS)}]::pg_catalog.name[])
"""  # noqa: S608 - names of ours

#: Functions and operators of the views' queries.
_FUNCTIONS: Final = re.compile(r"\b(count|sum|min|max|avg|date_trunc)\(")
_OPERATORS: Final = re.compile(r" (=|<>|\*|-|/) ")


def relations_of(cursor: Any, columns: Mapping[str, Collection[str]]) -> dict[str, Relation]:
    """Return what the current schema has of our names; `columns` are those of each table there."""
    cursor.execute(_RELATIONS)
    return {
        name: Relation(_KINDS.get(kind, "relation"), comment, frozenset(columns.get(name, ())))
        for name, kind, comment in cursor.fetchall()
    }


def make_views(cursor: Any, relations: Mapping[str, Relation]) -> None:
    """Create the views, and replace those that are still as a load made them."""
    notes = _notes(cursor)
    ours = [
        view
        for view in VIEWS
        if view.name not in relations or _ends(relations[view.name].comment, notes.get(view.name))
    ]
    for view in ours:
        cursor.execute(f"CREATE OR REPLACE VIEW {view.name} AS {_qualified(view.query)}")
    notes = _notes(cursor)
    for view in ours:
        cursor.execute(view_comment(view, notes[view.name]))


def _qualified(query: str) -> str:
    """Return a view's query with the server's own functions and operators, and hours of UTC."""
    query = query.replace("date_trunc('hour', started_at)", "date_trunc('hour', started_at, 'UTC')")
    query = _FUNCTIONS.sub(r"pg_catalog.\1(", query)
    return _OPERATORS.sub(r" OPERATOR(pg_catalog.\1) ", query)


def _ends(comment: str | None, note: str | None) -> bool:
    return comment is not None and note is not None and comment.endswith(note)


def _notes(cursor: Any) -> dict[str, str]:
    """Return the end of the comment that each view has as long as its query stays."""
    cursor.execute(_QUERIES)
    return {
        name: f" (netassay {sha256(query.encode()).hexdigest()[:8]})"
        for name, query in cursor.fetchall()
    }

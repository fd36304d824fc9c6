"""A connection to PostgreSQL on which no function runs but the server's own.

In a schema that others may write to, anybody can leave a function or an operator that fits the
arguments of a call better than the server's own; it runs with the rights of whoever calls. So all
names in statements are qualified, and the search path is the schema of the tables alone. The
driver asks for types in a statement of its own, when a database is opened: that is done
with a search path of nothing else but the server's own.
"""

from __future__ import annotations

import re
from typing import Any, Final

from netassay.errors import LoadError
from netassay.optional import needed

__all__ = ["connect", "pin_schema", "reason"]

#: Of an option that stands twice in an address the last one counts.
_OWN_FUNCTIONS_ONLY: Final = "options=-csearch_path%3Dpg_catalog"
#: What a pooler says that takes no options; there the driver's statement runs as it is.
_POOLER: Final = "unsupported startup parameter"
_SCHEMA: Final = """
    SELECT pg_catalog.current_schema(), pg_catalog.current_setting('server_encoding')
"""
_SET: Final = "SELECT pg_catalog.set_config($1, $2, false)"
#: What decides what our statements and texts mean, whatever the role's or the database's own
#: settings are.
_SETTINGS: Final = {"client_encoding": "UTF8", "standard_conforming_strings": "on"}

#: What the driver puts before the words of the server: of a statement that failed, all of it.
_FRAME: Final = re.compile(
    r"(?:[A-Z_]+: )?(?:\[libpq\] )?"
    r"(?:Failed to execute query '.*?': (?=\S+:  )|Failed to [^:']*: )?"
    r"(?:could not begin COPY: )?(?:Execution error \[\w+\]: )?(?:PGRES_\w+ )?",
    re.DOTALL,
)
#: What it adds: our own statement.
_STATEMENT: Final = re.compile(
    r"\nLINE \d+: [^\n]*\n *\^|\n+Query was: .*?(?=\. SQLSTATE: \w{5}\Z|\Z)", re.DOTALL
)
_CODE: Final = re.compile(r"[ .]*SQLSTATE: (\w{5})$")


def connect(uri: str) -> Any:
    """Return a DB-API connection; raise the driver's errors."""
    driver, dbapi = (
        needed(name, "postgres")
        for name in ("adbc_driver_postgresql", "adbc_driver_postgresql.dbapi")
    )
    manager = needed("adbc_driver_manager", "postgres")
    try:
        database = driver.connect(f"{uri}{'&' if '?' in uri else '?'}{_OWN_FUNCTIONS_ONLY}")
    except dbapi.Error as error:
        if _POOLER not in str(error):
            raise
        database = driver.connect(uri)
    try:
        database.set_options(uri=uri)
        connection = manager.AdbcConnection(database)
    except BaseException:
        database.close()
        raise
    return dbapi.Connection(database, connection)


def pin_schema(cursor: Any) -> None:
    """Let the session see the current schema only, behind the server's own names.

    Raises `LoadError` where there is none, or where it can't hold every character.
    """
    cursor.execute(_SCHEMA)
    schema, encoding = cursor.fetchone()
    if schema is None:
        raise LoadError("no schema of the search path is there")
    if encoding != "UTF8":
        raise LoadError(f"the database's encoding is {encoding}; results need UTF8")
    quoted = schema.replace('"', '""')
    for name, value in (_SETTINGS | {"search_path": f'"{quoted}", pg_temp'}).items():
        cursor.execute(_SET, parameters=[name, value])


def reason(error: Exception) -> str:
    """Return all that the server says of an error, with details and hints, in one line."""
    text = _STATEMENT.sub("", str(error).strip())
    frame = _FRAME.match(text)
    told = " ".join(text[frame.end() if frame else 0 :].split())
    return _CODE.sub(r" (SQLSTATE \1)", told)

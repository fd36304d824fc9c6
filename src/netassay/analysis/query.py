"""SQL over results without a load: tables in memory, queried by DuckDB, and nothing else.

The database sees the tables and views of `netassay.export.tables` and `netassay.sinks.sql`, with
their units and meanings as comments. It is locked before any query runs: no
file, no network, no extension, no variable of this process, and no setting to change that.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from netassay.errors import QueryError
from netassay.export.tables.model import TABLES
from netassay.export.tables.rows import Rows
from netassay.optional import needed
from netassay.records.result import Reject
from netassay.sinks.duckdb import TYPES, without_zone
from netassay.sinks.interruptible import interruptible
from netassay.sinks.sql import VIEWS, comments, definition, view_comment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyarrow as pa

    from netassay.records.result import Result

    #: A result or a reject with its source and its place there.
    Sourced = tuple[Result | Reject, str | None, str | None]

__all__ = ["Database", "query"]

T = TypeVar("T")

_CONFIG: Final = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    # Older versions write such a secret into the home of whoever asks.
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
}
#: Types without parts that Arrow has, too. An interval in a list or a struct is text.
_TYPES_OF_ARROW: Final = frozenset(
    {
        *("boolean", "tinyint", "smallint", "integer", "bigint", "hugeint"),
        *("utinyint", "usmallint", "uinteger", "ubigint", "float", "double", "decimal"),
        *("varchar", "blob", "uuid", "enum", "null", "sqlnull", "date", "time", "time_ns"),
        *("timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns", "timestamp with time zone"),
    }
)
#: Hours that 64 bits of nanoseconds hold.
_MOST_HOURS: Final = 2_562_046
#: Results whose rows are built at once.
_GROUP_SIZE: Final = 2000


class Database:
    """Results as tables in memory, for queries in SQL.

    Raises `MissingExtra` without DuckDB.
    """

    def __init__(self, items: Iterable[Sourced]) -> None:
        self._duckdb: Any = needed("duckdb", "duckdb")
        self._connection = self._duckdb.connect(":memory:", config=_CONFIG)
        self._done(self._make_tables)
        for rows in _batches(items):
            self._done(partial(self._fill, rows))
        self._done(partial(self._connection.execute, "SET lock_configuration = true"))

    def _done(self, work: Callable[[], T]) -> T:
        """Return what some work with the database gives; Ctrl-C ends it."""
        return interruptible(work, self._connection.interrupt)

    def _make_tables(self) -> None:
        run = self._connection.execute
        for table in TABLES.values():
            run(definition(table, TYPES, keyed=False))
        for view in VIEWS:
            run(f"CREATE VIEW {view.name} AS {view.query}")
            run(view_comment(view))
        for comment in comments(TABLES.values()):
            run(comment)

    def _fill(self, rows: Rows) -> None:
        for name, batch in rows.batches().items():
            arrow: Any = needed("pyarrow", "arrow")
            self._connection.register("new_rows", without_zone(arrow.Table.from_batches([batch])))
            self._connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM new_rows")  # noqa: S608 - a name of ours
            self._connection.unregister("new_rows")

    def ask(self, sql: str) -> pa.Table:
        """Return the rows of a query; of several statements, those of the last.

        Raises `QueryError` with DuckDB's message, or for a statement without rows.
        """
        try:
            rows = self._done(partial(_asked, self._connection, sql))
        except self._duckdb.OutOfMemoryException:
            raise MemoryError from None
        except (self._duckdb.Error, UnicodeEncodeError) as error:
            raise QueryError(_one_line(error)) from None
        if rows is None:
            raise QueryError("no query that gives rows")
        return rows


def _asked(connection: Any, sql: str) -> pa.Table | None:
    relation = connection.sql(sql)
    return None if relation is None else _projected(relation).to_arrow_table()


def _projected(relation: Any) -> Any:
    """Return the rows with what Arrow has no type for as text."""
    columns = [
        f"{_exported(f'#{number}', kind)} AS {_quoted(name)}"
        for number, (name, kind) in enumerate(
            zip(relation.columns, relation.types, strict=True), start=1
        )
    ]
    return relation.project(", ".join(columns))


def _exported(column: str, kind: Any) -> str:
    """Return the expression that gives a column to Arrow."""
    if kind.id == "interval":
        # Arrow counts nanoseconds where DuckDB counts microseconds, and would wrap in silence.
        message = "an interval of so many hours has no form; cast it to VARCHAR"
        too_long = f"abs(datepart('hour', {column})) > {_MOST_HOURS}"
        return f"CASE WHEN {too_long} THEN error('{message}') ELSE {column} END"
    target = _target(kind)
    return column if target == str(kind) else f"CAST({column} AS {target})"


def _target(kind: Any) -> str:
    """Return the type, in SQL, as which values of a type are given to Arrow."""
    if kind.id in ("list", "array"):
        parts = dict(kind.children)
        return f"{_target(parts['child'])}[{parts.get('size', '')}]"
    if kind.id == "struct":
        fields = [f"{_quoted(name)} {_target(child)}" for name, child in kind.children]
        return f"STRUCT({', '.join(fields)})"
    if kind.id == "map":
        return f"MAP({', '.join(_target(child) for _, child in kind.children)})"
    if kind.id == "union":
        fits = all(_target(child) == str(child) for _, child in kind.children)
        return str(kind) if fits else "VARCHAR"
    return str(kind) if kind.id in _TYPES_OF_ARROW else "VARCHAR"


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def query(results: Iterable[Result | Reject], sql: str) -> pa.Table:
    """Return the rows of a query in DuckDB's SQL over results, as a `pyarrow.Table`.

    The tables are those of `to_arrow`. The query can reach nothing else: no file, no
    network. Raises `QueryError` for SQL that can't be run or gives no rows, `MissingExtra`
    without DuckDB.
    """
    return Database((item, None, None) for item in results).ask(sql)


def _batches(items: Iterable[Sourced]) -> Iterator[Rows]:
    waiting, ids = iter(items), set[str]()
    while group := list(islice(waiting, _GROUP_SIZE)):
        rows = Rows(ids)
        for item, source, place in group:
            if isinstance(item, Reject):
                rows.reject(item)
            else:
                rows.add(item, source, place)
        yield rows


def _one_line(error: Exception) -> str:
    """Return an error message in one line, without the excerpt of the statement."""
    lines = [line.strip() for line in str(error).split("\n")]
    message_lines = [line for line in lines if line and not line.startswith(("LINE ", "^"))]
    return " ".join(message_lines) or type(error).__name__

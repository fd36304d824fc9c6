"""The tables in SQL, as far as databases agree: definitions, comments, views.

Every name and text here is one of our own, nothing is from outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netassay.export.tables.model import Column, Table

__all__ = ["LOADS", "VIEWS", "View", "comments", "definition", "quoted", "view_comment"]

#: The table of the progress of each load; see `netassay.sinks.sink.Done`.
LOADS: Final = """
CREATE TABLE IF NOT EXISTS loads (
    number BIGINT PRIMARY KEY,
    name VARCHAR NOT NULL,
    netassay_version VARCHAR NOT NULL,
    read BIGINT NOT NULL,
    results BIGINT NOT NULL,
    rejects BIGINT NOT NULL,
    errors BIGINT NOT NULL,
    mark BIGINT NOT NULL
)"""


@attrs.frozen
class View:
    """A view: its comment and its query."""

    name: str
    doc: str
    query: str


VIEWS: Final = (
    View(
        "latest_results",
        "the latest result of each device and test",
        """
        SELECT DISTINCT ON (family, serial_number, test) *
        FROM results
        WHERE kind = 'result'
        ORDER BY family, serial_number, test, started_at DESC NULLS LAST, id""",
    ),
    View(
        "loss_over_time",
        "lost echo requests by device, destination and hour",
        """
        SELECT family, serial_number, destination, date_trunc('hour', started_at) AS hour,
            count(*) AS pings, sum(transmitted) AS transmitted, sum(received) AS received,
            CASE WHEN sum(transmitted) <> 0 THEN
                100.0 * (sum(transmitted) - sum(received)) / sum(transmitted)
            END AS loss_percent
        FROM ping JOIN results ON results.id = ping.result_id
        GROUP BY family, serial_number, destination, date_trunc('hour', started_at)""",
    ),
    View(
        "throughput_by_server",
        "rates of iperf and speed tests by server, protocol and direction",
        """
        SELECT server_address, protocol, test, direction, count(*) AS runs,
            min(bps) AS min_bps, avg(bps) AS avg_bps, max(bps) AS max_bps
        FROM (
            SELECT server_address, protocol, 'iperf' AS test,
                CASE WHEN reverse THEN 'downstream' ELSE 'upstream' END AS direction,
                coalesce(received_bitrate_bps, sent_bitrate_bps) AS bps
            FROM iperf
            UNION ALL
            SELECT server_address, protocol, 'speedtest', 'upstream', upstream_bitrate_bps
            FROM speedtest
            UNION ALL
            SELECT server_address, protocol, 'speedtest', 'downstream', downstream_bitrate_bps
            FROM speedtest
        ) AS runs
        WHERE bps IS NOT NULL
        GROUP BY server_address, protocol, test, direction""",
    ),
)


def definition(table: Table, types: Mapping[type, str], *, keyed: bool) -> str:
    """Return the statement that creates a table; `types` are the database's, by Python type."""
    parts = [_column(column, types) for column in table.columns]
    if keyed:
        parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    return f"CREATE TABLE IF NOT EXISTS {table.name} ({', '.join(parts)})"


def _column(column: Column, types: Mapping[type, str]) -> str:
    return f"{column.name} {types[column.kind]}{' NOT NULL' if column.required else ''}"


def comments(tables: Iterable[Table]) -> Iterator[str]:
    """Give the statements that comment tables and columns, with units."""
    for table in tables:
        key = ", ".join(table.key)
        yield f"COMMENT ON TABLE {table.name} IS {quoted(f'{table.doc} (key: {key})')}"
        for column in table.columns:
            comment = f"{column.doc} [{column.unit}]" if column.unit else column.doc
            yield f"COMMENT ON COLUMN {table.name}.{column.name} IS {quoted(comment)}"


def view_comment(view: View, note: str = "") -> str:
    """Return the statement that comments a view."""
    return f"COMMENT ON VIEW {view.name} IS {quoted(f'{view.doc}{note}')}"


def quoted(text: str) -> str:
    """Return a text as a string of SQL."""
    return "'" + text.replace("'", "''") + "'"

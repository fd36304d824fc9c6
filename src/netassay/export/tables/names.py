"""Names of tables and columns that the records do not give.

A list of a test's record becomes the table ``<test>_<list>``, one in a list's records too:
``ping_replies``, ``traceroute_hops``, ``traceroute_probes``.
"""

from __future__ import annotations

from typing import Final

__all__ = ["RESULT", "item_name", "list_table"]

#: The column of all tables but `results` that names the result, `results.id`.
RESULT: Final = "result_id"
#: Prefixes of the list tables of tests whose names would repeat a word.
_TABLE_PREFIXES: Final = {"arp_table": "arp", "cable_test": "cable"}
#: Names of one item of a list that are not the list's name without ``s``. They name the column
#: of a plain value or of a position. A key may be a field, or a test's table.
_ITEM_NAMES: Final = {
    "addresses": "address",
    "extras": "pointer",
    "lost_sequences": "sequence",
    "messages": "message",
    "passes": "pass",
    "requested": "port",
    "show_command_requested": "command",
}


def list_table(test: str, field: str) -> str:
    """Return the name of a list's table; without a test, of a list that all results have."""
    return f"{_TABLE_PREFIXES.get(test, test)}_{field}" if test else field


def item_name(field: str, test: str = "") -> str:
    """Return the name of one item of a list."""
    return (
        _ITEM_NAMES.get(list_table(test, field))
        or _ITEM_NAMES.get(field)
        or field.removesuffix("s")
    )

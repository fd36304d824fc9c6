"""What tables and their columns are called, where the records' own names don't say it.

A list of a test's record becomes the table ``<test>_<list>``, one in a list's records too:
``ping_replies``, ``traceroute_hops``, ``traceroute_probes``.
"""

from __future__ import annotations

from typing import Final

__all__ = ["RESULT", "listed", "one_of"]

#: The column of all tables but `results` that names the result, `results.id`.
RESULT: Final = "result_id"
#: Tests whose own table already says by its name that it is one, or of what.
_SHORT: Final = {"arp_table": "arp", "cable_test": "cable"}
#: What one item of a list is called, where that is not its name without the last letter:
#: the column of a plain value, or of a position. A test's own word stands under its table.
_ONE: Final = {
    "addresses": "address",
    "extras": "pointer",
    "lost_sequences": "sequence",
    "messages": "message",
    "passes": "pass",
    "requested": "port",
    "show_command_requested": "command",
}


def listed(test: str, field: str) -> str:
    """Return the name of the table of a list; without a test, of one that all results have."""
    return f"{_SHORT.get(test, test)}_{field}" if test else field


def one_of(field: str, test: str = "") -> str:
    """Return what one item of a list is called, of a test where that has its own word."""
    return _ONE.get(listed(test, field)) or _ONE.get(field) or field.removesuffix("s")

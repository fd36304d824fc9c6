"""The printed formats: one module each, in a package where a tool has several.

A new format is one module with its `Dialect`, which belongs into the `DIALECTS` of its
package, or into the one here. `core.lines.grammar` explains the templates,
and `tests/test_completeness.py` names the files that it needs beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.dialects import arp, http_gateway, iperf3, ping, show_text, traceroute
from netassay.measurements import TESTS

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Dialect

__all__ = ["DIALECTS"]

DIALECTS: Final[tuple[Dialect, ...]] = (
    *ping.DIALECTS,
    *traceroute.DIALECTS,
    *iperf3.DIALECTS,
    http_gateway.DIALECT,
    *arp.DIALECTS,
    show_text.DIALECT,
)
for _dialect in DIALECTS:
    _dialect.check_names(TESTS)
    _dialect.runs.check(_dialect.name)

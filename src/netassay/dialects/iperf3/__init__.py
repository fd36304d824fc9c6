"""The reports of iperf3, of clients and of servers, as text and as JSON.

Sizes are printed in units of 1024 and bit rates in units of 1000, with three significant
digits (iperf3 ``src/units.c``). ``-V`` adds the system, cookie, MSS and CPU lines. Gateways
print lines before and behind (``Perf-test: Finished``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.dialects.iperf3.json_dialect import Iperf3Json
from netassay.dialects.iperf3.text_dialect import Iperf3Text

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Dialect

__all__ = ["DIALECTS"]

_TEXT: Final = Iperf3Text()
#: JSON first: it may hold the text of a server's report.
DIALECTS: Final[tuple[Dialect, ...]] = (Iperf3Json(_TEXT), _TEXT)

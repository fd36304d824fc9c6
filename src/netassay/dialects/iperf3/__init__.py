"""The reports of iperf3: a client's, a server's, one inside the other, as text and as JSON.

Sizes are printed in units of 1024 and bit rates in units of 1000, with three significant
digits (iperf3 ``src/units.c``). ``-V`` adds the system, cookie, MSS and CPU lines. Gateways
print a frame around it (``Perf-test: Finished``).
"""

from __future__ import annotations

from netassay.dialects.iperf3.jsons import Iperf3Json
from netassay.dialects.iperf3.pieces import Iperf3

__all__ = ["DIALECT", "JSON"]

DIALECT = Iperf3()
JSON = Iperf3Json(DIALECT)

"""What tests need that meet network measurements: results, bodies, and texts as devices print them.

* `netassay.testing.printers`: one module a printed format; each prints a record as that
  tool would.
* `netassay.testing.strategies`: one module a printed format; each draws records that such
  a tool can print, with their text (`Case`). These need Hypothesis, the extra ``testing``.
"""

from __future__ import annotations

from netassay.testing.case import Case

__all__ = ["Case"]

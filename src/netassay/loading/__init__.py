"""Loads: from saved responses to a sink, in batches, bounded in memory, restartable.

chunks     what is read, in pieces that a process works on
working    from a chunk to record batches: all that may run elsewhere
workers    processes that do so
run        the load itself
"""

from __future__ import annotations

from netassay.loading.run import Summary, load

__all__ = ["Summary", "load"]

"""Loads: saved responses into a sink, in batches, in bounded memory, resumable.

A load depends on its input and options only, however many processes work on it.

    chunks      chunks of saved responses, the work of a process at a time
    conversion  from a chunk to record batches
    growing     files that were loaded before
    workers     processes that convert chunks
    resuming    how far a load came, and whether it can go on
    run         the load
"""

from __future__ import annotations

from netassay.loading.run import Summary, load

__all__ = ["Summary", "load"]

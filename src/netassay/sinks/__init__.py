"""Sinks: where tables go, a batch at a time, each batch whole or not at all.

    sink       what a sink must provide
    folder     a folder of files, with its `manifest` and its `ids`
    parquet    the files of Parquet

A new sink is one module and its place in `sink_for`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netassay.sinks.folder import Folder
from netassay.sinks.parquet import ParquetFiles
from netassay.sinks.sink import Done, Sink

if TYPE_CHECKING:
    import os

__all__ = ["Done", "Sink", "sink_for"]


def sink_for(destination: str | os.PathLike[str]) -> Sink:
    """Return the sink of a destination."""
    return Folder(Path(destination), ParquetFiles())

"""Tables: results as one relational model, the same for every sink.

    names      what tables and columns are called
    model      the tables, derived from the record classes
    arrow      their Arrow schemas
    building   from results to record batches
    frames     a table as a pandas data frame

`to_arrow` goes the whole way in memory; `netassay.loading` does it batch by batch.
"""

from __future__ import annotations

from netassay.export.tables.frames import to_pandas
from netassay.export.tables.memory import to_arrow
from netassay.export.tables.model import TABLES, Column, Table

__all__ = ["TABLES", "Column", "Table", "to_arrow", "to_pandas"]

"""Tables: results as one relational model, the same for every sink.

    names   names of tables and columns that records do not give
    model   the tables, derived from the record classes
    arrow   their Arrow schemas
    rows    from results to record batches
    memory  all tables in memory
    frames  a table as a pandas data frame

`to_arrow` builds all tables in memory; `netassay.loading` builds them batch by batch.
"""

from __future__ import annotations

from netassay.export.tables.frames import to_pandas
from netassay.export.tables.memory import to_arrow
from netassay.export.tables.model import TABLES, Column, Table

__all__ = ["TABLES", "Column", "Table", "to_arrow", "to_pandas"]

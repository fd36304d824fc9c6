"""Tables as whole files, in each form: what a batch is in an object store."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from netassay.optional import needed
from netassay.sinks.csv import write_csv
from netassay.sinks.ndjson import write_ndjson

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    import pyarrow as pa

__all__ = ["file_of", "write_parquet"]


def write_parquet(table: pa.Table, file: BinaryIO) -> None:
    """Write a table as a file of Parquet."""
    needed("pyarrow.parquet", "arrow").write_table(table, file, compression="zstd")


def _write_csv(table: pa.Table, file: BinaryIO) -> None:
    write_csv(table, file, first=True)


def _write_ndjson(table: pa.Table, file: BinaryIO) -> None:
    write_ndjson(table, file, True)  # noqa: FBT003


_WRITERS: Final[dict[str, Callable[[pa.Table, BinaryIO], None]]] = {
    "parquet": write_parquet,
    "csv": _write_csv,
    "ndjson": _write_ndjson,
}


def file_of(form: str, table: pa.Table) -> bytes:
    """Return a table as a whole file."""
    file = BytesIO()
    _WRITERS[form](table, file)
    return file.getvalue()

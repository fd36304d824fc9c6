"""What a destination's name means: a folder, a file of DuckDB, an address; anything else is refused.

A name that is no destination may hold a password, so that no message shows more of an address than
its scheme, and nothing is created under such a name.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final, Literal
from urllib.request import url2pathname

import attrs

from netassay.errors import UnknownName

__all__ = ["STORES", "Destination", "destination_of"]

Kind = Literal["folder", "duckdb", "postgres", "object store"]

#: The schemes of object stores, and of what else fsspec writes to.
STORES: Final = frozenset(
    {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "hdfs", "webhdfs"}
    | {"box", "dbfs", "dropbox", "gdrive", "hf", "lakefs", "ocilake", "root", "tos", "tosfs"}
    | {"sftp", "ssh", "ftp", "smb", "webdav", "memory"}
)
_POSTGRES: Final = frozenset({"postgresql", "postgres"})
_FORM_OF_POSTGRES: Final = "postgresql://USER@HOST/DATABASE"
#: A scheme, or several (``jdbc:mysql``), of two letters at least: one letter is a drive of Windows.
_SCHEME: Final = re.compile(r"((?:[A-Za-z][A-Za-z0-9+.-]+:)+)(/{0,2})")
#: Schemes that others write without slashes; a folder may be called ``results:monday``.
_BARE: Final = re.compile(
    "md|motherduck|ducklake|duckdb|sqlite3?|file|[jo]dbc|postgres(ql)?|mysql|mariadb|s3|gs"
)
#: How drivers other than ours write an address: ``user:password@host``, ``host=... password=...``.
_ADDRESS: Final = re.compile(
    r"[^/\\@\s]+:[^/\\]*@|.*\b(?:password|passwd|pwd)\s*=|\s*(?:host|dbname|user|server)\s*=.*[\s;]\w+\s*=",
    re.IGNORECASE | re.DOTALL,
)
_DATABASES: Final = re.compile("db3?|ddb|duck|sqlite3?|s3db|sdb|mdb|accdb|dbf|sql|dump")
_TABLES: Final = {
    "parquet": "parquet",
    "pq": "parquet",
    "csv": "csv",
    "tsv": "csv",
    "ndjson": "ndjson",
    "jsonl": "ndjson",
    "json": "ndjson",
}
#: Suffixes of files that are no folders, of other kinds.
_OTHERS: Final = re.compile(
    "7z|arrow|avro|bin|bz2|cfg|conf|dat|delta|doc|docx|feather|gz|h5|har|hdf5|htm"
    "|html|iceberg|ini|ipc|jpeg|jpg|log|md|npy|npz|ods|odt|orc|pcap|pdf|pickle|pkl|png"
    "|ppt|pptx|rar|rds|rtf|svg|tar|tex|text|tgz|toml|txt|xls|xlsb|xlsm|xlsx|xml|xz"
    "|yaml|yml|zip|zst"
)


@attrs.frozen
class Destination:
    """What a name means: `name` is a path, or an address with its scheme in small letters."""

    kind: Kind
    name: str


def destination_of(destination: str | os.PathLike[str]) -> Destination:
    """Return what a destination's name means; raise `UnknownName` with what would be right."""
    name = os.fspath(destination)
    if not name.strip():
        raise UnknownName("a destination has a name: a folder, a .duckdb file, postgresql://...")
    if name.strip().lower().startswith(":memory:"):
        raise UnknownName(":memory:: is gone when the load ends; a file of DuckDB ends in .duckdb")
    match = _SCHEME.match(name.strip())
    scheme = match[1].removesuffix(":").lower() if match else ""
    slashes = match[2] if match else ""
    if slashes or _BARE.fullmatch(scheme) or "://" in name:
        return _addressed(scheme, slashes, name.strip()[match.end() :] if match else "")
    if _ADDRESS.match(name):
        message = "an address without a scheme is no destination; PostgreSQL's is"
        raise UnknownName(f"{message} {_FORM_OF_POSTGRES}")
    return _local(name)


def _addressed(scheme: str, slashes: str, rest: str) -> Destination:
    if slashes == "//":
        if scheme in _POSTGRES:
            return Destination("postgres", f"postgresql://{rest}")
        if scheme in STORES:
            return Destination("object store", f"{scheme}://{rest}")
        if scheme == "file" and rest.startswith("/"):
            return _local(url2pathname(rest))
    elif scheme in _POSTGRES | STORES:
        raise UnknownName(f"{scheme}:...: an address has two slashes, and is a text and no Path")
    raise UnknownName(f"{scheme}://...: no destination; {_instead(scheme)}")


def _instead(scheme: str) -> str:
    """Return what to write instead of an address with a scheme that is unknown."""
    if any(word in scheme for word in ("postgres", "psycopg", "pgsql", "asyncpg")):
        return f"PostgreSQL's is {_FORM_OF_POSTGRES}"
    if "duckdb" in scheme:
        return "a file of DuckDB is its path alone, and ends in .duckdb"
    if scheme == "file":
        return "a folder is its path alone, or file:///PATH"
    if "sqlite" in scheme:
        return "a database in a file is one of DuckDB, whose name ends in .duckdb"
    stores = "s3://, gs://, abfss://"
    return f"there are a folder, a .duckdb file, {_FORM_OF_POSTGRES}, and {stores}"


def _local(name: str) -> Destination:
    path = Path(name)
    suffix = path.suffix.removeprefix(".").lower()
    if suffix == "duckdb":
        return Destination("duckdb", name)
    is_folder = name.endswith(("/", os.sep)) or path.is_dir()
    if not is_folder and _DATABASES.fullmatch(suffix):
        raise UnknownName(f"{name}: a database in a file is one of DuckDB, {path.stem}.duckdb")
    if not is_folder and suffix in _TABLES:
        form = _TABLES[suffix]
        raise UnknownName(f"{name}: tables want a folder; --to {path.stem} --format {form}")
    if not is_folder and _OTHERS.fullmatch(suffix):
        raise UnknownName(f"{name}: a file's name; tables want a folder, or a .duckdb file")
    return Destination("folder", name)

"""From a record batch of responses to a record batch of results.

Engines that process Arrow batches call it: Spark (`netassay.spark`), Ray Data,
Dask, DuckDB, polars. Where `to_arrow` gives a table per test, this gives one row per response
with one struct per test, null but for the test that it was.
"""

from __future__ import annotations

import typing
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay._version import __version__
from netassay.core.codec import encode
from netassay.core.records.record import Record, fields_of
from netassay.core.values.times import Timestamp
from netassay.errors import NotAResponse, UnknownName
from netassay.export.json_form import to_dict
from netassay.export.tables.arrow import array_of, arrow
from netassay.measurements import TESTS
from netassay.normalizing.entry import normalize
from netassay.records.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyarrow as pa

    from netassay.core.records.record import Field
    from netassay.normalizing.reconcile import Prefer

__all__ = ["batch_schema", "normalize_batch"]

Row = dict[str, Any]

_REJECT: Final = "reject"
_VERSION: Final = "netassay_version"


def normalize_batch(
    batch: pa.RecordBatch,
    body: str = "body",
    url: str | None = "url",
    *,
    keep: Sequence[str] = (),
    prefer: Prefer = "output",
) -> pa.RecordBatch:
    """Return the results of the responses in a batch, a row each, in their order.

    `body` names the column of the responses (texts or bytes, whatever `normalize` takes),
    `url` that of their URLs, None for none. `keep` names columns that are handed on as they
    are. What comes out is described by `batch_schema`; of what is no response, all but the
    struct `reject` is null.

    Raises `UnknownName` for a column that is not there, or whose name a result needs.
    """
    for name in filter(None, (body, url, *keep)):
        if name not in batch.schema.names:
            raise UnknownName(f"no column is called {name!r}")
    schema = batch_schema([batch.schema.field(name) for name in keep])
    bodies = batch.column(body).to_pylist()
    urls = batch.column(url).to_pylist() if url else [None] * len(bodies)
    rows = [_row(*both, prefer) for both in zip(bodies, urls, strict=True)]
    kept_columns = [batch.column(name) for name in keep]
    columns = array_of(rows, arrow().struct(_struct())).flatten()
    return arrow().RecordBatch.from_arrays([*kept_columns, *columns], schema=schema)


def batch_schema(keep: Iterable[pa.Field] = ()) -> pa.Schema:
    """Return the schema of the batches of `normalize_batch`, behind the kept fields.

    It has the columns of a result, then a struct per test, each with that test's exported
    names; lists are lists of structs, dicts are maps. Times are cut to microseconds, as most
    engines have nothing finer; beside them stand the exact nanoseconds since 1970 and the
    text that came in. ``reject`` has reason, place and bytes of what is no response. Units
    and meanings are in the fields' metadata.
    """
    fields = [*keep, *_struct()]
    names = [field.name for field in fields]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise UnknownName(
            f"two columns would be called {repeated[0]!r}; rename the one that is kept"
        )
    return arrow().schema(fields)


# --- Rows -------------------------------------------------------------------------------


def _row(body: Any, url: str | None, prefer: Prefer) -> Row:
    try:
        result = normalize(body, url, prefer=prefer)
    except NotAResponse as error:
        return _reject_row(error.reason, error.place, body)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one response must not stop a million others
        return _reject_row(f"a fault of netassay: {type(error).__name__}: {error}", "", body)
    row: Row = to_dict(result)
    measurement = row.pop("measurement")
    if result.test and isinstance(result.measurement, Record):
        row[result.test] = _with_pairs(measurement, type(result.measurement))
    for name in ("started_at", "ended_at"):
        row |= _times(name, row[name])
    row["extras"] = [(pointer, encode(value).decode()) for pointer, value in row["extras"].items()]
    row[_VERSION] = __version__
    return row


def _reject_row(reason: str, place: str, body: Any) -> Row:
    data = body.encode(errors="surrogatepass") if isinstance(body, str) else body
    return {_REJECT: {"reason": reason, "place": place, "data": data}}


def _times(name: str, time: Timestamp | None) -> Row:
    if time is None:
        return {}
    exact = time.ns if -(2**63) <= time.ns < 2**63 else None
    return {name: time.ns // 1000, f"{name}_ns": exact, f"{name}_text": str(time)}


def _with_pairs(record: Row, cls: type[Record]) -> Row:
    """Return a record in Arrow's form: dicts as lists of pairs, records of any test as JSON."""
    changed = {
        field.exported: _arrow_form(record[field.exported], field)
        for field in fields_of(cls)
        if _needs_form(field) and record.get(field.exported) is not None
    }
    return record | changed if changed else record


@cache
def _needs_form(field: Field) -> bool:
    """Say whether a field holds a dict or a record of any test, at any depth."""
    if field.record in (None, Record):
        return field.base is dict or field.record is Record
    return any(map(_needs_form, fields_of(field.record)))


def _arrow_form(value: Any, field: Field) -> Any:
    if field.many:
        one = attrs.evolve(field, many=False)
        return [_arrow_form(item, one) for item in value]
    if field.record is Record:
        return encode(value).decode()
    return list(value.items()) if field.record is None else _with_pairs(value, field.record)


# --- The schema -------------------------------------------------------------------------


@cache
def _struct() -> tuple[pa.Field, ...]:
    """Return the fields of a row."""
    own = [one for field in fields_of(Result) for one in _columns(field)]
    tests = [
        _field(name, arrow().struct(_fields(test.record)), _doc(test.record))
        for name, test in TESTS.items()
    ]
    texts = ("reason", "why it is no response"), ("place", "where in it it went wrong")
    text_fields = [_field(name, arrow().string(), doc) for name, doc in texts]
    reject = arrow().struct([*text_fields, _field("data", arrow().binary(), "its bytes")])
    version = _field(_VERSION, arrow().string(), "version of netassay that read it")
    return (*own, version, *tests, _field(_REJECT, reject, "what is no response"))


def _columns(field: Field) -> list[pa.Field]:
    """Return the columns of a field of a result."""
    if field.name == "measurement":
        return []
    if field.base is not Timestamp:
        return [_field(field.exported, _type(field), field.doc, field)]
    doc = field.doc.removesuffix(", RFC 3339")
    return [
        _field(field.name, arrow().timestamp("us", "UTC"), f"{doc}, cut to microseconds"),
        _field(f"{field.name}_ns", arrow().int64(), f"{doc}: nanoseconds since 1970, exact"),
        _field(f"{field.name}_text", arrow().string(), f"{doc}, with the digits that came in"),
    ]


def _fields(cls: type[Record]) -> list[pa.Field]:
    return [_field(field.exported, _type(field), field.doc, field) for field in fields_of(cls)]


def _field(name: str, kind: pa.DataType, doc: str, field: Field | None = None) -> pa.Field:
    unit = {"unit": field.unit.symbol} if field and field.unit else {}
    return arrow().field(name, kind, metadata={**unit, "description": doc})


def _doc(cls: type[Record]) -> str:
    return (cls.__doc__ or "").partition("\n\n")[0]


def _holds_counts(field: Field) -> bool:
    (hint,) = typing.get_args(field.hint) if field.many else (field.hint,)
    return int in typing.get_args(typing.get_args(hint)[1])


def _type(field: Field) -> pa.DataType:
    pa = arrow()
    if field.base is dict:
        # The switch's counters are counts; values of any kind stand as JSON.
        kind = pa.map_(pa.string(), pa.int64() if _holds_counts(field) else pa.string())
        return pa.list_(kind) if field.many else kind
    if field.record is Record:
        kind = pa.string()
    elif field.record is not None:
        kind = pa.struct(_fields(field.record))
    elif field.unit is not None:
        kind = pa.int64() if field.unit.whole else pa.float64()
    else:
        kind = {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}.get(field.base, pa.string())
    return pa.list_(kind) if field.many else kind

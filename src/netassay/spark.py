"""Results on Spark: one pass of `mapInArrow` over a DataFrame of responses.

::

    results = netassay.spark.normalize(spark.read.json("responses/"), body="body", url="url")
    results.where("ping IS NOT NULL").select("id", "serial_number", "ping.*")

Each worker runs `netassay.normalize_batch` on Arrow batches, so that netassay with its
extra ``spark`` must be installed where the workers are.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from netassay.errors import UnknownName
from netassay.export.batches import batch_schema, normalize_batch
from netassay.optional import needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

    from netassay.normalizing.reconcile import Prefer

__all__ = ["normalize"]


def normalize(
    df: DataFrame,
    body: str = "body",
    url: str | None = "url",
    *,
    keep: Sequence[str] = (),
    prefer: Prefer = "output",
) -> DataFrame:
    """Return the results of a DataFrame of responses, a row each.

    The arguments and the columns that come out are those of `netassay.normalize_batch`:
    those of a result, a struct per test, null but for the test that it was, and ``reject``
    for what is no response. Units and meanings are the columns' comments.

    Raises `UnknownName` for a column that is not there, or whose name a result needs, and
    `MissingExtra` without Spark.
    """
    types = needed("pyspark.sql.types", "spark")
    for name in filter(None, (body, url, *keep)):
        if name not in df.columns:
            raise UnknownName(f"no column is called {name!r}")
    made = batch_schema()
    kept = [df.schema[name] for name in keep]
    clash = sorted(set(keep) & set(made.names))
    if clash:
        raise UnknownName(f"two columns would be called {clash[0]!r}; rename the one that is kept")
    schema = types.StructType([*kept, *_spark_struct(made).fields])
    wanted = dict.fromkeys([body, *([url] if url else []), *keep])
    taken = df.select(*(df[name] for name in wanted))
    mapped = partial(_normalized, body=body, url=url, keep=tuple(keep), prefer=prefer)
    return taken.mapInArrow(mapped, schema)


def _normalized(batches: Iterator[pa.RecordBatch], **options: Any) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield normalize_batch(batch, **options)


def _spark_struct(fields: pa.Schema | pa.StructType) -> StructType:
    types = needed("pyspark.sql.types", "spark")
    made: StructType = types.StructType()
    for field in fields:
        made = made.add(field.name, _spark_type(field.type), metadata=_comment(field))
    return made


def _spark_type(kind: pa.DataType) -> Any:
    """Return Spark's type, with comments on what is in it."""
    arrow, types = needed("pyarrow.types", "spark"), needed("pyspark.sql.types", "spark")
    if arrow.is_struct(kind):
        return _spark_struct(kind)
    if arrow.is_map(kind):
        return types.MapType(_spark_type(kind.key_type), _spark_type(kind.item_type))
    if arrow.is_list(kind):
        return types.ArrayType(_spark_type(kind.value_type))
    return needed("pyspark.sql.pandas.types", "spark").from_arrow_type(kind)


def _comment(field: pa.Field) -> dict[str, str]:
    said = {name.decode(): text.decode() for name, text in (field.metadata or {}).items()}
    unit = f" [{said['unit']}]" if "unit" in said else ""
    return {"comment": f"{said['description']}{unit}"} if "description" in said else {}

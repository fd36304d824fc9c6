"""A job on Spark: normalizes a Parquet file of responses, and writes what came of it.

python job.py MASTER RESPONSES OUT [pings]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
from pyspark.sql import SparkSession

import netassay.spark


def main(master: str, responses: str, out: str, only_pings: str = "") -> None:
    """Do the job."""
    builder = SparkSession.builder.master(master).appName("netassay")
    # Several batches, each of which costs its schema once more on the way back.
    rows = pq.read_metadata(responses).num_rows // 10
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.driver.maxResultSize": "0",
        "spark.executor.memory": "512m",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(rows),
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    df = spark.read.parquet(responses).repartition(2)
    results = netassay.spark.normalize(df, url=None, keep=["number"])
    pings = results.where("ping IS NOT NULL").select("number", "id", "ping.*")
    pq.write_table((pings if only_pings else results).toArrow(), f"{out}/results.parquet")
    told = {
        "comment": results.select("ping.rtt_avg_ms").schema[0].metadata.get("comment"),
        "master": spark.sparkContext.master,
    }
    Path(out, "told.json").write_text(json.dumps(told))
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])

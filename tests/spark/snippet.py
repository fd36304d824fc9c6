"""The README's lines on Spark, run as they stand, in the current folder.

python snippet.py FILE

FILE is a file of NDJSON: `body`, `url` and `site` of each response. What Spark reads as it
arrives is in the folder `arriving`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pyspark.sql import SparkSession

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from readme import blocks


def main(file: str) -> None:
    """Run the lines, and wait until what has arrived is written."""
    builder = SparkSession.builder.master("local[2]").appName("netassay")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    responses = spark.read.schema("body STRING, url STRING, site STRING").json(file)
    (lines,) = [block for block in blocks("python") if "netassay.spark" in block]
    exec(lines, {"spark": spark, "responses": responses})  # noqa: S102 - the README's own lines
    for query in spark.streams.active:
        query.awaitTermination()
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])

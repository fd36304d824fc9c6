"""Prints the run of an iperf3 client as ``iperf3 -J`` does: TCP, one way.

The keys are those of iperf3's ``src/iperf_api.c``; what a record does not hold is left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from netassay.core.records.stored import plain
from netassay.core.values.times import Timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netassay.records.iperf import Iperf

__all__ = ["render"]

#: What a record calls a figure, and what the document does.
_TEST: Final = {
    "protocol": "protocol",
    "streams": "num_streams",
    "block_bytes": "blksize",
    "omit_s": "omit",
    "duration_s": "duration",
    "requested_bytes": "bytes",
    "requested_blocks": "blocks",
    "tos": "tos",
}
_ROW: Final = {
    "stream": "socket",
    "start_s": "start",
    "end_s": "end",
    "transferred_bytes": "bytes",
    "bitrate_bps": "bits_per_second",
    "retransmits": "retransmits",
    "cwnd_bytes": "snd_cwnd",
    "omitted": "omitted",
    "path_mtu_bytes": "pmtu",
}
#: In microseconds.
_ROUND_TRIPS: Final = {
    "rtt_ms": "rtt",
    "rtt_variance_ms": "rttvar",
    "rtt_min_ms": "min_rtt",
    "rtt_avg_ms": "mean_rtt",
    "rtt_max_ms": "max_rtt",
}
_CPU: Final = {
    f"{side}_{part}_percent": f"{key}_{part}"
    for key, side in (("host", "local"), ("remote", "remote"))
    for part in ("total", "user", "system")
}
_SIDES: Final = {"sent": "sender", "received": "receiver"}


def render(measurement: Iperf, *, indent: str = "\t") -> str:
    """Return the document of a run, with what its records say at their own precision."""
    run: dict[str, Any] = plain(measurement)
    document: dict[str, Any] = {
        "start": _start(run),
        "intervals": list(_intervals(run["intervals"])),
        "end": _end(run),
    }
    if run["error"] is not None:
        document["error"] = run["error"]
    return json.dumps(document, indent=indent) + "\n"


def _start(run: dict[str, Any]) -> dict[str, Any]:
    streams = sorted({row["stream"] for row in run["intervals"] if row["stream"] is not None})
    start = {
        "connected": [
            {"socket": one, "local_host": run["local_address"], "local_port": run["local_port"]}
            for one in streams
        ],
        "version": f"iperf {run['version']}",
        "timestamp": {"timesecs": Timestamp(run["timestamp"]).ns // 10**9},
        "system_info": run["system"],
        "connecting_to": {"host": run["server_address"], "port": run["server_port"]},
        "cookie": run["cookie"],
        "tcp_mss_default": run["mss_bytes"],
        "test_start": _called(_TEST, run) | {"reverse": int(bool(run["reverse"]))},
    }
    return {name: value for name, value in start.items() if value is not None}


def _intervals(rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Give the spans of time: the rows of all streams, and their sum behind several."""
    several = any(row["stream"] is None for row in rows)
    streams: list[dict[str, Any]] = []
    for row in rows:
        if row["stream"] is not None:
            streams.append(_row(row))
        if row["stream"] is None or not several:
            yield {"streams": streams, "sum": _row(row)}
            streams = []
    if streams:
        yield {"streams": streams}


def _end(run: dict[str, Any]) -> dict[str, Any]:
    streams: dict[int, dict[str, Any]] = {}
    end: dict[str, Any] = {"streams": []}
    for row in run["totals"]:
        if row["stream"] is None:
            end[f"sum_{row['direction']}"] = _row(row)
        else:
            streams.setdefault(row["stream"], {})[_SIDES[row["direction"]]] = _row(row)
    end["streams"] = list(streams.values())
    if run["cpu"] is not None:
        end["cpu_utilization_percent"] = _called(_CPU, run["cpu"])
    for side in ("sender", "receiver"):
        if run.get(f"{side}_congestion") is not None:
            end[f"{side}_tcp_congestion"] = run[f"{side}_congestion"]
    return end


def _row(row: dict[str, Any]) -> dict[str, Any]:
    round_trips = _called(_ROUND_TRIPS, row)
    return _called(_ROW, row) | {key: round(1000 * time) for key, time in round_trips.items()}


def _called(names: dict[str, str], values: dict[str, Any]) -> dict[str, Any]:
    """Return what is there of some figures, under the document's names."""
    return {key: values[name] for name, key in names.items() if values.get(name) is not None}

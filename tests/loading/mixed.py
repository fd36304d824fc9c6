"""A folder of everything that people have: responses, logs, archives, captures, and what is none of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import netassay
from benchmarks.generator import damaged, lines
from sources.archives import tarred, zipped
from sources.writers import (
    SAMPLED,
    as_array,
    as_capture,
    as_collection,
    as_lines,
    as_page,
    capture,
    entry,
    gzipped,
    xz,
)

if TYPE_CHECKING:
    from pathlib import Path

PING = """PING 192.0.2.{0} (192.0.2.{0}) 56(84) bytes of data.
64 bytes from 192.0.2.{0}: icmp_seq=1 ttl=64 time=0.{0} ms

--- 192.0.2.{0} ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
rtt min/avg/max/mdev = 0.{0}/0.{0}/0.{0}/0.000 ms

"""


def log(first: int, count: int) -> bytes:
    """Return a log of pings with other lines between."""
    runs = "admin@host:~$ something\n".join(PING.format(first + at) for at in range(count))
    return runs.encode()


def mixed_folder(folder: Path, count: int = 100) -> tuple[Path, set[str]]:
    """Write the folder; return it, and the sources of its items as they are below it."""
    bodies = [json.dumps(body).encode() for _, body in SAMPLED]
    exported = [netassay.to_json(netassay.normalize(body, url)) for url, body in SAMPLED[:9]]
    curl = "".join(f"HTTP/1.1 200 OK\r\nx: y\r\n\r\n{body.decode()}" for body in bodies[20:23])
    inner = zipped({"b/cx/ping.json": bodies[5], "log.txt": log(60, 2), "no.json": b"42"})
    files = {
        "a/many.ndjson": b"".join(damaged(lines(count), one_in=8)),
        "a/array.json": as_array(SAMPLED[3:9]),
        "b/pings.log": log(10, 30),
        "b/session.txt.xz": xz(log(100, 3)),
        "c.zip": zipped(
            {
                "cx/ping.json": bodies[1],
                "logs/a.log": log(40, 5),
                "capture.har": as_capture(SAMPLED[9:12]),
                "lines.ndjson.gz": gzipped(as_lines(SAMPLED[12:16])),
                "inner.zip": inner,
                "broken.json": b"{",
                "notes.pdf": b"%PDF-",
            }
        ),
        "d.tar.gz": gzipped(tarred({"x/aps/traceroute.json": bodies[2], "more.log": log(70, 4)})),
        "e.har": as_capture(SAMPLED[16:20]),
        "e.postman.json": as_collection(SAMPLED[30:33]),
        "f.md": as_page(SAMPLED[34:36]),
        "g.ndjson": "\n".join(exported).encode(),
        "h.txt": curl.encode(),
        "other.har": capture([entry("https://example.com/", {"text": "{}"})]),
        "cut.tar": tarred({"one.json": bodies[0], "two.json": bodies[1]})[:2500],
        "python.json": repr(SAMPLED[0][1]).encode(),
        "table.json": zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}),
        "notes.csv": b"a,b\n",
        "empty/x.csv": b"",
    }
    for name, data in files.items():
        path = folder / "mixed" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    silent = {"other.har", "notes.csv", "empty/x.csv", "c.zip", "d.tar.gz", "cut.tar"}
    members = {
        "c.zip": ["cx/ping.json", "logs/a.log", "capture.har", "lines.ndjson.gz", "broken.json"],
        "c.zip:inner.zip": ["b/cx/ping.json", "log.txt", "no.json"],
        "d.tar.gz": ["x/aps/traceroute.json", "more.log"],
    }
    inside = {f"{archive}:{name}" for archive, names in members.items() for name in names}
    return folder / "mixed", (files.keys() - silent) | inside

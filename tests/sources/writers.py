"""Responses written down in every format, and packed in every way."""

from __future__ import annotations

import base64
import bz2
import gzip
import json
import lzma
import struct
import sys
from typing import TYPE_CHECKING, Any, Final

from bodies import SAMPLES
from bodies import url as url_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: A response: its URL and its body.
Response = tuple[str, dict[str, Any]]

SAMPLED: Final[list[Response]] = [
    (url_of(f"{path.parent.name}/{path.stem}"), json.loads(path.read_bytes()))
    for path in sorted(SAMPLES.glob("*/*.json"))
]


def envelope(response: Response) -> dict[str, Any]:
    """Return a response in the envelope that names its URL."""
    url, body = response
    return {"url": url, "status": 200, "body": body}


def as_array(responses: Sequence[Response]) -> bytes:
    """Return an array of envelopes, over several lines."""
    return json.dumps([envelope(one) for one in responses], indent=1).encode()


def as_lines(responses: Sequence[Response]) -> bytes:
    """Return an envelope a line."""
    return b"".join(json.dumps(envelope(one)).encode() + b"\n" for one in responses)


def entry(url: str, content: dict[str, Any], status: Any = 200, method: str = "GET") -> Any:
    """Return an entry of a capture."""
    return {
        "startedDateTime": "2025-05-20T13:07:48.849Z",
        "request": {"method": method, "url": url, "headers": []},
        "response": {"status": status, "content": {"mimeType": "application/json", **content}},
    }


def capture(entries: Iterable[Any], **options: Any) -> bytes:
    """Return a HAR capture of entries."""
    log = {"version": "1.2", "creator": {"name": '"entries": ['}, "entries": list(entries)}
    return json.dumps({"log": {**log, "comment": ""}}, **options).encode()


def as_capture(responses: Sequence[Response]) -> bytes:
    """Return a capture whose contents are plain text, with other traffic in between."""
    other = entry("https://example.com/?from=/network-troubleshooting/v1/", {"text": "hello"})
    entries = [entry(url, {"text": json.dumps(body)}) for url, body in responses]
    return capture([one for found in entries for one in (found, other)], indent=2)


def as_base64_capture(responses: Sequence[Response]) -> bytes:
    """Return a capture, in one line, whose contents are in base64."""
    return capture(
        entry(url, {"text": base64.b64encode(json.dumps(body).encode()).decode()} | BASE64)
        for url, body in responses
    )


BASE64: Final = {"encoding": "base64"}


def collection(items: Iterable[Any], **more: Any) -> bytes:
    """Return a Postman collection of items."""
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    return json.dumps(
        {"info": {"name": "c", "schema": schema}, "item": list(items), **more}
    ).encode()


def as_collection(responses: Sequence[Response]) -> bytes:
    """Return a collection: each response in its folder in a folder, variables in its URL."""
    items = []
    for url, body in responses:
        host, path = url.split("/network-troubleshooting/")
        _, family, serial, test, operations, task = path.split("/")
        raw = "{{ baseUrl }}/network-troubleshooting/{{v}}/%s/:serial-number/%s/%s/:task-id"
        names = {"serial-number": serial, "task-id": "{{task}}"}
        where = {
            "raw": raw % (family, test, operations),
            "variable": [{"key": key, "value": value} for key, value in names.items()],
        }
        example = {"originalRequest": {"url": where}, "code": 200, "body": json.dumps(body)}
        request = {"name": test, "request": {"url": "{{baseUrl}}"}, "response": [example]}
        variables = [{"key": "task", "value": task}, {"key": "host", "value": host}]
        items.append({"name": "a folder", "item": [{"item": [request]}], "variable": variables})
    values = {"baseUrl": "{{host}}", "v": "v1alpha1"}
    return collection(items, variable=[{"key": k, "value": v} for k, v in values.items()])


def as_page(responses: Sequence[Response]) -> bytes:
    """Return a page of the API's documentation, one example a request."""
    return b"# Tests\n" + b"".join(
        f"**URL:** `{url}`\n\n#### OK\n\n**Status:** 200 OK\n\n**Response Body:**\n\n"
        f"```json\n{json.dumps(body, indent=2)}\n```\n---\n".encode()
        for url, body in responses
    )


#: By the suffix that a file of the format has; `.json` is told by its content.
FORMATS: Final[list[tuple[str, Callable[[Sequence[Response]], bytes]]]] = [
    (".json", as_array),
    (".ndjson", as_lines),
    (".har", as_capture),
    (".json", as_base64_capture),
    (".postman_collection.json", as_collection),
    (".md", as_page),
]


def in_parts(data: bytes, parts: int) -> list[bytes]:
    """Return data cut into pieces of one length, and an empty one."""
    if parts == 1:
        return [data]
    size = len(data) // parts + 1
    return [*(data[at : at + size] for at in range(0, len(data), size)), b""]


def gzipped(data: bytes, parts: int = 1) -> bytes:
    """Return data in members of gzip, and what pads a tape behind them."""
    members = [gzip.compress(part, mtime=0) for part in in_parts(data, parts)]
    return b"".join(members) + b"\0" * (parts - 1)


SKIPPED: Final = struct.pack("<II", 0x184D2A53, 5) + b"hello"


def zstandard(data: bytes, parts: int = 1) -> bytes:
    """Return data in frames of zstd with checksums, among those that are to be skipped."""
    options = {zstd.CompressionParameter.checksum_flag: 1}
    frames = [zstd.compress(part, options=options) for part in in_parts(data, parts)]
    return SKIPPED * (parts > 2) + SKIPPED.join(frames)


def bzip2(data: bytes, parts: int = 1) -> bytes:
    """Return data in streams of bzip2."""
    return b"".join(map(bz2.compress, in_parts(data, parts)))


def xz(data: bytes, parts: int = 1) -> bytes:
    """Return data in streams of xz, and what pads them."""
    return b"\0\0\0\0".join(map(lzma.compress, in_parts(data, parts)))


PACKINGS: Final[list[tuple[str, Callable[[bytes], bytes]]]] = [
    ("", lambda data: data),
    (".gz", gzipped),
    (".gz", lambda data: gzipped(data, 3)),
    (".zst", zstandard),
    (".zst", lambda data: zstandard(data, 3)),
    (".bz2", bzip2),
    (".bz2", lambda data: bzip2(data, 3)),
    (".xz", xz),
    (".xz", lambda data: xz(data, 3)),
]

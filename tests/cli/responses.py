"""Responses of an imagined access point, good and hostile, and files of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

SERIAL = "CNXXEXAMPLE"
URL = (
    "https://api.example.com/network-troubleshooting/v1alpha1"
    f"/aps/{SERIAL}/ping/async-operations/task-1"
)
#: (sequence, round trip in ms) of each reply; number 1 was lost.
REPLIES = ((0, "20.2"), (2, "21.8"), (3, "20.4"))
TEXT = (
    "\nCOMMAND=ping www.example.com\n"
    "PING 192.0.2.7 (192.0.2.7): 56 data bytes\n"
    + "".join(
        f"64 bytes from 192.0.2.7: icmp_seq={sequence} ttl=58 time={time} ms\n"
        for sequence, time in REPLIES
    )
    + "\n--- 192.0.2.7 ping statistics ---\n"
    "4 packets transmitted, 3 packets received, 25% packet loss\n"
    "round-trip min/avg/max = 20.2/20.8/21.8 ms\n"
)
#: What would move a cursor, colour a screen, turn writing round or pass for markup.
HOSTILE = "\x1b[31m\x9b2J\u202eevil\u2066\u2028[red]x[/red]:smile:\x07\x7f\r\ufeff"
CONTROLS = "\x1b\x9b\u202e\u2066\u2028\x07\x7f\ufeff"


def output(**changes: Any) -> dict[str, Any]:
    """Return what `output` states of the ping, with other values for some of its keys."""
    stated = {
        "destination": "www.example.com",
        "resolvedIp": "192.0.2.7",
        "transmittedPacketsCount": "4",
        "receivedPacketsCount": "3",
        "packetLossPercent": "25",
        "minimumRoundTripTimeMilliseconds": "20.2",
        "averageRoundTripTimeMilliseconds": "20.8",
        "maximumRoundTripTimeMilliseconds": "21.8",
        "replies": [
            {
                "sentPacketAddress": "192.0.2.7",
                "sentPacketIcmpSequenceNumber": str(sequence),
                "sentPacketTimeToLive": "58",
                "sentPacketTimeMilliseconds": time,
                "sentPacketSizeBytes": "64",
            }
            for sequence, time in REPLIES
        ],
    }
    return stated | changes


def ping(text: str | None = TEXT, **changes: Any) -> dict[str, Any]:
    """Return the body of a ping; `changes` are to its `output`."""
    return {
        "startTime": "2025-05-20T13:07:48.849780286Z",
        "endTime": "2025-05-20T13:07:52.034123064Z",
        "rawOutput": text,
        "output": output(**changes),
        "failReason": None,
        "progressPercent": 100,
        "status": "COMPLETED",
    }


def disagreeing() -> dict[str, Any]:
    """Return a ping whose mean is another in `output` than in the text: a finding, an error."""
    return ping(averageRoundTripTimeMilliseconds="21.7")


def hostile() -> dict[str, Any]:
    """Return a ping with control characters and markup wherever text from outside can be."""
    body = ping(
        text=f"{TEXT}{HOSTILE}\nunread {HOSTILE}\n",
        destination=HOSTILE,
        resolvedIp=f"192.0.2.7{HOSTILE}",
        averageRoundTripTimeMilliseconds=f"{HOSTILE}9.9",
        **{f"new{HOSTILE}": {HOSTILE: [HOSTILE]}},
    )
    return body | {"status": f"failed{HOSTILE}", "failReason": HOSTILE, HOSTILE: HOSTILE}


def saved(folder: Path, name: str, *bodies: Any) -> str:
    """Save bodies as lines of JSON, or text as it is; return the path."""
    path = folder / name
    lines = (body if isinstance(body, str) else json.dumps(body) for body in bodies)
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)

"""The least that reading a body can cost: decode it, and find the rows of its text.

One compiled regular expression per printed format finds the rows that a person would want
(``findall``); nothing is done with what is found.
"""

from __future__ import annotations

import json
import re

_PING = (
    r"(\d+) bytes from (\S+): icmp_seq=(\d+) ttl=(\d+) time=([\d.]+) ms"
    r"|(\d+) packets transmitted, (\d+) (?:packets )?received, (\d+)% packet loss"
    r"|min/avg/max\S* = ([\d.]+)/([\d.]+)/([\d.]+)"
)
_HOPS = r"([0-9.]+) +([\d.]+) ?ms|([\d.]+) ?ms|\*"
_HTTP = (
    r"(\d+)> Reply: \[(\d+)/([^]]*)\] bytes=(\d+) time=(\d+)ms Rate=([\d.]+)KB"
    r"|max/avg/min = ([\d.]+)/([\d.]+)/([\d.]+) ms"
)
ROWS = {
    "aps/ping": _PING,
    "cx/ping": _PING,
    "aos-s/ping": r"(\S+) is alive, iteration (\d+), time = (\d+) ms"
    r"|(\d+) packets transmitted, (\d+) packets received|min/avg/max = (\d+)/(\d+)/(\d+)",
    "gateways/ping": r"^([!.]+)$|is (\d+) percent \((\d+)/(\d+)\).* = ([\d.]+)/([\d.]+)/([\d.]+)",
    "aps/traceroute": _HOPS,
    "cx/traceroute": _HOPS,
    "aos-s/traceroute": _HOPS,
    "gateways/traceroute": _HOPS,
    "gateways/iperf": r"\[ *(\d+)\] +([\d.]+)- *([\d.]+) +sec +([\d.]+ \w+) +([\d.]+ \S+)"
    r"(?: +(\d+))?(?: +([\d.]+ \w+)| +(sender|receiver))?",
    "gateways/http": _HTTP,
    "gateways/https": _HTTP,
    "aps/getArpTable": r"^([\d.]+) +(\S+) +(\S+) +(\S+) +(\S+) +(\S+)$",
    "gateways/getArpTable": r"^(\S+) +(\S+) +([\da-f:]{17}) +(\S+)$",
}


#: Beside the rows of iperf3, the figures around them: a person wants those too, and they are
#: in the record.
ALL_OF_IPERF = "|".join(
    (
        ROWS["gateways/iperf"],
        r"^iperf (3\S*)",
        r"^(Linux \S.*)",
        r"Connecting to host (\S+), port (\d+)",
        r"Cookie: (\S+)",
        r"TCP MSS: (\d+)",
        r"\[ *(\d+)\] local (\S+) port (\d+) connected to (\S+) port (\d+)",
        (
            r"Starting Test: protocol: (\w+), (\d+) streams, (\d+) byte blocks,"
            r" omitting (\d+) seconds, (\d+) second test"
        ),
        (
            r"CPU Utilization: \S+ ([\d.]+)% \(([\d.]+)%u/([\d.]+)%s\),"
            r" \S+ ([\d.]+)% \(([\d.]+)%u/([\d.]+)%s\)"
        ),
    )
)


_FINDALL = {name: re.compile(rows, re.MULTILINE).findall for name, rows in ROWS.items()}
_FIND_ALL_OF_IPERF = re.compile(ALL_OF_IPERF, re.MULTILINE).findall


def floor(name: str, data: bytes) -> object:
    """Do the least with a body of an endpoint: decode it, and find the rows of its text."""
    text = json.loads(data).get("rawOutput")
    return _FINDALL[name](text) if isinstance(text, str) else None


def iperf_floor(data: bytes) -> object:
    """Do the least with a body of iperf3, with the figures around its rows."""
    return _FIND_ALL_OF_IPERF(json.loads(data)["rawOutput"])

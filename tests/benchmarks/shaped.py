"""Bodies of tests that print no text: a sample's form, with other values in its strings.

An address, a name, a port, a number becomes another one of the same form, the same wherever
it stands in the body. Words of the API (``Bounced``, ``1-2`` of a cable's pairs) and nulls
stay. Where figures depend on each other they are drawn together.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from benchmarks import drawing

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

#: Keys whose strings are words of the API, or counts that belong together.
_WORDS = frozenset(
    [
        "pairName",
        "state",
        "authenticationStatus",
        "authMethodType",
        "status",
        "code",
        "errorCode",
        "errorType",
        "httpStatusCode",
        "serviceName",
        "protocol",
        "failReason",
    ]
)
_TOKEN = re.compile(
    r"(?P<address>\d+(?:\.\d+){3}(?![\d.]))"
    r"|(?P<switch_mac>[\da-f]{6}-[\da-f]{6})"
    r"|(?P<address6>2001:DB8(?::[\dA-F]+)+)"
    r"|(?P<date>20\d\d-\d\d-\d\d)"
    r"|(?P<clock>\d\d:\d\d:\d\d)"
    r"|(?P<year>(?<= )20\d\d\b)"
    r"|(?P<host>\b[a-z][a-z\d-]*(?=\.(?:example|google)\.))"
    r"|(?P<user>\balice\b)"
    r"|(?P<number>\d+)"
)
#: What stands around the number of a value in a sample's form.
_OPEN, _SHUT = "\ue000", "\ue001"
_VALUE = re.compile(f"{_OPEN}(\\d+){_SHUT}")


class Shape:
    """The form of a body: its JSON, parted where values stand."""

    def __init__(self, body: Any) -> None:
        self._kinds: list[tuple[str, str]] = []
        marked = json.dumps(self._marked(body), ensure_ascii=False)
        pieces = _VALUE.split(marked)
        self._fixed, self._places = pieces[::2], [int(at) for at in pieces[1::2]]

    def draw(self, chance: Random) -> str:
        """Return the JSON of a body with new values."""
        began, ended = drawing.span(chance)
        values: list[str] = []
        for kind, old in self._kinds:
            value = {"startTime": began, "endTime": ended}.get(kind) or _NEW[kind](chance, old)
            while value in values and kind in _DISTINCT and old != value:
                value = _NEW[kind](chance, old)
            values.append(value)
        parts = [self._fixed[0]]
        for at, fixed in zip(self._places, self._fixed[1:], strict=True):
            parts += (values[at], fixed)
        return "".join(parts)

    def _marked(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self._marked(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [self._marked(item, key) for item in value]
        if not isinstance(value, str) or key in _WORDS:
            return value
        if key in ("startTime", "endTime"):
            return self._mark(key, value)
        return _TOKEN.sub(lambda match: self._mark(match.lastgroup or "", match[0]), value)

    def _mark(self, kind: str, old: str) -> str:
        if (kind, old) not in self._kinds:
            self._kinds.append((kind, old))
        return f"{_OPEN}{self._kinds.index((kind, old))}{_SHUT}"


def _number(chance: Random, old: str) -> str:
    """Return a number of as many digits; zero stays, and zeros in front."""
    digits = old.lstrip("0")
    if not digits:
        return old
    least = 10 ** (len(digits) - 1)
    return old[: len(old) - len(digits)] + str(chance.randrange(least, 10 * least))


def _address6(chance: Random, _: str) -> str:
    return f"2001:DB8:0:0:0:{chance.randrange(1, 65536):X}:{chance.randrange(1, 65536):X}:20"


def _switch_mac(chance: Random, _: str) -> str:
    digits = drawing.mac(chance).replace(":", "")
    return f"{digits[:6]}-{digits[6:]}"


_NEW: dict[str, Callable[[Random, str], str]] = {
    "address": lambda chance, _: drawing.address(chance),
    "address6": _address6,
    "switch_mac": _switch_mac,
    "date": lambda chance, _: f"{drawing.moment(chance):%Y-%m-%d}",
    "clock": lambda chance, _: f"{drawing.moment(chance):%H:%M:%S}",
    "year": lambda chance, _: f"{drawing.moment(chance):%Y}",
    "host": lambda chance, old: f"{old.rstrip('0123456789')}{chance.randrange(10**6)}",
    "user": lambda chance, _: f"user{chance.randrange(10**6)}",
    "number": _number,
}
#: Two ports stay two.
_DISTINCT = frozenset(("number", "address"))


def ping_sweep(chance: Random) -> dict[str, Any]:
    """Draw a sweep of a gateway: rounds of four sizes, one request without an answer."""
    rounds, sent = chance.randrange(2, 5), 0
    size, lost = chance.randrange(16, 300), chance.randrange(1, 9)
    responses = []
    for number in range(1, rounds + 1):
        replies = []
        for step in range(1, 5):
            sent += 1
            reply = {"requestId": str(sent), "size": str(step * size), "timedOut": sent == lost}
            replies.append(reply)
        responses.append({"count": str(number), "replies": replies})
    least, most = sorted(f"{chance.uniform(10, 99):.3f}" for _ in range(2))
    mean = (float(least) + float(most)) / 2
    return {
        "destination": drawing.address(chance),
        "successRate": str(100 * (sent - 1) // sent),
        "transmittedPacketsCount": str(sent),
        "receivedPacketsCount": str(sent - 1),
        "minimumRoundTripTimeMilliseconds": least,
        "averageRoundTripTimeMilliseconds": f"{mean:.3f}",
        "maximumRoundTripTimeMilliseconds": most,
        "responses": responses,
    }


def speedtest(chance: Random, sample: dict[str, Any]) -> dict[str, Any]:
    """Draw a speed test of an access point: what was sent in ten seconds, and its rate."""
    count = chance.randrange(10**6, 10**9)
    return sample | {
        "iperfServerAddress": drawing.address(chance),
        "serverPort": str(chance.randrange(1024, 65536)),
        "upstreamBytes": str(count),
        "upstreamBandwidthInMbps": f"{8 * count / 10**7:.6f}",
        "upstreamRetries": str(chance.randrange(10000)),
    }


def switch_http(chance: Random, sample: dict[str, Any]) -> dict[str, Any]:
    """Draw an HTTP probe of a CX switch, all of whose requests were answered."""
    sent = chance.randrange(1, 9)
    least, mean, most = sorted(chance.randrange(1, 5000) for _ in range(3))
    results = {
        "packetsTransmitted": sent,
        "packetsReceived": sent,
        "minimumRttInMilliseconds": least,
        "maximumRttInMilliseconds": most,
        "averageRttInMilliseconds": mean,
        "dnsRttInMilliseconds": chance.randrange(least),
        "resolvedIp": drawing.address(chance),
    }
    return sample | {
        "destination": f"https://{drawing.name(chance, 'www')}",
        "statistics": sample["statistics"] | {"probesTransmitted": sent},
        "results": sample["results"] | results,
    }

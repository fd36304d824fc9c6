"""Which format reads a text, and how a text is refused that none reads."""

from __future__ import annotations

import pytest

import netassay

REFUSED = {
    "192.0.2.20 is alive\n192.0.2.99 is unreachable\n": "fping",
    "192.0.2.20 : [0], 64 bytes, 12.4 ms (12.4 avg, 0% loss)\n": "fping",
    "192.0.2.20 : 12.4 12.6 - 12.4\n": "fping",
    "\nUsage\n  ping [options] <destination>\n": "help",
    "ping from iputils 20250605\nlibcap: no, IDN: no\n": "version",
    "PING 192.0.2.20 (192.0.2.20) 56(84) Bytes an Daten.\n": "another language",
    "Antwort von 192.0.2.20: Bytes=32 Zeit=1ms TTL=64\n": "another language",
    "traceroute to host.example.com (192.0.2.9), 30 hops max, 60 byte packets\n": "of traceroute",
    "nothing of the kind\n": "not a ping text",
    "": "not a ping text",
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=REFUSED.values())
def test_refused_with_a_reason(text: str, reason: str) -> None:
    """A text of another tool, test or language is refused by name, with a hint and without."""
    for family in (None, "cx"):
        with pytest.raises(netassay.NotAResponse, match=reason):
            netassay.parse_text("ping", text, family=family)


def test_an_unsupported_text_in_a_body() -> None:
    """In a body such a text is kept as unread, and what `output` says counts."""
    text = "PING 192.0.2.20 (192.0.2.20) 56(84) Bytes an Daten.\n"
    body = {"status": "COMPLETED", "output": {"transmittedPacketsCount": 1}, "rawOutput": text}
    result = netassay.normalize(body, test="ping", family="cx")
    assert (1, [text.strip()]) == (
        result.measurement.transmitted,
        [line.text for line in result.unread],
    )

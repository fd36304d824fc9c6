"""A log is parted in time that grows with it, whatever is in it."""

from __future__ import annotations

import pytest

from hostile.growth import disproportion
from netassay.core.lines.grammar import unified
from netassay.normalizing.runs.splitting import Splitter

KB = 1024
BLOCK = 64 * KB
PING = "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.\n"
REPLY = "64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=1.00 ms\n"
TOTALS = "1 packets transmitted, 1 received, 0% packet loss, time 0ms\n"
JUNK = "drwxr-xr-x 2 user user 4096 May 20 13:07 lines of no run\n"
#: Lines, again and again.
REPEATED = {
    "junk": JUNK,
    "blank lines": "\n",
    "openings": PING,
    "openings and junk": PING + 3 * JUNK,
    "replies": REPLY,
    "totals alone": TOTALS,
    "totals and junk": TOTALS + JUNK,
    "leads": "COMMAND=ping 192.0.2.1\n",
    "versions": "iperf 3.12\n",
    "banners": "Server listening on 5201 (test #1)\n-----------------------------\n",
    "errors": "iperf3: error - unable to connect to server: Connection refused\n",
    "alone": "192.0.2.3 is alive, time = 2 ms\n",
    "prompts": "user@host:~$ \n",
    "commands": "user@host:~$ ping 192.0.2.1\n",
    "titles": f"web | {PING}web | {REPLY}",
    "dates": f"2025-05-20T13:07:48Z {PING}2025-05-20T13:07:48Z {REPLY}2025-05-20T13:07:48Z {JUNK}",
    "documents": '{\n\t"start":\t{\n',
    "events": '{"event":"start","data":{}}\n',
    "headers": "  SEQ HOST SIZE TTL TIME STATUS\n    0 192.0.2.1 56 64 1ms\n",
    "neighbours": "? (192.0.2.1) at 00:00:5e:00:53:01 [ether] on eth0\n",
    "stops": "^C^C^C x ^C\n",
    "one line": "PING ",
    "one line of opened things": "[(<{ ",
    "one line of a date": "2025-05-20T13:07:48Z ",
    "one line of signs": "> ",
}
#: What one run begins with, before all that.
BEGUN = {
    "": "",
    "a ping": PING,
    "a client": "Connecting to host 192.0.2.1, port 5201\n",
    "a server's report": "Connecting to host 192.0.2.1, port 5201\n\nServer output:\n",
    "a document": '{\n\t"start":\t{\n',
}


def parted(text: str) -> list[object]:
    """Part a text that comes in blocks."""
    splitter, found = Splitter(), list[object]()
    at = 0
    while at < len(text):
        end = text.find("\n", min(at + BLOCK, len(text) - 1)) + 1 or len(text)
        found += splitter.feed(unified(text[at:end]))
        at = end
    return [*found, *splitter.close()]


@pytest.mark.slow
@pytest.mark.parametrize("begun", BEGUN)
@pytest.mark.parametrize("name", REPEATED)
def test_lines_that_repeat(name: str, begun: str) -> None:
    """Lines of any kind, behind the beginning of a run or not, are parted in linear time."""
    line = REPEATED[name]

    def text_of(size: int) -> str:
        return BEGUN[begun] + line * (size // len(line))

    assert "" == disproportion(parted, text_of, [16 * KB, 64 * KB, 512 * KB])

"""The ping of MikroTik RouterOS, 6 and 7: a table with a row for each request, from number 0.

RouterOS 6 prints times in whole milliseconds, RouterOS 7 with microseconds and without parts that
are 0: ``1ms456us``, ``456us``, ``12ms``, ``1s200ms``. They and their mean are read as truncated
(1.799, 3.181, 1.904 and 2.031 ms give 2.228). A reply over IPv6 has the status ``echo reply``;
the sizes of replies count the IP header, as the tool does. A request that had no route has no
host, and a host too long for its column is kept as it was cut, with ``...``.

After 20 rows RouterOS prints the totals so far and the header again. Totals with a header or a row
below them are none of the run and are passed over. Where the totals do not fit into the line of the
terminal, the next line has the rest of them. A text that ends with ``ms`` and without the end of a
line may have been cut in front of microseconds, and counts as cut.

Sources: the pings in MikroTik's documentation of RouterOS (ZeroTier, Bonding), its manual of 2.8
for the sizes, and for states and broken lines outputs that users of RouterOS published.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs, Scan
from netassay.core.lines.runs import NEXT_LINE
from netassay.core.values.readers import HOST, Computed, Printed
from netassay.core.values.readings import TEXT, Reading, figure
from netassay.records.ping import Ping

__all__ = ["DIALECT"]

_TIME: Final = r"(?=[0-9])(?:[0-9]{1,5}+s)?+(?:[0-9]{1,3}+ms)?+(?:[0-9]{1,3}+us)?+(?![0-9a-z])"
_BEFORE_US: Final = r"(?:[0-9]{1,5}+s)?+(?:[0-9]{1,3}+ms)?+[0-9]{1,3}+(?=us)"
_PART: Final = re.compile(r"([0-9]+)(s|ms|us)")
#: The units of a time, in ms.
_UNITS: Final = {"s": Decimal(1000), "ms": Decimal(1), "us": Decimal("0.001")}


def _time(text: str) -> Reading:
    """Read a time like ``1s200ms``: exact to 1 us where it has some, else to 1 ms.

    RouterOS 6 has no microseconds, and RouterOS 7 does not print those that are 0.
    """
    exact = sum((int(number) * _UNITS[unit] for number, unit in _PART.findall(text)), Decimal(0))
    ulp = _UNITS["us" if text.endswith("us") else "ms"]
    return figure(text, exact, ulp, truncated=True)


def _time_in_us(text: str) -> Reading:
    """Read a time whose last unit, ``us``, is the template's."""
    return _time(f"{text}us")


#: A prompt, where there is one, with the command.
_COMMAND: Final = r"(?:\[[^\]\n]*+\][^>\n]*+>[ \t]*+)?+/?(?:tool[ /])?+ping(?:[ \t]++address=|[ \t]++(?!address=))"
_OPTIONS: Final = r"(?!count=)[^\s=]++=[^\s]++(?:[ \t]++(?!count=)[^\s=]++=[^\s]++)*+"
_UNREACHABLE: Final = r"[a-z ]*unreachable|no route to host|[a-z ]*prohibited"
#: A count of totals that are none of the run, because more of it follows.
_PAGE: Final = (
    r"[0-9]++(?=[^\n]*+\n(?:[ \t]*+(?:min|avg|max)-rtt=[^\n]*+\n)?+[ \t]*+(?:SEQ|[0-9]++)[ \t])"
)
#: What stands in front of the status.
_ROW: Final = "{sequence}[[ {address}]][[ {size}]][[ {ttl}]][[ {time:rtt}]]"

_TOTALS: Final = "sent={transmitted} received={received} packet-loss={loss}%"
_TIMES: Final = "min-rtt={rtt_min:rtt} avg-rtt={rtt_avg:rtt} max-rtt="

DIALECT: Final = Dialect(
    "ping_routeros",
    tests=("ping",),
    record=Ping,
    families=(),
    signature=(
        r"^[ \t]*+SEQ[ \t]++HOST[ \t]++SIZE[ \t]++TTL[ \t]++TIME|^[ \t]*+sent=\d+ received=\d+ packet-loss="
        r"|^\[[^\]@\n]*+@[^\]\n]*+\][^>\n]*+>[ \t]*+/?(?:tool[ /])?ping\s"
    ),
    runs=Runs(
        # The header of a further page stands over rows of other numbers.
        opens=rf"SEQ[ \t]++HOST[ \t]++SIZE[^\n]*+{NEXT_LINE}[ \t]*+0[ \t]",
        leads=r"\[[^\]@\n]*+@[^\]\n]*+\][^>\n]*+>[ \t]*+/?(?:tool[ /])?ping\s",
    ),
    kinds={
        # A status has no dot and no colon.
        "address": Printed(HOST, r"[^\s.:]*+[.:]\S*+"),
        "destination": Printed(TEXT, r"\S++"),
        "rtt": Computed(_time, _TIME, "a time in s, ms and us"),
        "before_us": Computed(_time_in_us, _BEFORE_US, "a time in s, ms and us"),
        "page": Printed(TEXT, _PAGE),
        "command": Printed(TEXT, _COMMAND),
        "options": Printed(TEXT, _OPTIONS),
        "prompt": Printed(TEXT, r"\[[^\]@\n]*+@[^\]\n]*+\][^>\n]*+>"),
        "unreachable": Printed(TEXT, _UNREACHABLE),
        # No digit: it would be the rest of a row.
        "words": Printed(TEXT, r"[A-Za-z][^\n0-9]*[^\s0-9]"),
    },
    lines=(
        Line("{sequence} {address} {size} {ttl} {time:rtt}", into="replies"),
        Line("{sequence} {address} {size} {ttl} {time:rtt} echo reply", into="replies"),
        Line("{sequence}[[ {address}]] timeout", into="replies", sets={"outcome": "timeout"}),
        Line(f"{_ROW} {{note:unreachable}}", into="replies", sets={"outcome": "unreachable"}),
        Line(f"{_ROW} {{note:words}}", into="replies", sets={"outcome": "error"}),
        Line("SEQ HOST SIZE TTL TIME STATUS"),
        Line("sent={_:page} {_:line}"),
        Line(f"{_TOTALS} {_TIMES}{{rtt_max:before_us}}us", closes=True),
        Line(f"{_TOTALS} {_TIMES}{{rtt_max:rtt}}", closes=True),
        Line(f"{_TOTALS}[[ min-rtt={{rtt_min:rtt}}]][[ avg-rtt={{rtt_avg:rtt}}]]"),
        Line("[[avg-rtt={rtt_avg:rtt} ]]max-rtt={rtt_max:rtt}", closes=True),
        Line("{_:command}{destination}[[ {_:options}]][[ count={requested}]][[ {_:options}]]"),
        Line("{_:prompt}"),
    ),
    finish=Scan.close_without_replies,
)

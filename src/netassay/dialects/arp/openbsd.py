"""The table of OpenBSD's ``arp -a`` and ``arp -an`` (``usr.sbin/arp/arp.c``).

The time until an entry ends is printed as ``19m54s``; ``permanent`` and ``expired`` stand in its
place.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.values.readers import Computed, Printed
from netassay.core.values.readings import TEXT, Reading, figure
from netassay.dialects.arp.columns import COLUMNS, header_end
from netassay.records.arp_table import ArpTable

__all__ = ["DIALECT"]

_TIME: Final = (
    r"(?=[0-9])(?:[0-9]{1,6}+d)?+(?:[0-9]{1,6}+h)?+(?:[0-9]{1,6}+m)?+(?:[0-9]{1,9}+s)?+(?![0-9a-z])"
)
_SECONDS: Final = {"d": 86400, "h": 3600, "m": 60, "s": 1}


def _time(text: str) -> Reading:
    """Read a time in days, hours, minutes and seconds."""
    seconds = sum(
        int(number) * _SECONDS[unit] for number, unit in re.findall(r"([0-9]+)([dhms])", text)
    )
    return figure(text, Decimal(seconds), Decimal(1))


#: What stands behind an address, or behind the name that it resolves to.
_ROWS: Final = (
    "{mac} {interface} {expires}[[ {flags}]]",
    "{mac} {interface} {type:state}[[ {flags}]]",
    "{type} {interface}[[ {flags:state}]][[ {flags}]]",
)

DIALECT: Final = Dialect(
    "arp_openbsd",
    tests=("arp_table",),
    record=ArpTable,
    families=(),
    signature=r"^[ \t\r]*+Host[ \t]+Ethernet Address[ \t]+Netif[ \t]+Expire",
    runs=Runs(opens=r"Host[ \t]+Ethernet Address"),
    kinds={
        **COLUMNS,
        "type": Printed(TEXT, r"\(incomplete\)"),
        "state": Printed(TEXT, "permanent|expired"),
        "expires": Computed(_time, _TIME, "a time in days, hours, minutes and seconds"),
        "flags": Printed(TEXT, "[a-zA-Z]{1,6}+"),
        "table": header_end("Flags"),
    },
    lines=(
        *(
            Line(f"{who} {rest}", into="entries")
            for who in ("{address:ipv4}", "{name:named}")
            for rest in _ROWS
        ),
        Line("Host Ethernet Address Netif Expire {entries:table}", closes=True),
    ),
)

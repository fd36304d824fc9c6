"""The ARP table of AOS-S switches, which write hardware addresses in two halves.

No line closes the table. It counts as whole when the rule below its header was read and its
last line has an end.
"""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.values.readers import Printed
from netassay.core.values.readings import TEXT
from netassay.dialects.arp.columns import COLUMNS, header_end
from netassay.records.arp_table import ArpTable

__all__ = ["DIALECT"]

DIALECT: Final = Dialect(
    "arp_aoss",
    tests=("arp_table",),
    record=ArpTable,
    families=("aos-s",),
    signature=r"^[ \t\r]*+IP Address[ \t]+MAC Address[ \t]+Type",
    runs=Runs(opens=r"IP Address[ \t]+MAC Address[ \t]+Type", leads=r"IP ARP table"),
    kinds={
        **COLUMNS,
        "type": Printed(TEXT, r"[A-Za-z]++"),
        "rule": header_end(r"-++(?:[ \t]++-++){2,3}+"),
    },
    lines=(
        Line("{address} {mac} {type}[[ {interface}]]", into="entries"),
        Line("{address:long}{_:fold}{mac} {type}[[ {interface}]]", into="entries"),
        Line("IP ARP table"),
        Line("IP Address MAC Address Type[[ Port]]"),
        Line("{entries:rule}", closes=True),
    ),
)

"""The ARP table of access points: Linux's ``/proc/net/arp`` under a ``COMMAND=`` line.

No line closes the table. It counts as whole when its header was read and its last line has an
end: a text that was cut between two rows looks like a shorter table.
"""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.dialects.arp.columns import COLUMNS, header_end
from netassay.records.arp_table import ArpTable

__all__ = ["DIALECT"]

DIALECT: Final = Dialect(
    "arp_ap",
    tests=("arp_table",),
    record=ArpTable,
    families=("aps",),
    signature=r"^COMMAND=show arp\b|^IP address[ \t]+HW type[ \t]+Flags",
    runs=Runs(opens=r"IP address[ \t]+HW type[ \t]+Flags", leads=r"COMMAND=show arp\b"),
    kinds={**COLUMNS, "table": header_end("Device")},
    lines=(
        Line("{address} {hardware_type} {flags} {mac} {mask} {interface}", into="entries"),
        Line(
            "{address} {hardware_type} {flags} {mac} {mask}{_:fold}{interface:lone}",
            into="entries",
        ),
        Line(
            "{address:long}{_:fold}{hardware_type} {flags} {mac} {mask} {interface}",
            into="entries",
        ),
        Line("COMMAND=show arp"),
        Line("IP address HW type Flags HW address Mask {entries:table}", closes=True),
    ),
)

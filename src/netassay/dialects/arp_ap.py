"""The ARP table of access points: Linux's ``/proc/net/arp`` under a ``COMMAND=`` line.

No line closes such a table. It counts as whole when its header was read and its last line
has its end: a text that was cut between two rows can't be told from a shorter table.
"""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line
from netassay.core.values.readers import MAC, Computed, Printed
from netassay.core.values.readings import TEXT, Reader
from netassay.measurements.arp_table import PRINTED_ADDRESS
from netassay.records.arp_table import ArpTable

__all__ = ["COLUMNS", "DIALECT", "opening"]

#: What the columns of every ARP table look like. A row whose last column was too long for
#: the line goes on in the next one, with that word alone.
COLUMNS: Final[dict[str, Reader | Printed]] = {
    "address": PRINTED_ADDRESS,
    # All twelve digits, in any notation: with fewer the column was cut.
    "mac": Printed(
        MAC,
        r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}"
        r"|[0-9A-Fa-f]{6}-[0-9A-Fa-f]{6}|(?:[0-9A-Fa-f]{4}[.-]){2}[0-9A-Fa-f]{4}",
    ),
    "fold": Printed(TEXT, r"[ \t]*+\n[ \t]*+"),
    "lone": Printed(TEXT, r"[A-Za-z0-9]\S*+"),
    # An IPv6 address too long for its column leaves the line to itself.
    "long": Printed(PRINTED_ADDRESS, r"[0-9A-Fa-f:.]{16,45}+(?:%\w++)?+"),
}


def opening(pattern: str) -> Computed:
    """Return the hole at the end of the line that opens a table: no entries as yet.

    A table without rows is an empty table. And as a hole it has to be there to its last
    character, so that a line cut there is a cut one.
    """
    return Computed(lambda _: [], pattern)


DIALECT: Final = Dialect(
    "arp_ap",
    tests=("arp_table",),
    record=ArpTable,
    families=("aps",),
    signature=r"^COMMAND=show arp\b|^IP address[ \t]+HW type[ \t]+Flags",
    kinds={**COLUMNS, "table": opening("Device")},
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

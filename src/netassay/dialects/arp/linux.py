"""The table of Linux' ``arp``, ``arp -n`` and ``arp -e`` (net-tools ``arp.c``).

An address may be a name, cut to its column. A neighbour that did not answer has ``(incomplete)``
in place of its hardware address, and no kind of hardware.
"""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.values.readers import Printed
from netassay.core.values.readings import TEXT
from netassay.dialects.arp.columns import COLUMNS, header_end
from netassay.records.arp_table import ArpTable

__all__ = ["DIALECT"]

#: What stands behind an address, or behind the name that it resolves to.
_ROWS: Final = (
    "{hardware_type} {mac}[[ {flags}]][[ {mask}]] {interface}",
    "[[{hardware_type} ]]{type}[[ {flags}]] {interface}",
    "{_} {_:proxied} {flags}[[ {mask}]] {interface}",
)

DIALECT: Final = Dialect(
    "arp_linux",
    tests=("arp_table",),
    record=ArpTable,
    families=(),
    signature=r"^[ \t\r]*+Address[ \t]+HWtype[ \t]+HWaddress",
    runs=Runs(opens=r"Address[ \t]+HWtype"),
    kinds={
        **COLUMNS,
        "hardware_type": Printed(TEXT, r"[a-zA-Z0-9][\w/-]*+|\[[A-Z]++\]|\(unknown\)"),
        "type": Printed(TEXT, r"\(incomplete\)"),
        "proxied": Printed(TEXT, r"\*|<from_interface>"),
        "flags": Printed(TEXT, r"[CMPRT!]{1,6}+"),
        "mask": Printed(TEXT, r"[0-9.]{7,15}+"),
        "table": header_end("Iface"),
    },
    lines=(
        *(
            Line(f"{who} {rest}", into="entries")
            for who in ("{address:ipv4}", "{name:named}")
            for rest in _ROWS
        ),
        Line("Address HWtype HWaddress Flags Mask {entries:table}", closes=True),
        Line("Entries: {_:count} Skipped: {_:count} Found: {_:count}"),
    ),
)

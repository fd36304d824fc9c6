"""The ARP table of gateways, which cut what does not fit into a column.

No line closes the table. It counts as whole when the rule below its header was read and its
last line has an end: a text that was cut between two rows looks like a shorter table.
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
    "arp_gateway",
    tests=("arp_table",),
    record=ArpTable,
    families=("gateways",),
    signature=r"^ARP Table\b|^Protocol[ \t]+Address[ \t]+Hardware Address",
    runs=Runs(
        opens=r"Protocol[ \t]+(?:IP )?Address[ \t]+Hardware Address", leads=r"(?:IPV4 )?ARP Table"
    ),
    kinds={
        **COLUMNS,
        # Interface and port, which may be two words.
        "interface": Printed(TEXT, r"\S(?:[^\n]*\S)?"),
        "unresolved": Printed(TEXT, r"\(?[Ii]ncomplete\)?"),
        "dashes": Printed(TEXT, r"-++"),
        "rule": header_end(r"-++(?:[ \t]++-++)++"),
    },
    lines=(
        Line("{protocol} {address} {mac} {interface}", into="entries"),
        Line("{protocol} {address} {mac}{_:fold}{interface:lone}", into="entries"),
        Line("{protocol} {address:long}{_:fold}{mac} {interface}", into="entries"),
        Line("{protocol} {address} {type:unresolved} {interface}", into="entries"),
        Line("ARP Table"),
        Line("{_:dashes}"),
        Line("Protocol Address Hardware Address Interface"),
        Line("{entries:rule}", closes=True),
    ),
)

"""The ARP table of a gateway's own ``show arp``: with ages in minutes, and a code in front.

The codes are ``*`` for the gateway's own addresses, ``S`` for static entries and ``A`` for those
that authentication made.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.records.record import numbers
from netassay.core.values.readers import Printed
from netassay.core.values.readings import TEXT
from netassay.dialects.arp.columns import COLUMNS, header_end
from netassay.records.arp_table import ArpTable, Entry

__all__ = ["DIALECT"]

_MINUTES: Final = {"min": Decimal(60)}

DIALECT: Final = Dialect(
    "arp_gateway_ages",
    tests=("arp_table",),
    record=ArpTable,
    families=(),
    signature=(
        r"^[ \t\r]*+IPV[46] ARP Table\b|^[ \t\r]*+Protocol[ \t]+IP Address[ \t]+Hardware Address"
    ),
    runs=Runs(opens=r"Protocol[ \t]+IP Address", leads=r"Codes:|IPV4 ARP Table"),
    kinds={
        **COLUMNS,
        "flags": Printed(TEXT, r"[*A-Z](?:,? ?[*A-Z](?![A-Za-z0-9]))*+(?= )"),
        "unresolved": Printed(TEXT, r"\(?[Ii]ncomplete\)?"),
        "protocol": Printed(TEXT, r"[A-Za-z]{2}[0-9A-Za-z]*+"),
        "interface": Printed(TEXT, r"[A-Za-z]\S*+"),
        "age": numbers(Entry, "age", _MINUTES, "min"),
        "dashes": Printed(TEXT, r"-++"),
        "rule": header_end(r"-++(?:[ \t]++-++)++"),
    },
    lines=(
        Line("[[{flags} ]]{protocol} {address} {mac} {interface}[[ {age}]]", into="entries"),
        Line(
            "[[{flags} ]]{protocol} {address} {type:unresolved} {interface}[[ {age}]]",
            into="entries",
        ),
        Line("Codes: {_:line}"),
        Line("Total ARP entries: {_:count}"),
        Line("IPV4 ARP Table"),
        Line("IPV6 ARP Table"),
        Line("{_:dashes}"),
        Line("Protocol IP Address Hardware Address Interface[[ Age (min)]]"),
        Line("{entries:rule}", closes=True),
    ),
)

"""The neighbours of a Unix system: ``arp -a`` of Linux, BSD and macOS, and ``ip neigh``.

There is no header and no closing line: a text is whole when its last line has an end. The type
of a neighbour that did not answer says so; it has no hardware address.
"""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Scan
from netassay.core.values.readers import MAC, Extract, Printed
from netassay.core.values.readings import TEXT, Reader, Reading
from netassay.dialects.arp.columns import COLUMNS, PRINTED_ADDRESS
from netassay.records.arp_table import ArpTable

__all__ = ["DIALECT"]


class _ShortMac(Reader):
    """A hardware address as the BSDs write it: without leading zeros."""

    kind = "a MAC address"

    def read_text(self, text: str) -> Reading:
        """Read the address after adding the zeros."""
        full = MAC[":".join(pair.zfill(2) for pair in text.split(":"))]
        if full is None:
            raise self.bad(text)
        return Reading(full.value, text)


_FLAGS: Final = "permanent|published|ifscope|PERM|PUP|PUB"
_STATES: Final = "PERMANENT|NOARP|REACHABLE|STALE|NONE|INCOMPLETE|DELAY|PROBE|FAILED"


def _close(scan: Scan) -> None:
    scan.closed = "entries" in scan.node and not scan.cut_line


DIALECT: Final = Dialect(
    "arp_unix",
    tests=("arp_table",),
    record=ArpTable,
    families=(),
    signature=r"^[^\s()]+ \([^\s()]+\) at [^\s]+ |^[0-9a-fA-F.:]+ dev [^\s]+ ",
    kinds={
        **COLUMNS,
        "host": Printed(TEXT, r"[^\s()?]++"),
        "inner": Printed(PRINTED_ADDRESS, r"[^\s()]++"),
        "mac": Printed(_ShortMac(), r"[0-9A-Fa-f]{1,2}+(?::[0-9A-Fa-f]{1,2}+){5}+"),
        "hardware": Printed(Extract(r"\[(.*)\]", TEXT, "a kind of hardware"), r"\[[a-z0-9]++\]"),
        "flags": Printed(TEXT, rf"(?:{_FLAGS})(?: (?:{_FLAGS}))*+"),
        "type": Printed(TEXT, r"<incomplete>|\(incomplete\)"),
        "state": Printed(TEXT, rf"(?:{_STATES})\b"),
        "role": Printed(TEXT, r"router|proxy|extern_learn"),
    },
    lines=(
        # The name of the address stands first, or a question mark.
        Line(
            "[[?]][[{name:host}]] ({address:inner}) at {mac}[[ {hardware_type:hardware}]][[ {flags}]] on {interface}",
            into="entries",
        ),
        Line(
            "[[?]][[{name:host}]] ({address:inner}) at {mac} on {interface}[[ {flags}]] {hardware_type:hardware}",
            into="entries",
        ),
        Line(
            "[[?]][[{name:host}]] ({address:inner}) at {type} on {interface}[[ {flags}]][[ {hardware_type:hardware}]]",
            into="entries",
        ),
        Line(
            "{address} dev {interface}[[ lladdr {mac}]][[ {flags:role}]] {type:state}",
            into="entries",
        ),
    ),
    finish=_close,
)

"""The neighbours of a Unix system: ``arp -a`` of Linux, FreeBSD and macOS, and ``ip neigh``.

There is no header and no closing line: a text is whole when its last line has an end. The type
of a neighbour that did not answer says so; it has no hardware address. Sources: net-tools
``arp.c``, FreeBSD ``usr.sbin/arp/arp.c``, iproute2 ``ip/ipneigh.c``.
"""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line
from netassay.core.values.readers import MAC, Choice, Extract, Printed
from netassay.core.values.readings import TEXT, Reader, Reading
from netassay.dialects.arp.columns import COLUMNS, PRINTED_ADDRESS, close
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


_HOST: Final = "[[?]][[{name:host}]] ({address:inner})"
_FLAGS: Final = (
    r"permanent|published \(proxy only\)|published|ifscope|ifref|proxy|weak|expired|router|trailers"
    "|PERM|PUP|PUB|TRAIL"
)
_ROLES: Final = "router|proxy|extern_learn|extern_valid|managed|offload|self|permanent"
_STATES: Final = "PERMANENT|NOARP|REACHABLE|STALE|NONE|INCOMPLETE|DELAY|PROBE|FAILED"


#: Flags and the time until an entry ends, in any order (FreeBSD, macOS).
_ABOUT: Final = "[[ {flags}]][[ expires in {expires} second[[s]]]][[ {flags}]]"
_NEIGHBOUR: Final = "{address:neighbour}[[ dev {interface}]]"
#: What `ip -s neigh` adds: counts of references, times of use, probes.
_STATISTICS: Final = "[[ ref {_:count}]][[ used {_:times}]][[ probes {_:count}]]"

DIALECT: Final = Dialect(
    "arp_unix",
    tests=("arp_table",),
    record=ArpTable,
    families=(),
    signature=(
        r"^[^\s()]+ \([^\s()]+\) at [^\s]+ "
        rf"|^[0-9a-fA-F.:]+(?: dev [^\s]+ | lladdr |[ \t]+(?:{_STATES})[ \t]*$)"
    ),
    kinds={
        **COLUMNS,
        "host": Printed(TEXT, r"[^\s()?]++"),
        "inner": Printed(PRINTED_ADDRESS, r"[^\s()]++"),
        "mac": Printed(_ShortMac(), r"[0-9A-Fa-f]{1,2}+(?::[0-9A-Fa-f]{1,2}+){5}+"),
        "bracketed": Printed(Extract(r"\[(.*)\]", TEXT, "a kind of hardware"), r"\[[a-z0-9]++\]"),
        "hardware": Printed(TEXT, r"[a-zA-Z0-9_-]++"),
        "flags": Printed(TEXT, rf"(?:{_FLAGS})(?: (?:{_FLAGS}))*+"),
        "type": Printed(TEXT, r"<incomplete>|\(incomplete\)"),
        "proxied": Printed(TEXT, r"\*|<from_interface>"),
        "neighbour": Printed(PRINTED_ADDRESS, r"[0-9a-fA-F]*+[.:][0-9a-fA-F.:]*+"),
        "times": Printed(TEXT, r"[0-9/]++"),
        "state": Choice("a state", {state: state for state in _STATES.split("|")}),
        "role": Printed(TEXT, rf"(?:{_ROLES})(?: (?:{_ROLES}))*+"),
    },
    lines=(
        # The name of the address stands first, or a question mark.
        Line(
            f"{_HOST} at {{mac}}[[ {{hardware_type:bracketed}}]][[ {{flags}}]] on {{interface}}",
            into="entries",
        ),
        Line(
            f"{_HOST} at {{mac}} on {{interface}}{_ABOUT} [{{hardware_type:hardware}}]",
            into="entries",
        ),
        Line(
            f"{_HOST} at {{type}} on {{interface}}{_ABOUT} [{{hardware_type:hardware}}]",
            into="entries",
        ),
        Line(f"{_HOST} at {{type}} on {{interface}}{_ABOUT}", into="entries"),
        # An address that the system answers for.
        Line(
            f"{_HOST} at {{_:proxied}}[[ {{hardware_type:bracketed}}]] {{flags}} on {{interface}}",
            into="entries",
        ),
        Line(
            f"{_NEIGHBOUR}[[ lladdr {{mac}}]][[ {{flags:role}}]]{_STATISTICS} {{type:state}}[[ proto {{_:word}}]]",
            into="entries",
        ),
        Line(f"{_NEIGHBOUR} lladdr {{mac}}[[ {{flags:role}}]]{_STATISTICS}", into="entries"),
        Line(f"{_NEIGHBOUR} {{flags:role}}", into="entries"),
        Line("Entries: {_:count} Skipped: {_:count} Found: {_:count}"),
        Line("arp: in {_:count} entries no match found."),
    ),
    finish=close,
)

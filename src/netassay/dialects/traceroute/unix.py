r"""The traceroute of Unix systems: BusyBox, Linux's own, the BSDs and macOS.

They all descend from Van Jacobson's, and share the header and the form of hops. The BSDs print
each further router of a hop on a line of its own::

    traceroute to host.example.com (192.0.2.9), 64 hops max, 52 byte packets
     1  gw.example.com (192.0.2.1)  4.478 ms  3.907 ms *
     2  198.51.100.1 (198.51.100.1)  9.125 ms
        198.51.100.5 (198.51.100.5)  9.310 ms  8.990 ms

Access points run BusyBox, or one of these, under a ``COMMAND=`` line.
"""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.values.readers import COUNT, Printed
from netassay.core.values.readings import TEXT, Reader
from netassay.dialects.traceroute.closing import closing
from netassay.dialects.traceroute.hops import HopReader, Labels, PrintedProbes
from netassay.records.traceroute import Traceroute

__all__ = ["COMMANDS", "CONTINUED", "DIALECT", "ERRORS", "HOP", "hop_kinds"]


def hop_kinds(probes: HopReader) -> dict[str, Reader | Printed]:
    """Return the kinds of holes of a dialect whose hops `probes` reads."""
    return {
        "probes": probes,
        "further": Printed(probes, probes.following),
        "number": Printed(COUNT, r"[0-9]{1,3}+"),
        "destination": Printed(TEXT, r"(?!to[ \t\n])[^\s,()]++"),
        "quoted": Printed(TEXT, r"[^`'\n]++"),
        "failure": Printed(TEXT, _FAILURE),
        "labels": Printed(Labels(), r"(?:Label=\d++|No MPLS labels)[^\]\n]*+"),
        "junos_labels": Printed(Labels(), r"MPLS Label=\d++[^\n]*[^\s]"),
        "message": Printed(TEXT, r"(?!Warning:)[^\n]*[^\s]"),
    }


#: Errors of system calls and name services, without the tool's name in front.
_FAILURE: Final = (
    r"(?:connect|send|sendto|sendmsg|recvmsg|socket|bind|poll|setsockopt)[^:\n]*+: [^\n]*[^\s]"
    # Access points print this before the tool starts.
    r"|host address failed because [^\n]*[^\s]"
    r"|[^\s:]++: (?:Name or service not known|Temporary failure in name resolution"
    r"|No address associated with hostname|Address family for hostname not supported)"
)
_PROBES: Final = PrintedProbes()
HOP: Final = Line("{hop:number} {probes}", into="hops")
#: A line that continues the hop of the line before.
CONTINUED: Final = Line("{probes:further}", into="hops")
COMMANDS: Final = (
    Line("COMMAND=traceroute[[6]] {destination}"),
    Line("COMMAND=traceroute[[6]] {_:line} {destination}"),
)
#: MPLS labels below a hop: NX-OS has a line for each router of it, Junos one or more for all.
LABELS: Final = (
    Line("[{probes:labels}]", into="hops"),
    Line("{probes:junos_labels}", into="hops"),
)
ERRORS: Final = (
    # An error may stand behind a hop's number: both outputs go to one terminal.
    Line("[[{_:number}~]]traceroute[[6]]: {error:message}"),
    Line("{error:failure}"),
    Line(
        'Cannot handle "host" cmdline arg `{destination:quoted}\' on position {_:count}'
        " (argc {_:count})"
    ),
)
_HOST: Final = "traceroute[[6]] to {destination} ({resolved_address})[[ from {source_address}[[ ({_:destination})]]]]"
#: Texts without the usual header: a hop, an error other than one of usage, another header.
_OPENING: Final = (
    r"\s*+(?:\d{1,3}+[ \t]++(?:\*[ \t]|\[AS|[^\s()*]++(?:[ \t]++\([^\s()]++\))?+[ \t]++[\d.]++ ms\b)"
    r"|traceroute6?: (?!Warning|[\s\S]*?[Uu]sage:)"
    r"|(?:[^\n]*\n)?+Cannot handle \"host\" cmdline arg"
    r"|traceroute to [^\n]*(?:max hops: ?\d|hops at most))"
)

DIALECT: Final = Dialect(
    "traceroute_unix",
    tests=("traceroute",),
    record=Traceroute,
    families=("aps",),
    signature=(
        r"^[ \t\r]*+traceroute6? to [^\n]*hops max, (?:\d+ probe packets per hop, )?\d+ byte packets?"
        r"|^COMMAND=traceroute[^\n]*\nhost address failed because "
    ),
    opening=_OPENING,
    runs=Runs(
        opens=(
            r"traceroute6? to \S+ ?[(,]"
            r"|traceroute6?: (?:unknown host|bad address|[^\s:]+: (?:Name or|Temporary failure|No address|nodename))"
        ),
        leads=r"COMMAND=traceroute6?\b|traceroute6?: Warning: |traceroute6? [\w.:-]+[ \t]*+(?=\n)",
        alone=r"traceroute6?: (?!Warning)|host address failed because ",
        within=r"\d{1,3}+[ \t]++(?:[^\s()*]++[ \t]++\([^\s()]++\)|[\d.]{7,15}+)[ \t]++[\d.]++ ms\b",
    ),
    kinds=hop_kinds(_PROBES),
    lines=(
        HOP,
        *COMMANDS,
        Line(f"{_HOST}, {{max_hops}} hops max, {{packet}} byte packet[[s]]"),
        # FortiOS.
        Line(
            f"{_HOST}, {{max_hops}} hops max, {{probes_per_hop}} probe packets per hop,"
            " {packet} byte packets"
        ),
        # The headers of Huawei and H3C, whose hops are the same.
        Line(
            f"{_HOST}, {{max_hops}} hops at most, {{packet}} bytes each packet,[[ press CTRL_C to break]]"
        ),
        Line(
            "traceroute[[6]] to {destination}~({resolved_address}), max hops: {max_hops}~,"
            "packet length: {packet},press CTRL_C to break"
        ),
        Line("press CTRL_C to break"),
        Line(
            "traceroute[[6]]: Warning: {destination} has multiple addresses;"
            " using {resolved_address}"
        ),
        Line("traceroute[[6]]: Warning: Multiple interfaces found; using {source_address} @ {_}"),
        *ERRORS,
        *LABELS,
        CONTINUED,
    ),
    finish=closing(_PROBES),
)

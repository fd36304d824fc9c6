"""ARP tables as devices print them, written from the formats and not from the grammars.

A table has one entry for an address on an interface.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from property.strategies import Case, ipv4

macs = st.integers(0, 255).map(lambda number: f"00:00:5e:00:53:{number:02x}")
interfaces = st.from_regex(r"(br|eth|vlan|docker_gw)[0-9]{1,9}(\.[0-9]{1,4})?", fullmatch=True)
numbers = st.integers(0, 255).map(hex)


@st.composite
def access_points(draw: st.DrawFn) -> Case:
    """Draw the table of an access point: Linux's columns, widened by what does not fit."""
    rows = draw(
        st.lists(
            st.tuples(ipv4, numbers, numbers, macs, st.just("*"), interfaces),
            unique_by=lambda row: (row[0], row[5]),
            max_size=8,
        )
    )
    width = draw(st.integers(8, 24))
    titles = ("IP address", "HW type", "Flags", "HW address", "Mask", "Device")
    lines = ["", "COMMAND=show arp", "  ".join(title.ljust(width) for title in titles[:-1])]
    lines[-1] += f"  {titles[-1]}"
    for row in rows:
        gap = draw(st.sampled_from(["", "\n" + " " * width])) + row[-1]
        lines.append("  ".join(cell.ljust(width) for cell in row[:-1]) + "  " + gap)
    keys = ("ipAddress", "hardwareType", "flags", "macAddress", "mask", "device")
    names = ("address", "hardware_type", "flags", "mac", "mask", "interface")
    return _case("aps/getArpTable", lines, rows, keys, names)


@st.composite
def gateways(draw: st.DrawFn) -> Case:
    """Draw the table of a gateway: a blank line behind some of its rows."""
    rows = draw(
        st.lists(
            st.tuples(st.just("Internet"), ipv4, macs, interfaces),
            unique_by=lambda row: (row[1], row[3]),
            max_size=8,
        )
    )
    columns = ("Protocol", "Address", "Hardware Address", "Interface")
    widths = (8, draw(st.integers(8, 20)), draw(st.integers(16, 20)), 9)
    lines = ["", "ARP Table", "---------", _columns(columns, widths)]
    lines.append(_columns(tuple("-" * len(title) for title in columns), widths))
    for row in rows:
        broken = draw(st.sampled_from(["", "\n" + " " * 40])) + row[-1]
        lines += [_columns((*row[:-1], broken), widths), *draw(st.sampled_from([[], [""]]))]
    keys = ("protocol", "address", "macAddress", "interfaceAndPort")
    return _case(
        "gateways/getArpTable", lines, rows, keys, ("protocol", "address", "mac", "interface")
    )


def _columns(cells: tuple[str, ...], widths: tuple[int, ...]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join(padded).rstrip()


def _case(
    name: str,
    lines: list[str],
    rows: list[tuple[str, ...]],
    keys: tuple[str, ...],
    names: tuple[str, ...],
) -> Case:
    output: dict[str, Any] = {"entries": [dict(zip(keys, row, strict=True)) for row in rows]}
    measurement = {"entries": [dict(zip(names, row, strict=True)) for row in rows]}
    return Case(name, "\n".join(lines) + "\n", output, measurement)


arp_tables = st.one_of(access_points(), gateways())

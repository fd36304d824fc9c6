"""The neighbours of an AOS-S switch, which prints no text of them."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from netassay.measurements.arp_table import ArpTable, Entry
from netassay.testing.records.values import ADDRESSES, MACS

__all__ = ["RECORDS"]

_PORTS: Final = st.integers(1, 52).map(str) | st.builds(
    "{}{}".format, st.sampled_from("ABCF"), st.integers(1, 24)
)
_ENTRIES: Final = st.builds(
    Entry,
    address=ADDRESSES,
    mac=MACS,
    interface=_PORTS,
    type=st.sampled_from(["dynamic", "static"]),
)
RECORDS: Final = {
    ("arp_table", "aos-s"): st.builds(
        ArpTable,
        entries=st.lists(_ENTRIES, max_size=8, unique_by=lambda row: (row.address, row.interface)),
    ),
}

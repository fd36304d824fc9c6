"""Tables of neighbours, as all ARP strategies draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.core.records.stored import build
from netassay.records.arp_table import ArpTable, Entry

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["IPV4", "tables"]

IPV4: Final = st.builds(
    "{}.{}".format, st.sampled_from(["192.0.2", "198.51.100", "203.0.113"]), st.integers(1, 254)
)
_IPV6: Final = st.integers(1, 0xFFFF).map("2001:db8:aaaa:bbbb:cccc:dddd:eeee:{:x}".format)
_MACS: Final = st.integers(0, 255).map("00:00:5e:00:53:{:02x}".format)
_INTERFACES: Final = st.builds(
    "{}{}".format, st.sampled_from(["br0.", "eth", "vlan", "docker_gw"]), st.integers(0, 4094)
)


def tables(**fields: SearchStrategy[Any]) -> SearchStrategy[ArpTable]:
    """Return a strategy of tables in which an address is once per interface.

    `fields` are strategies of further fields of an entry, or of others than usual; a field
    drawn as None is left out.
    """
    usual = {"address": IPV4 | _IPV6, "mac": _MACS, "interface": _INTERFACES}
    entries = st.fixed_dictionaries(usual | fields).map(_entry)
    rows = st.lists(entries, unique_by=lambda one: (one.address, one.interface), max_size=8)
    return rows.map(lambda entries: build(ArpTable, {"entries": entries}))


def _entry(values: dict[str, Any]) -> Entry:
    return build(Entry, {name: value for name, value in values.items() if value is not None})

"""Responses to show commands with tables; their rows where the packages of the extra `show` are."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from netassay.records.show_command import CommandResponse
from netassay.testing.printers.show_tables import render_table
from netassay.testing.records.values import MACS, WORDS

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["table_responses"]

_VLANS: Final = st.integers(1, 4094).map(str)
_PORTS: Final = st.builds("1/1/{}".format, st.integers(1, 52)) | st.builds(
    "lag{}".format, st.integers(1, 256)
)
_CX_MACS: Final = st.fixed_dictionaries(
    {
        "mac_address": MACS,
        "vlan_id": _VLANS,
        "type": st.sampled_from(["dynamic", "static", "port-access-security"]),
        "port": _PORTS,
    }
)
_CX_VLANS: Final = st.fixed_dictionaries(
    {
        "vlan_id": _VLANS,
        "vlan_name": WORDS,
        "status": st.sampled_from(["up", "down"]),
        "reason": st.sampled_from(["ok", "no_member_port"]),
        "type": st.sampled_from(["default", "static"]),
        "interfaces": st.lists(_PORTS, max_size=6).map(", ".join),
    }
)
_AOSS_MACS: Final = st.fixed_dictionaries(
    {
        "mac_address": MACS.map(lambda mac: f"{mac[:8]}-{mac[9:]}".replace(":", "")),
        "port": st.integers(1, 52).map(str),
        "vlan_id": _VLANS,
    }
)
_HOSTNAME: Final = st.fixed_dictionaries({"hostname": WORDS})

#: By family: the command, the template that reads its response, the most rows, one row.
_TABLES: Final[dict[str, list[tuple[str, str, int, SearchStrategy[dict[str, str]]]]]] = {
    "aps": [("show hostname", "aruba_os_show_hostname", 1, _HOSTNAME)],
    "cx": [
        ("show mac-address-table", "aruba_aoscx_show_mac-address-table", 8, _CX_MACS),
        ("show vlan", "aruba_aoscx_show_vlan", 8, _CX_VLANS),
    ],
    "aos-s": [("show mac-address", "hp_procurve_show_mac-address", 8, _AOSS_MACS)],
    "gateways": [("show hostname", "aruba_os_show_hostname", 1, _HOSTNAME)],
}


def table_responses(family: str) -> SearchStrategy[CommandResponse]:
    """Return a strategy of responses with a table of one row or more, as a family prints it."""
    return st.one_of([_responses(*table) for table in _TABLES[family]])


def _responses(
    command: str, parsed_by: str, most: int, row: SearchStrategy[dict[str, str]]
) -> SearchStrategy[CommandResponse]:
    rows = st.lists(row, min_size=1, max_size=most)
    return rows.map(lambda rows: _response(command, parsed_by, rows))


def _response(command: str, parsed_by: str, rows: list[dict[str, str]]) -> CommandResponse:
    text = render_table(parsed_by, rows)
    if not all(map(find_spec, ("ntc_templates", "re2", "textfsm"))):
        return CommandResponse(command=command, response=text)
    return CommandResponse(command=command, response=text, rows=rows, parsed_by=parsed_by)

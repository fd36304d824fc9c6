"""What show commands print, before and after: which rows came, went and changed."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import url
from netassay.analysis.shown_tables import ShownTable, row_changes
from netassay.testing.printers.show_tables import render_table

COMMAND = "show mac-address-table"
TEMPLATE = "aruba_aoscx_show_mac-address-table"


def mac(address: int, vlan: int, port: str, kind: str = "dynamic") -> dict[str, str]:
    """Return a row of a MAC table."""
    return {
        "mac_address": f"00:00:5e:00:53:{address:02x}",
        "vlan_id": str(vlan),
        "type": kind,
        "port": port,
    }


def told(*rows: dict[str, str], at: str = "2026-03-02T08:00:00Z", **other: str) -> Any:
    """Return the result of a switch's MAC table, and of other commands."""
    texts = {COMMAND: render_table(TEMPLATE, rows)} | other
    results = [{"command": command, "output": text} for command, text in texts.items()]
    saved = {"startTime": at, "output": {"commands": list(texts), "results": results}}
    return netassay.normalize(saved, url=url("cx/showCommands"))


def rows_of(before: list[Any], after: list[Any]) -> list[tuple[Any, ...]]:
    """Return the lines of a comparison that are about rows."""
    lines = netassay.compare(before, after)
    assert all(
        line.before is line.after is line.change_percent is None
        for line in lines
        if line.kind == "row"
    )
    return [
        (line.name, line.verdict, line.before_text, line.after_text)
        for line in lines
        if line.kind == "row"
    ]


def test_rows_come_go_and_change() -> None:
    """A MAC that moved to another port has changed; others are new, gone or the same."""
    before = told(mac(1, 1, "1/1/1"), mac(2, 1, "1/1/2"), mac(3, 1, "1/1/3"))
    after = told(mac(3, 1, "1/1/3"), mac(1, 1, "1/1/9", "static"), mac(4, 20, "lag1"))
    name = f"{COMMAND}[00:00:5e:00:53:0{{}}]"
    assert [
        (name.format(1), "changed", "type dynamic, port 1/1/1", "type static, port 1/1/9"),
        (name.format(2), "gone", "vlan_id 1, type dynamic, port 1/1/2", None),
        (name.format(3), "same", *["vlan_id 1, type dynamic, port 1/1/3"] * 2),
        (name.format(4), "new", None, "vlan_id 20, type dynamic, port lag1"),
    ] == rows_of([before], [after])


def test_a_key_of_several_columns() -> None:
    """An address in two VLANs is two rows: then the VLAN belongs to the key, the port does not."""
    before = told(mac(1, 1, "1/1/1"), mac(1, 20, "1/1/1"))
    after = told(mac(1, 1, "1/1/1"), mac(1, 20, "1/1/2"))
    name = f"{COMMAND}[00:00:5e:00:53:01 {{}}]"
    assert [
        (name.format(1), "same", *["type dynamic, port 1/1/1"] * 2),
        (name.format(20), "changed", "port 1/1/1", "port 1/1/2"),
    ] == rows_of([before], [after])


def test_rows_alike() -> None:
    """Where rows are alike in all columns they are counted."""
    row, other = mac(1, 1, "1/1/1"), mac(2, 1, "1/1/1")
    name = f"{COMMAND}[00:00:5e:00:53:0{{}}, 1, dynamic, 1/1/1]"
    assert [
        (name.format(1), "gone", "2 times", "once"),
        (name.format(2), "new", None, "once"),
    ] == rows_of([told(row, row)], [told(row, other)])


def test_counters_are_no_changes() -> None:
    """What counts or ages differs each time; an error that was counted does not go by."""

    def table(number: int, errors: int) -> dict[str, ShownTable]:
        row = {
            "interface": "1/1/1",
            "rx_total_packets": str(number),
            "age": str(number),
            "tx_errors": str(errors),
        }
        return {"show interface": ShownTable("a", [row])}

    assert ["same"] == [one.verdict for one in row_changes(table(1, 0), table(2, 0))]
    (changed,) = row_changes(table(1, 0), table(2, 3))
    assert ("tx_errors 0", "tx_errors 3") == (changed.before, changed.after)


def test_the_latest_table_counts() -> None:
    """Of several results of a side the one that began last, in whatever order they are given."""
    old = told(mac(1, 1, "1/1/1"), at="2026-03-01T08:00:00Z")
    new = told(mac(1, 1, "1/1/2"), at="2026-03-02T08:00:00Z")
    later = told(mac(1, 1, "1/1/3"), at="2026-03-03T08:00:00Z")
    for before in ([old, new], [new, old]):
        (line,) = rows_of(before, [later])
        assert ("port 1/1/2", "port 1/1/3") == line[2:]


def test_a_table_on_one_side() -> None:
    """A table that the other side lacks, or another template read, is one line."""
    table = told(mac(1, 1, "1/1/1"), mac(2, 1, "1/1/1"))
    none = told(mac(1, 1, "1/1/1"), **{COMMAND: "% Error"})
    words = f"2 rows of {TEMPLATE}"
    assert [(COMMAND, "gone", words, None)] == rows_of([table], [none])
    assert [(COMMAND, "new", None, words)] == rows_of([none], [table])
    one, other = (ShownTable(name, [{"a": "b"}]) for name in ("x", "y"))
    (line,) = row_changes({"c": one}, {"c": other})
    assert ("c", "changed", "1 row of x", "1 row of y") == (
        line.name,
        line.verdict,
        line.before,
        line.after,
    )


def test_commands_and_devices_apart() -> None:
    """Each command of each device is compared with itself, however its blanks were typed."""
    row = mac(1, 1, "1/1/1")
    table = render_table(TEMPLATE, [row])
    before = told(row, **{"show  mac-address-table": table, "show vlan": "none"})
    assert {"same"} == {line[1] for line in rows_of([before], [told(row)])}
    saved = {"output": {"command": COMMAND, "response": table}}
    elsewhere = netassay.normalize(saved, url=url("cx/showCommand", "CNXXOTHER"))
    assert [] == rows_of([before], [elsewhere])


ROWS = st.lists(
    st.builds(mac, st.integers(0, 3), st.integers(1, 3), st.sampled_from(["1/1/1", "lag1"])),
    min_size=1,
    max_size=6,
)


@given(ROWS, ROWS)
def test_each_row_is_told_once(before: list[dict[str, str]], after: list[dict[str, str]]) -> None:
    """All rows of both sides are in the lines; the other way round, what came has gone."""
    one, other = ({COMMAND: ShownTable(TEMPLATE, rows)} for rows in (before, after))
    lines, back = list(row_changes(one, other)), list(row_changes(other, one))
    turned = {"new": "gone", "gone": "new"}
    assert {(line.name, turned.get(line.verdict, line.verdict)) for line in lines} == {
        (line.name, line.verdict) for line in back
    }
    assert len(lines) == len({line.name for line in lines})
    distinct = [len({tuple(row.items()) for row in rows}) for rows in (before, after)]
    assert max(distinct) <= len(lines) <= sum(distinct)
    assert {"same"} == {line.verdict for line in row_changes(one, one)}

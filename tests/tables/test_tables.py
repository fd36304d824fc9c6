"""The tables hold what results hold, all of it, under names that stay."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest

import netassay
from bodies import SAMPLES, SEEDS, body, codes, url
from netassay.core.records.record import Record, field_named, fields_of
from netassay.core.records.stored import build
from netassay.core.values.times import Timestamp
from netassay.export.tables import TABLES
from netassay.export.tables.rows import reject_id
from netassay.measurements import TESTS
from tables.plainly import rows_in, rows_of, without_nulls

#: Names are promised: who has a query must not be met by another name.
NAMES = [
    "aaa",
    "arp_entries",
    "arp_table",
    "cable_pairs",
    "cable_ports",
    "cable_test",
    "extras",
    "findings",
    "http",
    "http_counters",
    "http_responses",
    "https",
    "https_counters",
    "https_responses",
    "iperf",
    "iperf_intervals",
    "iperf_totals",
    "nslookup",
    "nslookup_addresses",
    "ping",
    "ping_lost_sequences",
    "ping_replies",
    "ping_sweep",
    "ping_sweep_passes",
    "ping_sweep_replies",
    "poe_bounce",
    "poe_bounce_ports",
    "poe_bounce_requested",
    "port_bounce",
    "port_bounce_ports",
    "port_bounce_requested",
    "rejects",
    "show_command",
    "show_command_requested",
    "show_command_responses",
    "speedtest",
    "tcp",
    "traceroute",
    "traceroute_hops",
    "traceroute_probes",
    "unread",
    "results",
]


def results_of_samples() -> list[netassay.Result]:
    """Return the results of all samples, each of a device and a task of its own."""
    paths = sorted(SAMPLES.glob("*/*.json"))
    names = [f"{path.parent.name}/{path.stem}" for path in paths]
    return [netassay.normalize(body(name), url(name, f"CN{at}")) for at, name in enumerate(names)]


def exported(results: list[netassay.Result]) -> list[dict]:
    """Return results as they are in JSON."""
    return [json.loads(netassay.to_json(result)) for result in results]


def test_names() -> None:
    """The tables that were promised are there, and `results` is the last to be written."""
    assert set(NAMES) <= set(TABLES)
    assert "results" == list(TABLES)[-1]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_columns(table) -> None:
    """No column stands twice, and the key's columns are there and never null."""
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert set(table.key) <= {column.name for column in table.columns if column.required}
    assert all(column.doc for column in table.columns)


def test_measurements_come_whole() -> None:
    """Each value of each measurement is in its table, row by row, and nothing else is."""
    results = results_of_samples()
    tables = netassay.to_arrow(results)
    expected = rows_of(exported(results))
    assert len(results) == tables["results"].num_rows
    for name in TABLES:
        if name not in ("results", "findings", "extras", "unread", "rejects"):
            wanted = [without_nulls(row) for row in expected.get(name, [])]
            assert wanted == rows_in(tables[name]), name


@pytest.mark.parametrize("test", TESTS)
def test_a_test_says_what_works(test) -> None:
    """The verdict and the summary stand right behind the result's id, in no list's table."""
    names = [column.name for column in TABLES[test].columns]
    assert ["result_id", "verdict", "summary"] == names[:3]
    lists = [name for name in TABLES if name.startswith(f"{test}_") and name not in TESTS]
    columns = {column.name for name in lists for column in TABLES[name].columns}
    assert not {"verdict", "summary"} & columns


def test_verdicts_are_those_of_their_own_results() -> None:
    """A test's rows follow its own results, whatever others stand between them."""
    lost = {"output": {"transmittedPacketsCount": "4", "receivedPacketsCount": "0"}}
    bodies = [body("aps/ping"), body("cx/aaa"), lost, {"status": "FAILED", "failReason": "x"}]
    tests = ["ping", "aaa", "ping", "ping"]
    results = [netassay.normalize(*pair) for pair in zip(bodies, [None] * 4, tests, strict=True)]
    rows = netassay.to_arrow(results)["ping"].select(["result_id", "verdict", "summary"])
    expected = [(results[at].id, results[at].verdict, results[at].summary) for at in (0, 2)]
    assert expected == [tuple(row.values()) for row in rows.to_pylist()]
    assert ["degraded", "failed"] == rows.column("verdict").to_pylist()


def test_results_have_their_rows() -> None:
    """`results` has each field of a result that is one value, and counts of its findings."""
    results = results_of_samples()
    rows = rows_in(netassay.to_arrow(results)["results"])
    for row, result, data in zip(rows, results, exported(results), strict=True):
        times = {"started_at", "ended_at"}
        single = {k: v for k, v in data.items() if not isinstance(v, list | dict)} | {
            f"{name}_text": data[name] for name in times
        }
        single |= {name: getattr(result, name).ns for name in times if data[name]}
        for severity in ("error", "warning", "info"):
            found = [finding.severity for finding in result.findings]
            single[f"findings_{severity}"] = found.count(severity)
        single["netassay_version"] = netassay.__version__
        assert without_nulls(single) == row


def test_findings_extras_and_unread_lines() -> None:
    """What is wrong with a result, and what no field took, has rows of its own."""
    text = body("aps/ping")["rawOutput"] + "what is this\n"
    odd = body("aps/ping", rawOutput=text, news={"deep": [1, None]}, percent=2**80)
    result = netassay.normalize(odd)
    tables = netassay.to_arrow([result])
    found = rows_in(tables["findings"])
    assert codes(result) == [row["code"] for row in found]
    assert list(range(len(found))) == [row["position"] for row in found]
    extras = {row["pointer"]: json.loads(row["value"]) for row in rows_in(tables["extras"])}
    assert {"/news": {"deep": [1, None]}, "/percent": 2**80} == extras == result.extras
    (line,) = rows_in(tables["unread"])
    assert (result.unread[0].line, "what is this") == (line["line"], line["text"])


def test_units_and_meanings_travel() -> None:
    """A column's field says its unit and what it is, as the record's annotation does."""
    tables = netassay.to_arrow([])
    assert list(TABLES) == list(tables)
    for spec in TESTS.values():
        for field in fields_of(spec.record):
            if field.unit:
                metadata = tables[spec.name].schema.field(field.exported).metadata
                said = {b"unit": field.unit.symbol, b"description": field.doc}
                assert {key: text.encode() for key, text in said.items()} == metadata
    jitter = tables["speedtest"].schema.field("upstream_jitter_ms")
    assert b"ms" == jitter.metadata[b"unit"]
    assert pa.float64() == jitter.type


def test_the_same_response_is_one_row() -> None:
    """However often a response or a reject comes, and however far apart, it is there once."""
    results = [netassay.normalize(body(name)) for name in SEEDS]
    reject = netassay.Reject("a.json", "not JSON", b"\x00\xff{", "line 1")
    other = netassay.Reject("a.json", "not JSON", b"\x00\xff{", "line 2")
    many = [reject, *results] * 500
    tables = netassay.to_arrow([*many, other])
    assert len(SEEDS) == tables["results"].num_rows
    assert netassay.to_arrow(results)["iperf_intervals"] == tables["iperf_intervals"]
    rows = rows_in(tables["rejects"])
    assert [reject_id(reject), reject_id(other)] == [row["id"] for row in rows]
    assert {b"\x00\xff{"} == {row["data"] for row in rows}


def test_what_is_no_utf8_stands_escaped() -> None:
    """Half of a surrogate pair, which JSON can carry and Arrow can't, is kept as an escape."""
    data = b'{"status": "COMPLETED", "failReason": "bad \\ud800 end", "output": null}'
    reject = netassay.Reject("caf\udce9.json", "why", b"", "")
    tables = netassay.to_arrow([netassay.normalize(data), reject])
    assert ["bad \\ud800 end"] == tables["results"].column("fail_reason").to_pylist()
    assert ["caf\\udce9.json"] == tables["rejects"].column("source").to_pylist()


@pytest.mark.parametrize(
    ("text", "ns"),
    [
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59Z", None),
        ("1677-09-21T00:12:43Z", None),
        ("1677-09-21T00:12:44Z", -9223372036 * 10**9),
        ("2025-05-20T13:07:48.849780286Z", 1747746468849780286),
        ("2262-04-11T23:47:16.854775Z", 2**63 - 808),
        ("2262-04-11T23:47:16.854775807Z", None),
        ("2262-04-11T23:47:16.854775808Z", None),
    ],
)
def test_times_are_exact_or_null(text: str, ns: int | None) -> None:
    """A time that 64 bits don't hold is null and never another one; its text is there."""
    result = netassay.normalize({"status": "RUNNING", "startTime": text})
    (row,) = rows_in(netassay.to_arrow([result])["results"])
    assert (ns, text) == (row.get("started_at"), row["started_at_text"])
    assert Timestamp(text) == result.started_at


def test_records_of_defaults() -> None:
    """A row that has nothing but its defaults has them in its columns."""
    spec = TESTS["ping"]
    reply = field_named(spec.record, "replies").record
    measurement = build(spec.record, {"replies": [build(reply, {})]})
    result = build(netassay.Result, {"id": "f" * 32, "test": "ping", "measurement": measurement})
    (row,) = rows_in(netassay.to_arrow([result])["ping_replies"])
    assert ("reply", False) == (row["outcome"], row["duplicate"])


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"id": ""}, ValueError),
        ({"id": "0" * 32, "test": "pong", "measurement": TESTS["ping"].record()}, ValueError),
        ({"id": "0" * 32, "test": "tcp", "measurement": TESTS["ping"].record()}, TypeError),
    ],
)
def test_results_that_no_table_can_hold(values: dict, error: type[Exception]) -> None:
    """A result made by hand without an id, or with another test's record, is refused."""
    with pytest.raises(error):
        netassay.to_arrow([netassay.Result(**values)])


def test_every_record_has_a_table() -> None:
    """No list of any record is left out: each nested record class has its columns somewhere."""
    names = {column.name for table in TABLES.values() for column in table.columns}
    waiting: list[type[Record]] = [spec.record for spec in TESTS.values()]
    while waiting:
        for field in fields_of(waiting.pop()):
            if field.record is Record:
                assert field.exported in names
            elif field.record:
                waiting.append(field.record)
            elif not field.many and field.base is not dict:
                suffixes = ("", "sent_", "received_", "cpu_", "upstream_")
                assert any(f"{prefix}{field.exported}" in names for prefix in suffixes)


def test_times_within_a_measurement() -> None:
    """They stand as their text, with all digits, as in JSON."""
    text = (
        "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.\n"
        "[1712345678.123456789] 64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=1.00 ms\n"
    )
    rows = netassay.to_arrow([netassay.parse_text("ping", text)])["ping_replies"].to_pylist()
    assert ["2024-04-05T19:34:38.123456789Z"] == [row["printed_at"] for row in rows]

"""What a person would say of a result, and in which line: each test's rule, verdict by verdict."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import body, codes, url
from netassay import testing
from netassay.core.records.record import Record, fields_of
from netassay.core.records.stored import build
from netassay.core.verdicts import VERDICTS, one_line
from netassay.measurements import TESTS

LONGEST = 300
BY_RECORD = {spec.record: spec for spec in TESTS.values()}


class Told(NamedTuple):
    """A body's endpoint and output, its verdict and its line."""

    name: str
    output: Any
    verdict: str
    summary: str
    text: str | None = None


def totals(sent: int, received: int, **more: str) -> dict[str, Any]:
    """Return the totals of a ping."""
    return {"transmittedPacketsCount": str(sent), "receivedPacketsCount": str(received)} | more


def fetched(*codes: str, sent: int | None = None, received: int | None = None) -> dict[str, Any]:
    """Return the replies of a gateway's HTTP ping."""
    rows = [{"responseNumber": str(at), "responseCode": code} for at, code in enumerate(codes, 1)]
    there = {"sentPacketsCount": sent, "receivedPacketsCount": received}
    return {key: str(value) for key, value in there.items() if value is not None} | {
        "url": "www.example.com",
        "responses": rows,
    }


def pairs(*states: tuple[str | None, str | None]) -> list[dict[str, Any]]:
    """Return the pairs of a cable, each by its state and length."""
    names = ("1-2", "3-6", "4-5", "7-8")
    return [
        {"pairName": name, "status": state, "length": length}
        for name, (state, length) in zip(names, states, strict=False)
    ]


def cable(*states: tuple[str | None, str | None], **more: Any) -> dict[str, Any]:
    """Return the output of a cable test of one port."""
    row = {"interfaceName": "1/1/1", "cablePairDiagnostics": pairs(*states)} | more
    return {"ports": ["1/1/1"], "results": [row]}


def bounced(*answers: str | None, asked: int = 0) -> dict[str, Any]:
    """Return the output of a bounce, by the answers of its ports."""
    rows = [{"port": f"1/1/{at}", "status": said} for at, said in enumerate(answers, 1)]
    return {
        "ports": [f"1/1/{at}" for at in range(1, 1 + max(asked, len(rows)))],
        "results": rows,
    }


def hops(*addresses: str | None, destination: str | None = "192.0.2.9") -> dict[str, Any]:
    """Return the output of a traceroute with one probe for each hop."""
    rows = [
        {
            "hop": str(at),
            "probes": [
                {
                    "ipAddress": address,
                    "reverseDnsResolution": None,
                    "responseTimeMilliseconds": "1.5 ms" if address else "*",
                }
            ],
        }
        for at, address in enumerate(addresses, 1)
    ]
    return {"destination": destination, "resolvedIp": destination, "hops": rows}


def show_output(*rows: tuple[str, str | None], asked: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the output of show commands."""
    return {
        "commands": list(asked) or [command for command, _ in rows],
        "results": [{"command": command, "output": said} for command, said in rows],
    }


def udp(loss: str) -> str:
    """Return what iperf3 prints of a second of datagrams."""
    return (
        "iperf 3.0.11\n"
        "Connecting to host 192.0.2.9, port 5201\n"
        "[  4] local 198.51.100.7 port 40000 connected to 192.0.2.9 port 5201\n"
        "[ ID] Interval           Transfer     Bandwidth       Total Datagrams\n"
        "[  4]   0.00-1.00   sec   128 KBytes  1.05 Mbits/sec  16  \n"
        "- - - - - - - - - - - - - - - - - - - - - - - - -\n"
        "[ ID] Interval           Transfer     Bandwidth       Jitter    Lost/Total Datagrams\n"
        f"[  4]   0.00-1.00   sec   128 KBytes  1.05 Mbits/sec  0.012 ms  {loss}  \n"
        "[  4] Sent 16 datagrams\n"
        "\niperf Done.\n"
    )


REFUSED = (
    "iperf 3.0.11\niperf3: error - unable to connect to server: Connection refused\n",
    "unable to connect to server: Connection refused",
)
BUSY = (
    "iperf 3.0.11\niperf3: error - the server is busy running a test. try again later\n",
    "the server is busy running a test. try again later",
)
NO_HOST = (
    "COMMAND=ping no.example.org\n"
    "host address failed because the ipv4/v6 address no.example.org is invalid.\n"
)
SAID = "host address failed because the ipv4/v6 address no.example.org is invalid."

TABLE = [
    Told("aps/ping", totals(5, 5, packetLossPercent="0"), "passed", "5 sent, 5 received, 0 % loss"),
    Told("aps/ping", totals(5, 4), "degraded", "5 sent, 4 received"),
    Told("cx/ping", totals(5, 0, packetLossPercent="100"), "failed", "5 sent, 0 received, 100 % loss"),
    Told("aps/ping", {"packetLossPercent": "0.5"}, "degraded", "0.5 % loss"),
    Told("aps/ping", totals(0, 0), "not-run", "0 sent, 0 received"),
    Told("aps/ping", {"destination": "192.0.2.9"}, "unknown", "completed"),
    Told("aps/ping", None, "not-run", SAID, NO_HOST),
    Told("gateways/pingSweep", totals(12, 12, successRate="100"), "passed", "12 sent, 12 received, 0 % loss"),
    Told("gateways/pingSweep", totals(12, 11), "degraded", "12 sent, 11 received"),
    Told("gateways/pingSweep", totals(12, 0), "failed", "12 sent, 0 received"),
    Told(
        "gateways/pingSweep",
        {"responses": [{"count": "1", "replies": [{"requestId": "1", "timedOut": True}]}]},
        "failed",
        "1 pass",
    ),
    Told("gateways/pingSweep", totals(0, 0), "not-run", "0 sent, 0 received"),
    Told("gateways/pingSweep", {"destination": "192.0.2.9"}, "unknown", "completed"),
    Told("aps/traceroute", hops("192.0.2.1", "192.0.2.9"), "passed", "192.0.2.9 reached in 2 hops, 1.5 ms"),
    Told("aps/traceroute", hops(None, "192.0.2.9"), "passed", "192.0.2.9 reached in 2 hops, 1.5 ms"),
    Told("aps/traceroute", hops("192.0.2.1", None), "failed", "192.0.2.9 not reached in 2 hops"),
    Told("aps/traceroute", {"destination": "192.0.2.9"}, "unknown", "completed"),
    Told("aps/traceroute", None, "not-run", SAID, NO_HOST.replace("ping", "traceroute")),
    Told(
        "gateways/iperf",
        body("gateways/iperf")["output"],
        "passed",
        "sent 9.58 Mbit/s, received 7.67 Mbit/s",
    ),
    Told("gateways/iperf", None, "passed", "UDP, sent 1.05 Mbit/s", udp("0/16 (0%)")),
    Told("gateways/iperf", None, "degraded", "UDP, sent 1.05 Mbit/s, 25 % loss", udp("4/16 (25%)")),
    Told("gateways/iperf", None, "failed", "UDP, sent 1.05 Mbit/s, 100 % loss", udp("16/16 (1e+02%)")),
    Told(
        "gateways/iperf",
        {"senderBandwidth": "9 Mbits/sec", "receiverBandwidth": "0 bits/sec"},
        "failed",
        "sent 9 Mbit/s, received 0 bit/s",
    ),
    Told("gateways/iperf", None, "failed", REFUSED[1], REFUSED[0]),
    Told("gateways/iperf", None, "not-run", BUSY[1], BUSY[0]),
    Told("gateways/iperf", {"iperfServerAddress": "192.0.2.9"}, "unknown", "completed"),
    Told(
        "aps/speedtest",
        {"upstreamBandwidthInMbps": "16.8", "upstreamRetries": "1", "protocol": "TCP"},
        "passed",
        "TCP, up 16.8 Mbit/s, 1 retransmit",
    ),
    Told(
        "aps/speedtest",
        {"upstreamBandwidthInMbps": "0", "downstreamBandwidthInMbps": "12", "intervalInSeconds": "10"},
        "degraded",
        "10 s, up 0 bit/s, down 12 Mbit/s",
    ),
    Told("aps/speedtest", {"upstreamBandwidthInMbps": "0"}, "failed", "up 0 bit/s"),
    Told("aps/speedtest", {"iperfServerAddress": "192.0.2.9"}, "unknown", "completed"),
    Told("gateways/http", fetched("200/OK", "304"), "passed", "1 x 200, 1 x 304"),
    Told("gateways/http", fetched("200/OK", "503"), "degraded", "1 x 200, 1 x 503"),
    Told("gateways/http", fetched("404", "404", sent=2, received=2), "failed", "2 sent, 2 received, 2 x 404"),
    Told("gateways/https", fetched(sent=3, received=0), "failed", "3 sent, 0 received"),
    Told("gateways/https", fetched(sent=0, received=0), "not-run", "0 sent, 0 received"),
    Told("gateways/https", {"url": "www.example.com"}, "unknown", "completed"),
    Told("aps/http", {"url": "www.example.com"}, "unknown", "completed"),
    Told("gateways/https", fetched("200", "200"), "passed", "2 x 200"),
    Told("aps/https", {"downloadBytesInKB": "48", "downloadRateInKbps": "0"}, "passed", "48 kB, 0 bit/s"),
    Told("aps/http", {"downloadBytesInKB": "0", "downloadRateInKbps": "0"}, "failed", "0 B, 0 bit/s"),
    Told(
        "cx/http",
        {"results": {"packetsTransmitted": 2, "packetsReceived": 1}},
        "degraded",
        "2 sent, 1 received",
    ),
    Told(
        "cx/http",
        {"results": {"packetsTransmitted": 1, "packetsReceived": 1, "httpError": 404}},
        "failed",
        "1 sent, 1 received, HTTP error 404",
    ),
    Told("aps/tcp", {"host": "h.example", "connectionTimeInMilliseconds": "37"}, "passed", "connected to h.example in 37 ms"),
    Told("aps/tcp", {"host": "h.example"}, "failed", "not connected to h.example"),
    Told("aps/nslookup", {"hostName": "h.example", "resolvedAddresses": ["192.0.2.9"]}, "passed", "h.example is 192.0.2.9"),
    Told(
        "aps/nslookup",
        {"hostName": "h.example", "resolvedAddresses": [f"192.0.2.{at}" for at in range(1, 6)]},
        "passed",
        "h.example is 192.0.2.1, 192.0.2.2, 192.0.2.3 and 2 more",
    ),
    Told("aps/nslookup", {"hostName": "h.example", "resolvedAddresses": []}, "failed", "no address of h.example found"),
    Told("aps/nslookup", {"dnsServer": "192.0.2.53"}, "unknown", "no address of the name found"),
    Told("aps/aaa", {"serverName": "r1", "authenticationStatus": "Passed"}, "passed", "r1 accepted"),
    Told(
        "cx/aaa",
        {"radiusServerIp": "192.0.2.40", "username": "alice", "authenticationStatus": "reject"},
        "failed",
        "192.0.2.40 refused alice",
    ),
    Told("cx/aaa", {"radiusServerIp": "192.0.2.40", "authenticationStatus": "timeout"}, "failed", "no answer from 192.0.2.40"),
    Told("cx/aaa", {"radiusServerIp": "192.0.2.40", "authenticationStatus": "perhaps"}, "unknown", "192.0.2.40: perhaps"),
    Told("cx/cableTest", cable(("good", "12"), ("good", "12")), "passed", "1/1/1: 2 of 2 pairs good"),
    Told(
        "cx/cableTest",
        cable(("good", "12"), ("open", "3.5")),
        "degraded",
        "1/1/1: 1 of 2 pairs good, 1/1/1 3-6 open at 3.5 m",
    ),
    Told("aos-s/cableTest", cable(("Short", None)), "failed", "1/1/1: 0 of 1 pair good, 1/1/1 1-2 Short"),
    Told("cx/cableTest", cable(state="failed"), "failed", "1/1/1: no pair tested"),
    Told("cx/cableTest", cable((None, "12")), "unknown", "1/1/1: 0 of 1 pair good"),
    Told(
        "cx/cableTest",
        cable(*[("inter_short", "1")] * 4) | {"ports": None},
        "failed",
        "1/1/1: 0 of 4 pairs good, "
        + ", ".join(f"1/1/1 {pair} inter_short at 1 m" for pair in ("1-2", "3-6", "4-5", "7-8")),
    ),
    Told("aps/getArpTable", {"entries": [{"ipAddress": "192.0.2.1"}]}, "passed", "1 entry, 1 without a hardware address"),
    Told("aps/getArpTable", {"entries": []}, "unknown", "0 entries"),
    Told("cx/poeBounce", bounced("Bounced", "bounced."), "passed", "2 of 2 ports bounced"),
    Told("cx/portBounce", bounced("Bounced", "Failed."), "degraded", "1 of 2 ports bounced, 1/1/2: Failed."),
    Told("cx/portBounce", bounced("Bounced", asked=2), "degraded", "1 of 2 ports bounced"),
    Told("gateways/poeBounce", bounced("Invalid port"), "failed", "0 of 1 port bounced, 1/1/1: Invalid port"),
    Told("gateways/portBounce", bounced(None), "unknown", "0 of 1 port bounced, 1/1/1: no answer"),
    Told("gateways/poeBounce", bounced(None), "unknown", "0 of 1 port bounced, 1/1/1: no answer"),
    Told("aos-s/poeBounce", bounced("Bounced", "No PoE"), "degraded", "1 of 2 ports bounced, 1/1/2: No PoE"),
    Told("aos-s/portBounce", bounced("Invalid"), "failed", "0 of 1 port bounced, 1/1/1: Invalid"),
    Told("aos-s/portBounce", bounced("Bounced"), "passed", "1 of 1 port bounced"),
    Told("cx/showCommands", show_output(("show clock", "noon")), "passed", "show clock: 1 line"),
    Told("cx/showCommands", show_output(("show a", "x\ny"), ("show b", "z")), "passed", "2 commands: 3 lines"),
    Told("cx/showCommands", show_output(("show a", "x"), ("show b", None)), "degraded", "2 commands: 1 answered, 1 line"),
    Told("cx/showCommands", show_output(("show a", "x"), asked=("show a", "show b")), "degraded", "2 commands: 1 answered, 1 line"),
    Told("cx/showCommands", show_output(("show a", None)), "unknown", "show a: no response"),
    Told("cx/showCommands", show_output(asked=("show a", "show b")), "unknown", "2 commands: no response"),
]  # fmt: skip


def result_of(name: str, output: Any, text: str | None = None, **head: Any) -> netassay.Result:
    """Return the result of an endpoint's output."""
    saved = {"status": "COMPLETED", "output": output, "rawOutput": text} | head
    return netassay.normalize(saved, url=url(name))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name} {row.verdict}")
def test_each_verdict_of_each_test(row: Told) -> None:
    """What a body says gives its verdict, and its line."""
    result = result_of(row.name, row.output, row.text)
    assert (row.verdict, row.summary) == (result.verdict, result.summary)


def test_the_table_is_whole() -> None:
    """Every test passes, fails, and is unsure or in part where it can be."""
    judged: dict[str, set[str]] = {name: set() for name in TESTS}
    for row in TABLE:
        judged[result_of(row.name, row.output).test].add(row.verdict)
    always = {"passed", "unknown"}
    cannot = {"show_command": {"failed"}, "arp_table": {"failed"}, "tcp": {"unknown"}}
    for name, verdicts in judged.items():
        assert always | {"failed"} <= verdicts | cannot.get(name, set()), (name, verdicts)
    assert set(VERDICTS) - {"pending"} == set().union(*judged.values())


# --- The task before the measurement ----------------------------------------------------

PENDING = ("INITIATED", "RUNNING", "IN_PROGRESS")


@pytest.mark.parametrize("spec", TESTS.values(), ids=lambda spec: spec.name)
def test_the_state_of_the_task(spec: Any) -> None:
    """Of any test a task that is not done is pending, one without a measurement was not run."""
    for family in spec.outputs:
        name = f"{family}/{spec.endpoint}"
        for status in PENDING:
            result = result_of(name, None, status=status, progressPercent=40)
            line = f"{status.lower().replace('_', ' ')}, 40 %"
            assert ("pending", line) == (result.verdict, result.summary)
        failed = result_of(name, None, status="FAILED", failReason="Timed Out")
        assert ("not-run", "Timed Out") == (failed.verdict, failed.summary)
        assert ("not-run", "failed") == (
            result_of(name, None, status="FAILED").verdict,
            result_of(name, None, status="FAILED").summary,
        )
        ended = result_of(name, None, failReason="Destination not resolved")
        assert ("not-run", "Destination not resolved") == (ended.verdict, ended.summary)
        nothing = result_of(name, None)
        assert ("unknown", "completed") == (nothing.verdict, nothing.summary)


def test_a_reason_beside_a_measurement() -> None:
    """The API's reason is told with what was measured."""
    result = result_of("aps/ping", totals(5, 4), failReason="Interrupted")
    assert ("degraded", "5 sent, 4 received, Interrupted") == (result.verdict, result.summary)


def test_a_silent_login_server() -> None:
    """A server that gave no answer has not refused, and the login failed all the same."""
    output = {"serverName": "radius1.example.net", "authenticationStatus": "Failed"}
    result = result_of("aps/aaa", output, failReason="Authentication timed out")
    assert (None, "Failed") == (result.measurement.accepted, result.measurement.answer)
    assert ("failed", "no answer from radius1.example.net, Authentication timed out") == (
        result.verdict,
        result.summary,
    )
    refused = result_of("aps/aaa", output)
    assert (False, "failed") == (refused.measurement.accepted, refused.verdict)


def test_a_broken_task_passes_nothing() -> None:
    """Replies until a task broke off are no ping that passed."""
    text = body("aps/ping")["rawOutput"]
    text = text[: text.index("\n", text.index("icmp_seq=0")) + 1]
    for status, verdict in (
        ("COMPLETED", "passed"),
        ("FAILED", "unknown"),
        ("CANCELLED", "unknown"),
    ):
        result = result_of("aps/ping", None, text, status=status)
        assert (verdict, "1 received") == (result.verdict, result.summary)


# --- Unfinished, or failed, is no damage ------------------------------------------------


@pytest.mark.parametrize("name", ["aps/ping", "gateways/iperf", "cx/traceroute", "aps/getArpTable"])
def test_a_running_task_tells_what_it_has(name: str) -> None:
    """A text so far, with rows that `output` has not yet or no `output`, is not damaged."""
    saved = body(name, status="RUNNING", progressPercent=40, endTime=None)
    text = saved["rawOutput"]
    for end in range(len(text) // 4, len(text), max(1, len(text) // 40)):
        for output in (saved["output"], None):
            part = saved | {"rawOutput": text[:end], "output": output}
            result = netassay.normalize(part, url=url(name))
            assert {"truncated-text", "only-in-text"}.isdisjoint(codes(result))
            assert ("pending", True) == (result.verdict, result.summary.startswith("running, 40 %"))


@pytest.mark.parametrize("test", ["ping", "traceroute"])
def test_a_name_that_no_access_point_resolves(test: str) -> None:
    """The access point's words are the message, and the end, of a run that never began."""
    text = NO_HOST.replace("ping", test)
    alone = netassay.parse_text(test, text)
    said = result_of(f"aps/{test}", None, text, failReason="Destination not resolved")
    unhinted = netassay.normalize({"status": "COMPLETED", "output": None, "rawOutput": text})
    for result in (alone, said, unhinted):
        assert ("no.example.org", []) == (result.measurement.destination, result.unread)
        error = result.measurement.error if test == "traceroute" else result.measurement.messages[0]
        assert (SAID, "not-run", test) == (error, result.verdict, result.test)
        assert "truncated-text" not in codes(result)
    assert ([], "Destination not resolved") == (codes(said), said.summary)


@pytest.mark.parametrize("family", ["aps", "cx", "aos-s", "gateways"])
def test_probes_of_nothing_but_null_stay(family: str) -> None:
    """A probe without any word timed out, and paths of findings point at what is there."""
    keys = ("ipAddress", "reverseDnsResolution", "responseTimeMilliseconds")
    probes = [
        dict.fromkeys(keys),
        dict.fromkeys(keys, "null"),
        {
            "ipAddress": "192.0.2.1",
            "reverseDnsResolution": "null",
            "responseTimeMilliseconds": "1 ms",
        },
    ]
    output = {"destination": "192.0.2.9", "hops": [{"hop": "1", "probes": probes}, {"hop": "2", "probes": probes[:2]}]}  # fmt: skip
    for _ in range(2):  # the second way is from memory
        result = result_of(f"{family}/traceroute", output)
        first, second = result.measurement.hops
        assert ["timeout", "timeout", "reply"] == [probe.outcome for probe in first.probes]
        assert ["timeout", "timeout"] == [probe.outcome for probe in second.probes]
        assert "192.0.2.1" == first.probes[2].address
        paths = [finding.path for finding in result.findings if finding.code == "null-text"]
        assert [f"hops[0].probes[1].{name}" for name in ("address", "name", "rtt_ms")] == paths


# --- Any record -------------------------------------------------------------------------


def is_a_line(text: str) -> bool:
    """Say whether a text is one short line that can be printed."""
    return bool(text) and text.isprintable() and text == text.strip() and len(text) <= LONGEST


def less(record: Record) -> list[Record]:
    """Return a record once without each of its fields, and without those of its first rows."""
    made = []
    stored = {field.name: record.__dict__.get(field.name) for field in fields_of(type(record))}
    for name, value in stored.items():
        empty: Any = {list: [], dict: {}, bool: False}.get(type(value))
        made.append(build(type(record), stored | {name: empty}))
        if isinstance(value, list) and value and isinstance(value[0], Record):
            rows = [[one, *value[1:]] for one in less(value[0])]
            made += [build(type(record), stored | {name: row}) for row in rows]
        if isinstance(value, Record):
            made += [build(type(record), stored | {name: one}) for one in less(value)]
    return made


@given(testing.measurements())
def test_no_record_is_too_poor(measurement: Record) -> None:
    """A record without any one of its values has a verdict, and a line or none."""
    spec = BY_RECORD[type(measurement)]
    for record in (measurement, *less(measurement)):
        assert spec.verdict(record) in VERDICTS
        line = spec.summary(record)
        assert "None" not in line
        assert not line or line.isprintable()


@given(testing.results(damage=testing.DAMAGES))
def test_any_body_has_a_verdict_and_a_line(result: netassay.Result) -> None:
    """Whatever is wrong with a body, it is summed up in one printable line."""
    assert result.verdict in VERDICTS
    assert is_a_line(result.summary), result.summary


@given(st.text(max_size=900), st.sampled_from(["COMPLETED", "FAILED", "RUNNING"]))
def test_any_word_from_outside_is_a_line(text: str, status: str) -> None:
    """Reasons, messages, names and answers of any characters stay in one printable line."""
    outputs = {
        "aps/aaa": {"serverName": text, "authenticationStatus": text},
        "aps/tcp": {"host": text},
        "cx/poeBounce": bounced(text, text, text, text),
        "cx/cableTest": cable((text, "1"), (text, "2")),
        "aps/showCommands": show_output((text, text)),
        "aps/nslookup": {"hostName": text, "resolvedAddresses": [text]},
        "aps/traceroute": hops("192.0.2.1", destination=text),
    }
    for name, output in outputs.items():
        result = result_of(name, output, status=status, failReason=text)
        assert is_a_line(result.summary), (name, result.summary)
    for error in ({"errorCode": text, "message": text}, {"errorCode": "E", "message": text}):
        assert is_a_line(netassay.normalize(error).summary)


@given(st.text(max_size=900))
def test_one_line(text: str) -> None:
    """A line is printable, keeps the words, and says where it was cut."""
    line = one_line(text)
    assert not line or is_a_line(line)
    if text.isprintable() and len(text) < len("a" * 160):
        assert text.split() == line.split()

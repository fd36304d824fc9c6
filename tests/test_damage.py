"""Damaged and unfinished responses give results with findings; what is no response, one error."""

from __future__ import annotations

import json

import pytest

import netassay
from bodies import SEEDS, body, codes, url


def ping(**changes: object) -> netassay.Result:
    """Return the result of a ping whose `output` has other values, without its text."""
    output = body("aps/ping")["output"] | changes
    return netassay.normalize(body("aps/ping", output=output, rawOutput=None), url=url("aps/ping"))


@pytest.mark.parametrize("status", ["INITIATED", "RUNNING", "In_Progress", "failed"])
def test_a_task_without_output(status: str) -> None:
    """A task that is not done, or failed, has no measurement and says so."""
    saved = {"status": status, "progressPercent": 0, "output": None, "failReason": "Timed Out"}
    result = netassay.normalize(saved, url=url("gateways/iperf"))
    assert (status.upper(), "none", None) == (
        result.status,
        result.completeness,
        result.measurement,
    )
    assert ("iperf", "Timed Out", 0) == (result.test, result.fail_reason, result.progress_percent)


def test_a_partial_output() -> None:
    """What is there of a running task is measured, and partial."""
    saved = body("aps/ping", status="RUNNING", rawOutput=None, output={"destination": "192.0.2.1"})
    result = netassay.normalize(saved, url=url("aps/ping"))
    assert ("partial", "192.0.2.1") == (result.completeness, result.measurement.destination)


def test_an_empty_output_is_no_success() -> None:
    """An empty measurement is none."""
    result = netassay.normalize(body("aps/ping", output={}, rawOutput=None), url=url("aps/ping"))
    assert ("none", None) == (result.completeness, result.measurement)


def test_an_error_body() -> None:
    """An errorCode body is a result of its own kind."""
    saved = {"errorCode": "HPE_GRAVITY_TASK_NOT_FOUND", "message": "no such task"}
    result = netassay.normalize(saved, url=url("aps/ping"))
    assert ("error", "HPE_GRAVITY_TASK_NOT_FOUND", "no such task", "ping") == (
        result.kind,
        result.error_code,
        result.error_message,
        result.test,
    )


def test_an_accepted_answer() -> None:
    """A 202 answer is a result of its own kind; its location tells which task."""
    location = "/network-troubleshooting/v1alpha1/aps/CN1/ping/async-operations/t-9"
    saved = {"location": location, "status": "INITIATED", "startTime": "2025-04-09T10:00:00Z"}
    result = netassay.normalize(saved)
    assert ("accepted", "INITIATED", "ping", "aps", "CN1", "t-9") == (
        result.kind,
        result.status,
        result.test,
        result.family,
        result.serial_number,
        result.task_id,
    )
    assert {"/location": location} == result.extras


@pytest.mark.parametrize("name", SEEDS)
def test_every_wrapping_gives_the_same(name: str) -> None:
    """A dict, a text, bytes and both envelopes of one response are one result, with one id."""
    plain = body(name)
    backwards = dict(reversed(plain.items()))
    text = json.dumps(plain, indent=3)
    forms = [
        plain,
        backwards,
        text,
        text.encode(),
        bytearray(text.encode()),
        text.encode("utf-16"),
        b"\xef\xbb\xbf" + text.encode(),
        {"code": 200, "msg": plain, "headers": {}},
        {"code": 200, "msg": text, "headers": {}},
        {"url": url(name), "status": 200, "body": plain},
        json.dumps({"url": url(name), "status": 200, "body": text}),
    ]
    expected = netassay.normalize(plain, url=url(name))
    for form in forms:
        assert expected == netassay.normalize(form, url=url(name))


def test_ids_differ() -> None:
    """The same body of another device, or another body, has another id."""
    saved = body("aps/ping")
    other = body("aps/ping", progressPercent=99)
    ids = {
        netassay.normalize(saved, url=url("aps/ping")).id,
        netassay.normalize(saved, url=url("aps/ping", serial="CNYYEXAMPLE")).id,
        netassay.normalize(other, url=url("aps/ping")).id,
    }
    assert 3 == len(ids)


def test_an_id_stays_what_it_is() -> None:
    """The id of a response is the same on every machine, today and tomorrow."""
    saved = {"status": "RUNNING", "output": {"destination": "192.0.2.1"}}
    first = netassay.normalize(saved, url=url("aps/ping")).id
    assert "839bdf695bf1ce51ca112d1bae515bec" == first


NO_RESPONSES = {
    b"": ("empty", ""),
    b" \n ": ("nothing but blanks", ""),
    b"hello": ("not JSON: expecting value", "line 1 column 1"),
    b"42": ("a number, not an object", ""),
    b"null": ("null, not an object", ""),
    b"[]": ("an array, not an object", ""),
    b"\0\0\0": ("not JSON: expecting value", "line 1 column 1"),
    b"[" * 100_000: ("nested too deeply to be a response", "line 1"),
    b'{"a": 1}': ("an object of none of the known shapes", ""),
    b'{"output": {}\n "x"': ("not JSON: expecting ',' delimiter", "line 2 column 2"),
    b'{"a": "\xff"}': ("not UTF-8: invalid start byte", "line 1 byte 8"),
    b'{"code": 200, "msg": 7}': ("a number, not an object", "/msg"),
    b'{"url": "u", "body": "{"}': (
        "not JSON: expecting property name enclosed in double quotes",
        "/body: line 1 column 2",
    ),
}


@pytest.mark.parametrize(("data", "expected"), NO_RESPONSES.items(), ids=map(str, range(13)))
def test_no_response(data: bytes, expected: tuple[str, str]) -> None:
    """What is no response is one error that says why and where."""
    with pytest.raises(netassay.NotAResponse) as caught:
        netassay.normalize(data)
    assert expected == (caught.value.reason, caught.value.place)


def test_an_exported_result_is_no_response() -> None:
    """What netassay wrote itself is not taken for a response."""
    exported = netassay.to_json(netassay.normalize(body("aps/ping")))
    with pytest.raises(netassay.NotAResponse, match="exported"):
        netassay.normalize(exported)


def test_a_proxys_error_page() -> None:
    """With an HTTP error, a body that is no JSON is what the client was told."""
    result = netassay.normalize({"code": 502, "msg": "<html>Bad Gateway</html>"})
    assert ("error", "<html>Bad Gateway</html>") == (result.kind, result.error_message)


def test_wrong_use() -> None:
    """An unknown test, family or preference is the caller's mistake."""
    for wrong in ({"test": "pong"}, {"family": "routers"}, {"prefer": "both"}):
        with pytest.raises(netassay.UnknownName):
            netassay.normalize(body("aps/ping"), **wrong)
    with pytest.raises(netassay.UnknownName):
        netassay.parse_text("pong", "")


def test_the_callers_word_goes_first() -> None:
    """A test and family that the caller names count more than the URL."""
    saved = body("gateways/http")
    result = netassay.normalize(saved, url=url("aps/ping"), test="https", family="gateways")
    assert ("https", "gateways", "CNXXEXAMPLE") == (
        result.test,
        result.family,
        result.serial_number,
    )
    assert 5 == result.measurement.received


BAD = {
    "abc": ("bad-value", "abc"),
    "": ("null-text", None),
    "null": ("null-text", None),
    "string": ("placeholder", None),
    "5.5": ("bad-value", "5.5"),
    "123456789012345678901234": ("bad-value", "123456789012345678901234"),
    "\uff19": ("bad-value", "\uff19"),
    "1" * 10_000: ("bad-value", "1" * 10_000),
}


@pytest.mark.parametrize(("value", "expected"), BAD.items(), ids=map(str, range(8)))
def test_a_count_that_is_none(value: str, expected: tuple[str, str | None]) -> None:
    """A text that is no count leaves the field absent; what it was is not lost."""
    result = ping(transmittedPacketsCount=value)
    code, kept = expected
    assert code in codes(result)
    assert result.measurement.transmitted is None
    assert kept == result.extras.get("/output/transmittedPacketsCount")


@pytest.mark.parametrize("value", [True, [], {}, [[1]], {"a": {}}, 1.5, float("nan")])
def test_a_count_of_another_type(value: object) -> None:
    """A JSON value of another kind is a bad value, kept in the extras."""
    result = ping(transmittedPacketsCount=value)
    assert "bad-value" in codes(result)
    assert "/output/transmittedPacketsCount" in result.extras
    json.loads(netassay.to_json(result))


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("transmittedPacketsCount", "-1", "transmitted"),
        ("transmittedPacketsCount", -1, "transmitted"),
        ("packetLossPercent", "150", "loss_percent"),
        ("minimumRoundTripTimeMilliseconds", "-0.5", "rtt_min_ms"),
    ],
)
def test_an_implausible_value(key: str, value: object, path: str) -> None:
    """A value outside what its unit allows is marked, at its field."""
    result = ping(**{key: value})
    assert path in [one.path for one in result.findings if one.code == "implausible"]


def test_an_implausible_value_in_the_text() -> None:
    """The same holds for what the text prints."""
    text = body("aps/ping")["rawOutput"].replace("icmp_seq=1 ttl=108", "icmp_seq=1 ttl=308")
    result = netassay.parse_text("ping", text)
    assert [("implausible", "replies[1].ttl", "308")] == [
        (one.code, one.path, one.printed) for one in result.findings
    ]


def test_an_unknown_field_is_kept() -> None:
    """A field that nothing here knows is kept by its JSON pointer, wherever it stands."""
    output = body("aps/ping")["output"] | {"new/field~": {"a": [1]}}
    output["replies"][1]["weather"] = "fine"
    saved = body("aps/ping", output=output, traceId="abc")
    result = netassay.normalize(saved, url=url("aps/ping"))
    assert {
        "/traceId": "abc",
        "/output/new~1field~0": {"a": [1]},
        "/output/replies/1/weather": "fine",
    } == result.extras
    assert ["unknown-field"] * 3 == codes(result)


def test_wrong_containers() -> None:
    """A list where an object should be, and the like, is kept and marked."""
    for output in ([], "text", 7, True):
        saved = body("aps/ping", output=output, rawOutput=None)
        result = netassay.normalize(saved, url=url("aps/ping"))
        assert (["bad-value"], {"/output": output}) == (codes(result), result.extras)
    result = ping(replies={"0": 1})
    assert {"/output/replies": {"0": 1}} == result.extras
    result = ping(replies=[1, None])
    assert {"/output/replies/0": 1, "/output/replies/1": None} == result.extras
    saved = body("aps/ping", rawOutput=["PING"])
    result = netassay.normalize(saved, url=url("aps/ping"))
    assert {"/rawOutput": ["PING"]} == result.extras


def test_a_key_that_stands_twice() -> None:
    """Of a repeated key the last value counts, and the other is not lost."""
    text = json.dumps(body("aps/ping")).replace('"status"', '"status": "FAILED", "status"')
    result = netassay.normalize(text, url=url("aps/ping"))
    assert [("duplicate-key", '"FAILED"')] == [(one.code, one.stated) for one in result.findings]
    assert "COMPLETED" == result.status


def test_numbers_that_json_can_hold_and_floats_cannot() -> None:
    """1e400 and a number of 10000 digits are bad values, not errors."""
    for number in ("1e400", "9" * 10_000, "-" + "9" * 30, "NaN"):
        text = json.dumps(body("aps/ping", rawOutput=None)).replace('"200.2"', number, 1)
        result = netassay.normalize(text, url=url("aps/ping"))
        assert "bad-value" in codes(result)
        assert result == netassay.from_json(netassay.to_json(result))


def test_a_lone_surrogate() -> None:
    """Half a character in a device's text is read, and leaves as valid JSON."""
    saved = json.dumps(body("aps/ping")).replace("www.google.com", r"www\ud800.example")
    result = netassay.normalize(saved, url=url("aps/ping"))
    assert "www\ud800.example" == result.measurement.destination
    netassay.to_json(result).encode("utf-8")


def test_the_word_null_in_a_text() -> None:
    """Where a device prints the word null, the field is absent."""
    text = body("aps/ping")["rawOutput"].replace("142.251.46.164", "null")
    result = netassay.parse_text("ping", text)
    assert (None, 5) == (result.measurement.resolved_address, result.measurement.transmitted)


def test_a_null_error_code_is_none() -> None:
    """An errorCode of null is absent: the result is a result."""
    result = netassay.normalize(body("aps/ping", errorCode=None, message=None))
    assert ("result", 5) == (result.kind, result.measurement.transmitted)


def test_any_status_of_a_known_endpoint() -> None:
    """With the URL of a test, a body with nothing but a status is a response, whichever it is."""
    result = netassay.normalize({"status": "Pending"}, url=url("aps/ping"))
    assert ("PENDING", "ping") == (result.status, result.test)


@pytest.mark.parametrize("empty", [None, "", "{}", {}, b""])
def test_an_http_error_without_a_body(empty: object) -> None:
    """An HTTP error with an empty body is an error that tells the status."""
    result = netassay.normalize({"url": url("aps/ping"), "status": 401, "body": empty})
    assert ("error", "HTTP status 401", "ping") == (
        result.kind,
        result.error_message,
        result.test,
    )


def test_keys_and_urls_that_are_no_texts() -> None:
    """Keys of a caller's dict that are no texts are kept; a URL that is none is wrong use."""
    result = netassay.normalize({"output": {1: 2}, "status": "RUNNING"})
    assert {"/output": {1: 2}} == result.extras
    with pytest.raises(netassay.UnknownName):
        netassay.normalize(body("aps/ping"), url=5)


def test_the_head_of_an_accepted_answer() -> None:
    """All keys of a task's head are read, whichever kind of answer they stand in."""
    saved = {"status": "RUNNING", "startTime": "2025-04-09T10:00:00Z", "failReason": "x"}
    envelope = {"url": url("aps/ping"), "status": 202, "body": saved | {"endTime": None}}
    result = netassay.normalize(envelope)
    assert ("accepted", "x", []) == (result.kind, result.fail_reason, result.findings)


def test_an_error_beside_an_output() -> None:
    """What an error body holds of a test is kept, though nobody measures it."""
    saved = {"errorCode": "E", "message": "m", "output": {"destination": "192.0.2.1"}}
    result = netassay.normalize(saved)
    assert {"/output": {"destination": "192.0.2.1"}} == result.extras


UNITS = {
    "averageRoundTripTimeMilliseconds": ("0.2047 s", "rtt_avg_ms", 204.7),
    "minimumRoundTripTimeMilliseconds": ("200200 us", "rtt_min_ms", 200.2),
}


@pytest.mark.parametrize("key", UNITS)
def test_another_unit_than_the_keys(key: str) -> None:
    """The printed unit goes before the one that the key names, with a remark."""
    text, name, expected = UNITS[key]
    result = ping(**{key: text})
    assert expected == getattr(result.measurement, name)
    assert [("unit-conflict", name)] == [(one.code, one.path) for one in result.findings]


def test_a_rate_in_another_unit() -> None:
    """The same for a rate whose key names megabits."""
    output = body("aps/speedtest")["output"] | {"upstreamBandwidthInMbps": "16855 Kbits/sec"}
    result = netassay.normalize(body("aps/speedtest", output=output), url=url("aps/speedtest"))
    assert (16855000, ["unit-conflict"]) == (
        result.measurement.upstream.bitrate_bps,
        codes(result),
    )


def test_a_text_of_no_dialect() -> None:
    """A text that no dialect reads is refused with a reason."""
    for text in ("", "hello", "PING", "\0"):
        with pytest.raises(netassay.NotAResponse):
            netassay.parse_text("ping", text)
    with pytest.raises(netassay.NotAResponse):
        netassay.parse_text("ping", b"PING")


def test_a_test_that_nothing_tells() -> None:
    """A body of unknown shape keeps everything it holds."""
    saved = {"status": "COMPLETED", "output": {"strange": 1}, "rawOutput": "odd\n\nlines\n"}
    result = netassay.normalize(saved)
    assert (None, None, "none") == (result.test, result.measurement, result.completeness)
    assert {"/output": {"strange": 1}} == result.extras
    assert ["odd", "lines"] == [line.text for line in result.unread]


def test_the_text_null_for_a_counter() -> None:
    """A counter that is the text null is absent, with the remark that any field gets."""
    output = body("cx/http")["output"]
    output["statistics"]["probesTimedOut"] = "null"
    result = netassay.normalize(body("cx/http", output=output), url=url("cx/http"))
    assert [("null-text", "counters.probes_timed_out")] == [
        (one.code, one.path) for one in result.findings
    ]
    assert result.measurement.counters["probes_timed_out"] is None


def test_a_last_line_that_goes_on() -> None:
    """Of a task that runs, a last line whose rest has not come yet is kept, and is no damage."""
    head = "Protocol  Address   Hardware Address   Interface\n--------  -------   ------   ----\n"
    text = f"\nARP Table\n---------\n{head}Internet  192.0.2.1  00:00:5e:00:53:00  \n"
    saved = {"status": "RUNNING", "output": {"entries": []}, "rawOutput": text}
    result = netassay.normalize(saved, url=url("gateways/getArpTable"))
    assert ("pending", []) == (result.verdict, codes(result))
    ended = netassay.normalize(saved | {"status": "COMPLETED"}, url=url("gateways/getArpTable"))
    assert ["unread-text"] == codes(ended)
    assert ["Internet  192.0.2.1  00:00:5e:00:53:00"] == [one.text for one in result.unread]

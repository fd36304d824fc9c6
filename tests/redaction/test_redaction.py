"""Nothing of who and where is left after redaction; everything else is."""

from __future__ import annotations

import ipaddress
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SAMPLES, body, url
from exported import validated
from netassay import testing
from netassay.redaction.shapes import canonical_mac, is_nobody

KEY = "a key for these tests"
DOCUMENTED = [
    ipaddress.ip_network(network)
    for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]
#: Keys of bodies whose values are secrets, whatever they look like.
TELLING = {
    "destination",
    "dnsServer",
    "host",
    "hostName",
    "radiusServerIp",
    "serverName",
    "url",
    "username",
}
V4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d])(?!\.\d)")
MACS = re.compile(
    r"(?<![0-9A-Fa-f])(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9a-f]{6}-[0-9a-f]{6})", re.IGNORECASE
)


def secrets_of(value: Any, key: str = "") -> set[str]:
    """Return the secrets in a body, found without netassay."""
    if isinstance(value, dict):
        return set().union(*(secrets_of(item, name) for name, item in value.items()))
    if isinstance(value, list):
        return set().union(*(secrets_of(item, key) for item in value))
    if not isinstance(value, str) or value in ("null", ""):
        return set()
    found = {*V4.findall(value), *MACS.findall(value), *re.findall(r"Linux (\S+)", value)}
    if key in TELLING:
        found.add(re.sub(r"^https?://", "", value))
    return {one for one in found if not is_nobody(canonical_mac(one) or one)}


def sample_names() -> list[str]:
    """Return the names of all samples."""
    return sorted(f"{path.parent.name}/{path.stem}" for path in SAMPLES.glob("*/*.json"))


def sampled() -> list[netassay.Result]:
    """Return the results of all samples, with serial numbers and tasks."""
    return [
        netassay.normalize(body(name), url=url(name, f"CNSECRET{at:02}", f"job-{at:04}"))
        for at, name in enumerate(sample_names())
    ]


def numbers(value: Any) -> Any:
    """Return exported data with its texts left out."""
    if isinstance(value, dict):
        return {key: numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [numbers(item) for item in value]
    return type(value) if isinstance(value, str) else value


def text_of(result: netassay.Result) -> str:
    """Return what a result says once redacted."""
    (made,) = netassay.redact([result])
    return netassay.to_json(made)


# --- Samples --------------------------------------------------------------------------


@pytest.mark.parametrize("key", [None, KEY])
def test_no_secret_of_the_samples_is_left(key: str | None) -> None:
    """Of addresses, MACs, names, users, serial numbers and tasks nothing is in the output."""
    secrets = set().union(*(secrets_of(body(name)) for name in sample_names()))
    secrets |= {f"CNSECRET{at:02}" for at in range(35)} | {f"job-{at:04}" for at in range(35)}
    assert 100 < len(secrets)
    said = "".join(map(netassay.to_json, netassay.redact(sampled(), key)))
    assert [] == sorted(one for one in secrets if one.lower() in said.lower())


def test_measurements_of_the_samples_are_unchanged() -> None:
    """Each number, time, count and list is what it was, and the words of ours are."""
    for before, after in zip(sampled(), netassay.redact(sampled()), strict=True):
        one, other = netassay.to_dict(before), netassay.to_dict(after)
        assert numbers(one) == numbers(other)
        for name in ("test", "family", "kind", "status", "started_at", "ended_at", "completeness"):
            assert one[name] == other[name]


def test_raw_texts_of_the_samples() -> None:
    """The raw text of a body holds no secret, and as many lines and numbers as before."""
    redactor = netassay.Redactor()
    for name in sample_names():
        redactor.learn(netassay.normalize(body(name), url=url(name)))
    for name in sample_names():
        text = body(name).get("rawOutput") or ""
        made = redactor.text(text)
        assert [] == [one for one in secrets_of(body(name)) if one in made]
        assert text.count("\n") == made.count("\n")
        assert re.findall(r"[\d.]+ (?:ms|sec|Mbits|percent)", text) == re.findall(
            r"[\d.]+ (?:ms|sec|Mbits|percent)", made
        )


# --- Properties -----------------------------------------------------------------------


@given(testing.bodies("ping", "aps"))
def test_any_ping(drawn: testing.Body) -> None:
    """Whatever was pinged, its name and address are gone and every number is there."""
    output = drawn.body["output"]
    result = netassay.normalize(drawn.body, url=drawn.url)
    (made,) = netassay.redact([result])
    assert numbers(netassay.to_dict(result)) == numbers(netassay.to_dict(made))
    said = netassay.to_json(made)
    # Stand-ins are of the same ranges, but never what stood there before.
    assert (output["destination"] or "\0") not in said
    address = output["resolvedIp"] or "\0"
    assert not re.search(rf"(?<![\d.]){re.escape(address)}(?![\d])", said)


#: The prompt of a device, and what else its answers call it by.
NAMED = "{0}# show version\nHost name : {0}\nUptime : 3 days\n"


@given(
    st.sampled_from(["v1", "v1alpha1"]),
    st.from_regex(r"[a-z]{4}[a-z0-9]{4,9}q[0-9]", fullmatch=True),
)
def test_show_commands(version: str, name: str) -> None:
    """Addresses, MACs and names are gone from each response of either form, and from the line."""
    said = f"{NAMED.format(name)}Address 8.8.4.4 at 00:1a:1e:77:88:99"
    path = f"/network-troubleshooting/{version}/aps/CNSECRET77/showCommands/async-operations/job-77"
    several = [{"command": f"show ap {name}.corp.net", "output": said}] * 2
    for output in ({"command": "show ap", "response": said}, {"results": several}):
        saved = {"status": "COMPLETED", "output": output}
        result = netassay.normalize(saved, url=path)
        (made,) = netassay.redact([result])
        left = netassay.to_json(made).lower()
        secrets = ("8.8.4.4", "00:1a:1e:77:88:99", f"{name}.corp.net", "cnsecret77", "job-77")
        assert [] == [one for one in secrets if one in left]
        assert numbers(netassay.to_dict(result)) == numbers(netassay.to_dict(made))


def test_times_of_heads() -> None:
    """The time that a gateway prints over a response is nobody's."""
    text = "## Command: show clock - Mon Mar 2 08:00:02 2026\n=====\nnoon\n"
    (made,) = netassay.redact([netassay.parse_text("show_command", text)])
    assert "Mon Mar 2 08:00:02 2026" == made.measurement.responses[0].printed_at


@pytest.mark.parametrize("length", [100, 150, 157, 158, 170, 240])
def test_a_name_that_a_summary_cuts(length: int) -> None:
    """No part of a long name is left in the line, wherever that was cut."""
    name = ".".join(f"part{at:03}secret" for at in range(length // 14)) + ".corp.net"
    saved = {"status": "COMPLETED", "output": {"host": name, "connectionTimeInMilliseconds": "1"}}
    for failed in ({}, {"failReason": f"no route to {name}"}):
        made = text_of(netassay.normalize(saved | failed, url=url("aps/tcp")))
        assert "secret" not in made


def test_what_stands_beside_an_error() -> None:
    """What an error body holds beside its message is redacted like the message."""
    saved = {
        "errorCode": "HPE_GL_ERROR_CONFLICT",
        "message": "Device already rebooting: CNKX7SECRET",
        "httpStatusCode": "409",
        "errorType": "CONFLICT for CNKX7SECRET at 8.8.4.4",
        "debugId": "6a1f0c52",
        "serviceName": "Troubleshooting",
        "code": "DOWNSTREAM of CNKX7SECRET",
    }
    path = "/network-troubleshooting/v1/aps/CNKX7SECRET/reboot"
    made = text_of(netassay.normalize(saved, url=path))
    assert [] == [one for one in ("CNKX7SECRET", "8.8.4.4") if one in made]
    assert "HPE_GL_ERROR_CONFLICT: Device already rebooting: serial-" in made


NOISE = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WORDS = st.from_regex(r"[a-z]{3}[a-z0-9]{4,9}q[0-9]", fullmatch=True)
#: Making a key takes its time.
KEYED = netassay.Redactor(KEY), netassay.Redactor(KEY)
SECRETS = {
    "address": st.ip_addresses().map(str).filter(lambda one: not is_nobody(one)),
    "mac": st.binary(min_size=6, max_size=6).map(lambda one: one.hex(":")),
    "name": WORDS.map("{}.example.org".format),
    "serial": st.from_regex(r"[A-Z]{2}[0-9]{7}|CN[A-Z0-9]{7}[0-9]", fullmatch=True),
}


@given(st.sampled_from(sorted(SECRETS)).flatmap(lambda kind: SECRETS[kind]), NOISE, NOISE)
def test_shapes_in_any_text(secret: str, before: str, after: str) -> None:
    """What looks like a secret is replaced between any other characters, if apart from them."""
    if is_nobody(secret):
        return
    text = f"{before} {secret} {after}"
    made = netassay.Redactor().text(text)
    assert secret not in made.removeprefix(before).removesuffix(after)
    one, other = KEYED
    assert one.text(text) == other.text(text)


@given(st.lists(st.text(max_size=30), max_size=20))
def test_any_text_can_be_redacted(lines: list[str]) -> None:
    """No text breaks it, and learning of it neither."""
    redactor = netassay.Redactor()
    text = "\n".join(lines)
    redactor.learn_text(text)
    assert text.count("\n") == redactor.text(text).count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "1.2.3." * 100000,
        "a:" * 200000,
        "x" * 500000,
        "a-" * 200000,
        "1" * 500000,
        "ssid " * 80000,
        "http://" * 60000,
        "a@" * 200000,
        "00:" * 150000,
        "(" * 300000,
    ],
    ids=lambda text: text[:7],
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    """A text made to be slow is done at once: a quadratic pattern would never end."""
    redactor = netassay.Redactor()
    redactor.learn_text(text)
    redactor.text(text)


# --- Stand-ins ------------------------------------------------------------------------


def test_same_value_same_standin() -> None:
    """One host in two results, in different letters and forms, has one stand-in."""
    bodies = [
        body("aps/tcp", output={"host": "Gate.example.org", "connectionTimeInMilliseconds": "1"}),
        body("aps/tcp", output={"host": "gate.EXAMPLE.org.", "connectionTimeInMilliseconds": "1"}),
        body("aps/tcp", output={"host": "gate2.example.org", "connectionTimeInMilliseconds": "1"}),
    ]
    made = netassay.redact([netassay.normalize(one, test="tcp") for one in bodies])
    one, same, other = [result.measurement.host for result in made]
    assert one == same == "host-1.example.net"
    assert "host-2.example.net" == other


def test_many_addresses_stay_distinct_and_documented() -> None:
    """More addresses than the ranges of IPv4 hold go on in a documented range of IPv6."""
    redactor = netassay.Redactor()
    addresses = [str(ipaddress.ip_address(0x0A000001 + at)) for at in range(2000)]
    made = [redactor.text(address) for address in addresses]
    assert 2000 == len(set(made))
    assert all(any(ipaddress.ip_address(one) in net for net in DOCUMENTED) for one in made)
    assert 762 == sum("." in one for one in made)


def test_many_macs_stay_distinct() -> None:
    """The first 256 are of the documentation range, the others locally administered."""
    redactor = netassay.Redactor()
    made = [redactor.text(at.to_bytes(6, "big").hex(":")) for at in range(0xA0000, 0xA0000 + 999)]
    assert 999 == len(set(made))
    assert 256 == sum(one.startswith("00:00:5e:00:53:") for one in made)
    assert all(one.startswith(("00:00:5e:00:53:", "02:")) for one in made)


def test_no_standin_was_a_value() -> None:
    """A value of the documentation ranges is nobody's stand-in."""
    redactor = netassay.Redactor()
    redactor.learn_text("203.0.113.1 203.0.113.2 00:00:5e:00:53:00")
    assert "203.0.113.3 203.0.113.4" == redactor.text("203.0.113.1 203.0.113.2")
    assert "00:00:5e:00:53:01" == redactor.text("00:00:5e:00:53:00")


def test_a_key_makes_runs_comparable() -> None:
    """With the same key two runs say the same, whatever came before; another key does not."""
    text = "10.1.2.3 fe80::17 3c:22:fb:00:11:22 core.example.org CN12345678"
    other = netassay.Redactor(KEY)
    other.text("10.9.9.9 edge.example.org")
    assert netassay.Redactor(KEY).text(text) == other.text(text)
    assert netassay.Redactor(f"{KEY}!").text(text) != other.text(text)
    address = ipaddress.ip_address(other.text("10.1.2.3"))
    assert any(address in network for network in DOCUMENTED)


@pytest.mark.parametrize("key", ["", "short", "elevenchars"])
def test_a_short_key_is_refused(key: str) -> None:
    """A key that can be guessed is worse than none."""
    with pytest.raises(netassay.WeakKey, match="12 characters"):
        netassay.Redactor(key)


def test_ids_change_together() -> None:
    """An id is made of a guessable body: it is another after redaction, the same for the same."""
    result = netassay.normalize(body("aps/ping"), url=url("aps/ping"))
    one, same, other = netassay.redact([result, result, netassay.normalize(body("aps/tcp"))])
    assert one.id == same.id != other.id
    assert re.fullmatch("[0-9a-f]{32}", one.id)
    assert result.id != one.id
    (again,) = netassay.redact([result])
    assert one.id != again.id


# --- Forms ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://core.example.org:8443/a/b.html?x=1&y=#z", r"https://host-1\.example\.net:8443"),
        ("see http://core.example.org/login.", r"see http://host-1\.example\.net/part-1\."),
        ("http://bob:pw@10.0.0.1/", r"http://user-1:value-1@203\.0\.113\.1/"),
        ("http://[2a00:1::5]:80/x", r"http://\[2001:db8:6::1\]:80/part-1"),
        ("mail bob@corp.example.com now", r"mail user-1@host-1\.example\.net now"),
        ("10.0.0.0/24 via 10.0.0.1:443", r"203\.0\.113\.1/24 via 203\.0\.113\.2:443"),
        ("3 ms10.186.128.4         4 ms", r"3 ms203\.0\.113\.1 {10}4 ms"),
        ("fe80::1%eth0:", r"2001:db8:6::1%eth0:"),
        ("from 2a00::1: icmp_seq=1", r"from 2001:db8:6::1: icmp_seq=1"),
        ("a4b1.c2d3.e4f5", r"0000\.5e00\.5300"),
        ("A4-B1-C2-D3-E4-F5", r"00-00-5E-00-53-00"),
        ("a4b1c2-d3e4f5 a4b1c2d3e4f5", r"00005e-005300 00005e005300"),
        ("3f2b8a10-1c2d-4e5f-8a9b-0c1d2e3f4a5b", "task-1"),
        ("at 14:02:30 5.10.209 v3.0.11 174774974992 1.3.6.1.4.1", None),
        ("mask 255.255.255.0 0.0.0.0 127.0.0.1 ::1 :: ff:ff:ff:ff:ff:ff localhost", None),
        ("replies[3].time_ms of sent.bitrate_bps", None),
    ],
)
def test_forms(text: str, expected: str | None) -> None:
    """A stand-in has the form of what it stands for; what is no secret stays."""
    made = netassay.Redactor().text(text)
    if expected is None:
        assert text == made
    else:
        assert re.match(expected, made), made


def test_a_url_keeps_its_shape() -> None:
    """Scheme, port, steps and parts of a query stay where they were."""
    made = netassay.Redactor().text("https://core.example.org:8443/a/b.html?x=1&y=#z")
    assert re.sub(r"\w+-\d+(\.example\.net)?", "W", made) == "https://W:8443/W/W?W=W&W=#W"


def test_the_api_is_known() -> None:
    """Of a URL of the API the device and the task are replaced and nothing else."""
    made = netassay.Redactor()
    made.learn_text(url("aps/ping", "CNABCDEF", "abc-def-12"))
    assert "/v1alpha1/aps/serial-1/ping/async-operations/task-1" in made.text(
        url("aps/ping", "CNABCDEF", "abc-def-12")
    )


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Serial Number   : 7K9Q-22", "7K9Q-22"),
        ('SSID: "Blue Lagoon"  Channel: 6', "Blue Lagoon"),
        ("ssid-profile lagoon", "lagoon"),
        ("joined ssid 'Blue Lagoon' now", "Blue Lagoon"),
        ("login as: jdoe", "jdoe"),
        ("wrote /home/jdoe/log.txt", "jdoe"),
        ("mac=-,host=gw1", "gw1"),
        ("hostname sw-cellar", "sw-cellar"),
        ("sw-cellar# show version\nsw-cellar uptime", "sw-cellar"),
        ("(gw-attic) [mynode] #show clock\n gw-attic", "gw-attic"),
        ("username: jdoe\nfailed for jdoe", "jdoe"),
        ('{"deviceSerial": "7K9Q22", "n": 1}', "7K9Q22"),
        ("Linux ap-roof 4.4.60 #1", "ap-roof"),
    ],
)
def test_what_a_text_calls_by_its_name(text: str, secret: str) -> None:
    """A name behind a telling word is a secret, there and wherever else it stands."""
    redactor = netassay.Redactor()
    redactor.learn_text(text)
    assert secret not in redactor.text(text)
    assert secret not in redactor.text(f"elsewhere {secret}, too")
    assert secret not in redactor.text(f"{secret}_backup")


def test_what_one_result_tells_is_found_in_another() -> None:
    """A name that only a later response explains is replaced in an earlier one's free text."""
    shown = body("cx/showCommand", output={"command": "show x", "response": "peer lurker7 is up"})
    login = body("cx/aaa")
    login["output"]["username"] = "lurker7"
    made = netassay.redact([netassay.normalize(one) for one in (shown, login)])
    assert "peer user-1 is up" == next(made).measurement.responses[0].response


def test_extras_and_findings() -> None:
    """Fields that nothing knows are read by their names; findings hold no secret either."""
    saved = body("aps/ping")
    saved["output"] |= {
        "deviceSerial": "77K9Q",
        "wlan": {"ssid": "Blue Lagoon", "bssid": "3c:22:fb:00:11:22", "channel": 6},
        "resolvedIp": "10.9.8.7",
        "clientUser": "DOM\\jdoe",
    }
    saved["failReason"] = "DOM\\jdoe on Blue Lagoon was not let in by 77K9Q"
    result = netassay.normalize(saved, test="ping", family="aps")
    assert "disagree" in [finding.code for finding in result.findings]
    said = text_of(result)
    for secret in ("77K9Q", "Blue Lagoon", "3c:22", "10.9.8.7", "142.251", "jdoe", "google"):
        assert secret not in said
    assert '"channel":6' in said


def test_a_name_in_other_clothes() -> None:
    """A name with a backslash is found where that is escaped; words of every text are no names."""
    login = body("cx/aaa")
    login["output"] |= {"username": "CORP\\jdoe", "server": "enabled", "progress": "enabled"}
    login["failReason"] = '{"username": "CORP\\\\jdoe", "state": "enabled"}'
    said = text_of(netassay.normalize(login, test="aaa", family="cx"))
    assert "jdoe" not in said
    assert "CORP" not in said
    # In two extras, in the reason, and in the line that repeats it.
    assert 4 == said.count("enabled")


def test_short_values_are_no_words() -> None:
    """A user called 20 is replaced as a user and not as a number of every text."""
    login = body("cx/aaa")
    login["output"]["username"] = "20"
    login["failReason"] = "20% loss"
    (made,) = netassay.redact([netassay.normalize(login)])
    assert ("user-1", "20% loss") == (made.measurement.username, made.fail_reason)


def test_rejects() -> None:
    """What could not be read has no secret in its name nor in its bytes."""
    reject = netassay.Reject("box/CN12345678.json", "not JSON", b'{"a": "10.0.0.1" \xff', "line 1")
    (made,) = netassay.redact([reject])
    assert "CN12345678" not in made.source
    assert b'{"a": "203.0.113.1" \xff' == made.data


@pytest.mark.parametrize("cut", range(8, 13))
def test_an_address_that_was_cut_off(cut: int) -> None:
    """Where a text ends within an address that is known, the rest of it says nothing."""
    redactor = netassay.Redactor()
    redactor.learn_text("10.186.128.64")
    made = redactor.text(f"64 bytes from {'10.186.128.64'[:cut]}")
    assert "10.186" not in made
    assert "time=20.12" == redactor.text("time=20.12")
    assert "version 3.0.11" == redactor.text("version 3.0.11")


def test_layout() -> None:
    """Columns stay in their places where there are blanks enough."""
    table = "Name        Address          Port\ncore.io     10.200.100.250   7\n"
    made = netassay.Redactor().text(table)
    assert ["Name        Address          Port", "host-1.example.net 203.0.113.1      7", ""] == [
        *made.splitlines(),
        "",
    ]


# --- The kit ----------------------------------------------------------------------------


def secrets_in(value: Any, kinds: dict[str, str]) -> set[str]:
    """Return what stands in fields of an exported result that name who and where."""
    if isinstance(value, dict):
        found = set()
        for key, item in value.items():
            inner = item if isinstance(item, list) else [item]
            found |= {one for one in inner if key in kinds and isinstance(one, str)}
            found |= secrets_in(item, kinds)
        return found
    if isinstance(value, list):
        return set().union(*(secrets_in(item, kinds) for item in value))
    return set()


#: Fields of all records that hold a secret, with what they are.
SECRET_FIELDS = {
    "serial_number": "serial",
    "task_id": "task",
    **dict.fromkeys(("destination", "resolved_address", "source_address", "to_address"), "host"),
    **dict.fromkeys(("server_address", "local_address", "host", "dns_server", "server"), "host"),
    **dict.fromkeys(("address", "addresses", "mac"), "host"),
    "username": "user",
}


@given(testing.bodies(damage=testing.DAMAGES))
def test_any_response(drawn: testing.Body) -> None:
    """Of any response, damaged or not, numbers stay and no field keeps its secret."""
    try:
        result = netassay.normalize(drawn.body, url=drawn.url)
    except netassay.NotAResponse:
        return
    (made,) = netassay.redact([result])
    before, after = netassay.to_dict(result), netassay.to_dict(made)
    assert numbers(before | {"extras": {}}) == numbers(after | {"extras": {}})
    assert len(before["extras"]) == len(after["extras"])
    secrets = {one for one in secrets_in(before, SECRET_FIELDS) if not is_nobody(one.lower())}
    assert set() == secrets & secrets_in(after, SECRET_FIELDS)
    long = [one for one in secrets if len(one) > 8 and not one.isdigit()]
    said = netassay.to_json(made)
    assert [] == [one for one in long if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", said)]
    assert validated(made)

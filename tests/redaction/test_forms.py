"""Addresses and names in forms that no word has, ids that are numbers, keys and names of sources."""

from __future__ import annotations

import json
import re
from hashlib import md5, sha1, sha256
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from loading.loads import tables_in
from netassay.redaction.result_texts import map_texts

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = st.text(st.sampled_from("ghxyzGHXYZ_-"), max_size=4)


def redacted(text: str) -> str:
    """Return a text with stand-ins."""
    redactor = netassay.Redactor()
    redactor.learn_text(text)
    return redactor.text(text)


def extras_of(output: dict[str, Any]) -> dict[str, Any]:
    """Return the redacted extras of a response with unknown fields."""
    (made,) = netassay.redact(
        [netassay.normalize({"status": "COMPLETED", "output": output}, test="tcp")]
    )
    extras: dict[str, Any] = netassay.to_dict(made)["extras"]
    return extras


# --- Addresses ------------------------------------------------------------------------


@given(LETTERS, st.sampled_from(["00:11:22:33:aa:bb", "3C-22-FB-A1-B2-C3", "10.1.2.3"]), LETTERS)
def test_glued_to_words(before: str, address: str, after: str) -> None:
    """A MAC or an address is found whatever letters stand at it."""
    assert address not in redacted(f"at {before}{address}{after} now")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AP-00:11:22:33:aa:bb", "AP-00:00:5e:00:53:00"),
        (
            "IP 10.1.2.3.443 > 10.9.8.7.51000: Flags",
            "IP 203.0.113.1.443 > 203.0.113.2.51000: Flags",
        ),
        ("2a02:db9::7.443 > x", "2001:db8:6::1.443 > x"),
        ("tcp4 0 0 10.1.2.3.22 10.9.8.7.51000", "tcp4 0 0 203.0.113.1.22 203.0.113.2.51000"),
        ("OID 1.3.6.1.4.1.9 and 1.3.6.1.2 stay", "OID 1.3.6.1.4.1.9 and 1.3.6.1.2 stay"),
        ("gw_10.1.2.3_eth0", "gw_203.0.113.1_eth0"),
        ("fe80:1234:5678::9 up", "2001:db8:6::1 up"),
        ("mac 3c22fba1b2c3, AP3c22fba1b2c3", "mac 00005e005300, AP00005e005300"),
    ],
)
def test_forms_of_addresses(text: str, expected: str) -> None:
    """Each stands in its own form, with its port."""
    assert expected == redacted(text)


@pytest.mark.parametrize(
    "name",
    [
        "a.museum",
        "x.corp.technology",
        "b.c.co.uk",
        "d.xn--p1ai",
        "e.рф",
        "sw1.lan",
        "küche.example.de",
        "A.B.CLOUD",
    ],
)
def test_any_top_level_domain(name: str) -> None:
    """A full name of any top-level domain of the public suffix list is a host's."""
    assert "at host-1.example.net." == redacted(f"at {name}.")


@pytest.mark.parametrize(
    "text", ["sent.bitrate_bps", "v3.0.11", "3.5.x", "ping.json is read", "e.g.", "etc...", "a.b"]
)
def test_what_is_no_name(text: str) -> None:
    """Words with dots stay."""
    assert text == redacted(text)


@pytest.mark.parametrize(
    "prompt",
    ["sw-attic#", "sw-attic# ", "sw-attic>", "sw-attic(config)# show run", "sw-attic(config-if-1/1/1)#",
     "(sw-attic) #", "(sw-attic) ^*[mynode] (config) #show x", "jdoe@sw-attic> show x", "jdoe@sw-attic:~$ ls",
     "  sw-attic# exit", "RP/0:sw-attic#"],
)  # fmt: skip
def test_prompts(prompt: str) -> None:
    """A prompt tells the name of its device, with or without a command behind it."""
    made = redacted(f"x\n{prompt}\nseen by sw-attic\n")
    if not prompt.startswith("RP"):
        assert "sw-attic" not in made
    assert "jdoe" not in made


# --- Extras ---------------------------------------------------------------------------


def test_ids_that_are_numbers() -> None:
    """A number that is an id has a stand-in, and so has one that is a name elsewhere; counts stay."""
    url = "/network-troubleshooting/v1/aps/77123456/tcp/async-operations/9988776655"
    output = {
        "customerId": 123456789,
        "serialNumbers": [44001122, 44001123],
        "x": 9988776655,
        "n": 77123456,
    }
    output |= {"users": 5, "channel": 6, "bytes": 123456780, "idle": 7, "taskId": 31}
    result = netassay.normalize({"status": "COMPLETED", "output": output}, url=url)
    (made,) = netassay.redact([result])
    told = netassay.to_json(made)
    for number in ("44001122", "44001123", "9988776655", "77123456", '"/output/taskId":31'):
        assert number not in told
    extras = netassay.to_dict(made)["extras"]
    assert (5, 6, 7) == tuple(extras[f"/output/{key}"] for key in ("users", "channel", "idle"))
    assert 123456780 == extras["/output/bytes"]
    assert "id-1" == extras["/output/customerId"]


def test_keys_that_differ_in_spelling() -> None:
    """Keys that have one stand-in stay apart, and no value is lost."""
    extras = extras_of(
        {
            "CNAB123456": 1,
            "cnab123456": 2,
            "peers": {"10.1.2.3": 3, "010.001.002.003": 4, "FE80::1": 5, "fe80:0::1": 6},
        }
    )
    assert [1, 2] == [value for key, value in extras.items() if "serial-1" in key]
    assert {"203.0.113.1", "203.0.113.1 (2)", "2001:db8:6::1", "2001:db8:6::1 (2)"} == set(
        extras["/output/peers"]
    )
    assert [3, 4, 5, 6] == list(extras["/output/peers"].values())


@given(st.dictionaries(st.text(max_size=12), st.integers(0, 9), max_size=8))
def test_no_value_is_lost(output: dict[str, int]) -> None:
    """There are as many keys after as before, whatever they are."""
    made = map_texts(netassay.Result(extras={"/x": output}), lambda *_: "same")
    assert list(output.values()) == list(made.extras["/same"].values())


def test_keys_of_counters() -> None:
    """Counters keep their numbers, and their names lose who and where."""
    http = netassay.Http(counters={"probes_sent": 3, "probes_cnab123456": 4, "10.1.2.3": None})
    (made,) = netassay.redact([netassay.Result(id="1" * 32, test="http", measurement=http)])
    assert {
        "probes_sent": 3,
        "probes_serial-1": 4,
        "203.0.113.1": None,
    } == made.measurement.counters


def test_names_that_are_keys() -> None:
    """Below a word in the plural each key is a name; below one that is not, keys are fields."""
    extras = extras_of(
        {
            "users": {"jdoe": {"role": "x"}},
            "ssids": {"Blue Lagoon": 1},
            "user": {"name": "jroe", "role": "y"},
        }
    )
    told = json.dumps(extras)
    assert [] == [one for one in ("jdoe", "Lagoon") if one in told]
    assert {"role": "x"} == next(iter(extras["/output/users"].values()))
    assert "role" in extras["/output/user"]


def test_secrets_by_their_keys() -> None:
    """What stands under the name of a secret is one."""
    told = json.dumps(
        extras_of({"password": "hunter2x", "sharedSecret": "abcdx9", "wpaPassphrase": "blue sea 9",
                   "preSharedKey": "zzz-1", "list": [{"name": "psk", "value": "yyy-2"}], "passwordSet": True})
    )  # fmt: skip
    assert [] == [one for one in ("hunter2x", "abcdx9", "blue", "zzz-1", "yyy-2") if one in told]
    assert "true" in told


NESTED = st.recursive(
    st.sampled_from(["10.77.88.99", "is 10.77.88.99 up", "", "fine", 5, None, True]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "10.77.88.99", "B_C"]), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


@given(NESTED)
def test_any_nested_value(value: Any) -> None:
    """Texts are found however deep a field holds them: tables of rows, lists of lists."""
    shown = netassay.ShowCommand(requested=["x"])
    shown.__dict__["requested"] = [value]
    result = netassay.Result(id="1" * 32, test="show_command", measurement=shown)
    (made,) = netassay.redact([result])
    assert "10.77.88.99" not in repr(made.measurement.requested)
    assert repr(value).count("fine") == repr(made.measurement.requested).count("fine")


# --- Sources --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("samples/aps/ping.json", "samples/aps/ping.json"),
        ("-", "-"),
        (
            "responses/2025-05-20/aos-s/cableTest.json.gz",
            "responses/2025-05-20/aos-s/cableTest.json.gz",
        ),
        ("Contoso/ap-kitchen/sw1.corp.net.json", "part-1/part-2/host-1.example.net.json"),
        ("/home/jdoe/CN12345678/ping-3.ndjson", "/home/part-1/serial-1/ping-3.ndjson"),
        (r"C:\Users\jdoe\10.1.2.3.har", r"part-1\Users\part-2\203.0.113.1.har"),
        ("AP-00:11:22:33:aa:bb.txt", "AP-00:00:5e:00:53:00.txt"),
        ("s3://contoso/x/y.json", "s3://value-1/part-1/part-2"),
        ("1234567.json", "part-1.json"),
    ],
)
def test_names_of_sources(path: str, expected: str) -> None:
    """Of a path families, tests, dates and endings stay."""
    made = netassay.Redactor().path(path)
    plain = re.compile(r"host-1\.example\.net|[a-z]+-\d+")
    assert plain.sub("W", expected) == plain.sub("W", made)


# --- Ids ------------------------------------------------------------------------------


def test_ids_tell_nothing(tmp_path: Path) -> None:
    """Neither an id nor what a load notes down can be made again from a guessed response."""
    body = {
        "status": "COMPLETED",
        "output": {"host": "10.1.2.3", "connectionTimeInMilliseconds": "5"},
    }
    url = "/network-troubleshooting/v1/aps/CN12345678/tcp/async-operations/7"
    source = tmp_path / "a.ndjson"
    source.write_text(json.dumps({"url": url, "status": 200, "body": body}) + "\n")
    [plain] = netassay.read(source)
    assert isinstance(plain, netassay.Result)
    (guessed,) = netassay.redact([netassay.normalize(body, url=url)])
    ids = {plain.id, guessed.id}
    for digest in (md5, sha1, sha256):
        ids |= {
            digest(known.encode()).hexdigest()[:32]
            for known in (plain.id, "CN12345678", str(source))
        }
    mark = crc32(source.read_bytes().strip())
    seen = set()
    for number, redactor in enumerate(
        [netassay.Redactor(), netassay.Redactor(), netassay.Redactor("k" * 12)]
    ):
        to = tmp_path / f"out{number}.duckdb"
        done = []
        netassay.load(source, to=to, redactor=redactor, progress=done.append)
        stored = to.read_bytes()
        assert [] == [one for one in ids if one.encode() in stored]
        assert mark not in [one.mark for one in done]
        made = tables_in(to, "duckdb")["results"].column("id").to_pylist()
        assert ids.isdisjoint(made)
        seen.update(made)
    assert 3 == len(seen)

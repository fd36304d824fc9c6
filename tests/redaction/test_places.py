"""A secret of each kind, in each place: nothing of it is left in what can be shown to others."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import netassay
from loading.loads import place, tables_in
from netassay.cli import run
from sources.writers import capture, entry

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://api.example.com/network-troubleshooting/v1/aps/CN00000000/tcp/async-operations/9"
LETTERS = "abcdefghkmqz"
WORD = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "0123456789"), min_size=6, max_size=12)
HEX = (
    st.binary(min_size=6, max_size=6).filter(lambda drawn: drawn[0] not in (0, 255)).map(bytes.hex)
)
#: Of each kind: what is drawn, and what tells it where its shape does not.
KINDS: dict[str, tuple[st.SearchStrategy[str], str]] = {
    "serial": (st.from_regex(r"CN[A-Z0-9]{7}[0-9]", fullmatch=True), ""),
    "odd serial": (st.from_regex(r"7[A-Z]{4}[0-9]{3}Q", fullmatch=True), "Serial Number : {}"),
    "ipv4": (st.ip_addresses(v=4).filter(lambda one: 10 < one.packed[0] < 224 and one.packed[0] != 127).map(str), ""),
    "ipv6": (st.integers(1, 2**64).map(lambda drawn: f"2a02:db9:{drawn >> 48:x}:{drawn >> 32 & 65535:x}::{drawn & 65535:x}"), ""),
    "mac": (HEX.map(lambda drawn: ":".join(drawn[at : at + 2] for at in range(0, 12, 2))), ""),
    "cisco mac": (HEX.map(lambda drawn: f"{drawn[:4]}.{drawn[4:8]}.{drawn[8:]}"), ""),
    "host name": (
        st.builds("{}q.{}".format, WORD, st.sampled_from(["museum", "technology", "co.uk", "xn--p1ai", "lan", "cloud"])),
        "",
    ),
    "prompt": (WORD.map("sw-{}q".format), "{}(config)# show run"),
    "user": (WORD.map("{}q7".format), "username {}"),
    "two words": (st.builds("{}q Lagün {}z".format, WORD, WORD), 'ssid "{}"'),
    "password": (st.builds("{}!{}$1".format, WORD, WORD), "snmp-server community {} ro"),
    "hash": (WORD.map("$9${}./abcdefgh1234".format), ""),
}  # fmt: skip


def escaped(text: str) -> str:
    """Return a text as it stands in a string of JSON."""
    return json.dumps(text)[1:-1]


def bodies(secret: str) -> dict[str, dict[str, Any]]:
    """Return responses that hold a secret, by the place in which they do."""
    output = {"host": "192.0.2.7", "connectionTimeInMilliseconds": "5"}
    done = {"status": "COMPLETED"}
    return {
        "value": done | {"output": output | {"host": secret}},
        "reason": {"status": "FAILED", "failReason": f"no route to {secret}, gave up"},
        "extra": done
        | {"output": output, "note": f"seen {secret}.", "list": [[secret], {"x": secret}]},
        "key": done | {"output": output | {secret: 1, "below": {f"{secret}": {secret: [2]}}}},
        "text": done
        | {"output": {"command": "show x", "response": f"peer {secret} is up\n({secret})\n"}},
        "pair": done
        | {"output": {"command": f"show {secret}", "response": f'a="{secret}", b={secret};'}},
        "rows": done | {"output": {"results": [{"command": "show y", "response": secret}] * 2}},
        "finding": done | {"output": output | {"connectionTimeInMilliseconds": secret}},
        "unread": done
        | {"output": {"destination": "192.0.2.7"}, "rawOutput": f"what is {secret} here\n"},
        "error": {"errorCode": "E", "message": f"device {secret} is not known"},
    }


def rejects(secret: str) -> dict[str, bytes]:
    """Return what is no response, with a secret in it, by what it is."""
    cut = f'{{"status": "COMPLETED", "output": {{"response": "line\\n{escaped(secret)}\\tis up'
    deep = json.dumps({"a": json.dumps({"b": f"line\n{secret}\nthere"})})[:-3]
    slashes = f'{{"url": "https:\\/\\/{escaped(secret)}\\/x", "y": "'
    packed = base64.b64encode(
        json.dumps({"status": "RUNNING", "x": f"is {secret} up"}).encode()
    ).decode()
    damaged = [
        packed[:at] + "!" + packed[at + 1 :] for at in (0, len(packed) // 2, len(packed) - 1)
    ]
    entries = [entry(URL, {"text": one, "encoding": "base64"}) for one in damaged]
    return {
        "cut": cut.encode(),
        "cut in the middle": cut[
            : cut.index("\\n") + 2 + max(5, len(escaped(secret)) - 1)
        ].encode(),
        "deep": deep.encode(),
        "slashes": slashes.encode(),
        "utf-16": b"\xff\xfe" + cut.encode("utf-16-le"),
        "utf-16, odd": b"\xfe\xff" + cut.encode("utf-16-be")[:-1],
        "log": f"something of {secret} else\nand [{secret}]\n".encode(),
        "base64": capture(entries),
    }


def shown(kind: str, secret: str) -> dict[str, Any]:
    """Return the response that tells what kind of thing a secret is, where its shape does not."""
    text = f"!\n{KINDS[kind][1].format(secret)}\n!\n"
    return {"status": "COMPLETED", "output": {"command": "show run", "response": text}}


def left_in(told: str | bytes, kind: str, secret: str) -> list[str]:
    """Return where a secret is left, in whatever form."""
    if isinstance(told, bytes):
        told = told.replace(b"\0", b"").decode("utf-8", "replace")
    told = told.lower()
    secret = secret.lower()
    if kind in ("mac", "cisco mac"):
        told, secret = re.sub(r"[:.-]", "", told), re.sub(r"[:.-]", "", secret)
    forms = {secret, escaped(secret), secret.replace("/", "~1"), secret.replace("ü", "\\u00fc")}
    if kind in ("two words", "password"):
        # Nor a part of it.
        forms |= {part for part in re.split(r"[ !$]", secret) if len(part) > 5}
    ends = r"(?![\d.])" if kind == "ipv4" else ""
    return [
        told[max(0, at.start() - 50) : at.end() + 20]
        for form in forms
        for at in re.finditer((r"(?<![\d.])" if ends else "") + re.escape(form) + ends, told)
    ]


@given(
    st.sampled_from(sorted(KINDS)).flatmap(lambda kind: st.tuples(st.just(kind), KINDS[kind][0]))
)
def test_in_results_and_rejects(drawn: tuple[str, str]) -> None:
    """It is gone from values, keys, texts, findings and from whatever could not be read."""
    kind, secret = drawn
    assume(len(set(secret)) > 3)
    items: list[netassay.Result | netassay.Reject] = [
        netassay.normalize(shown(kind, secret), url=URL)
    ]
    items += [
        netassay.normalize(body, test="tcp" if "host" in str(body) else None)
        for body in bodies(secret).values()
    ]
    named = rejects(secret)
    items += [
        netassay.Reject("x", f"what {secret} is", data, f"at {secret}") for data in named.values()
    ]
    made = list(netassay.redact(items))
    for place_of, one in zip(["shown", *bodies(secret), *named], made, strict=True):
        if isinstance(one, netassay.Reject):
            told = left_in(one.data, kind, secret) + left_in(one.reason + one.place, kind, secret)
        else:
            told = left_in(netassay.to_json(one), kind, secret)
        assert [] == told, place_of


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_in_what_is_written(kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It is gone from lines, views, pages, tables, messages and the names of sources."""
    secret = {
        "serial": "CNQ7K2Z9X4", "odd serial": "7QKZM123Q", "ipv4": "10.77.88.99", "ipv6": "2a02:db9:1:2::9f",
        "mac": "3c:22:fb:a1:b2:c3", "cisco mac": "3c22.fba1.b2c3", "host name": "kitchenq.museum",
        "prompt": "sw-kitchenq", "user": "kitchenq7", "two words": "Blueq Lagün Zwei9z", "password": "kitchen!Qzz$1",
        "hash": "$9$kitchen.abcdefgh1234",
    }[kind]  # fmt: skip
    folder = tmp_path / f"Contoso {secret}"
    folder.mkdir()
    (folder / "told.json").write_text(json.dumps(shown(kind, secret)))
    for name, body in bodies(secret).items():
        (folder / f"{name}-{secret}.json").write_text(json.dumps(body))
    for name, data in rejects(secret).items():
        (folder / f"{secret}.{name}{'.txt' if name == 'log' else '.json'}").write_bytes(data)
    source = str(folder)
    for command in (["normalize"], ["normalize", "--format", "view"]):
        assert 1 == run([*command, source, "--redact"])
    told = capfd.readouterr()
    assert [] == left_in(told.out + told.err, kind, secret)
    assert "contoso" not in (told.out + told.err).lower()
    assert run(["report", source, "--redact", "-o", str(tmp_path / "page.html")]) in (0, 1)
    assert [] == left_in((tmp_path / "page.html").read_bytes(), kind, secret)
    for form in ("csv", "duckdb"):
        to = place(tmp_path / "to", form)
        to.parent.mkdir(exist_ok=True)
        options: Any = {} if form == "duckdb" else {"form": form}
        netassay.load(source, to=to, redactor=netassay.Redactor(), **options)
        rows = repr({name: table.to_pylist() for name, table in tables_in(to, form).items()})
        files = [to] if to.is_file() else [one for one in to.rglob("*") if one.is_file()]
        stored = [left for one in files for left in left_in(one.read_bytes(), kind, secret)]
        assert [] == stored + left_in(rows, kind, secret)
        assert "contoso" not in rows.lower()

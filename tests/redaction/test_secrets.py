"""What devices print as secrets is gone, and the words around it are left."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import netassay
from redaction.configurations import LINES, NONE, TABLES

#: In every secret of these tests.
MARK = "Zq7Zq7"
CASES = [
    (family, line) for family, lines in LINES.items() for line in lines.splitlines() if "{}" in line
]
#: What a password may be made of.
SECRETS = st.one_of(
    st.text(
        st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="\"'<>\\"),
        max_size=12,
    ),
    st.text(st.sampled_from("abcdefABCDEF0123456789+/"), max_size=60),
    st.sampled_from(["$5$rounds=1$", "$9$abc$", "AQBap", "0822", "é", "ß!"]),
).map(lambda drawn: f"{MARK}{drawn}{MARK}")


def redacted(text: str) -> str:
    """Return a text with stand-ins, by a redactor that knows nothing else."""
    redactor = netassay.Redactor()
    redactor.learn_text(text)
    return redactor.text(text)


def filled(line: str, secret: str) -> str:
    """Return a line with its secret."""
    return line.replace("{}", secret)


@pytest.mark.parametrize(("family", "line"), CASES)
def test_a_line_of_a_configuration(family: str, line: str) -> None:
    """Its secret has a stand-in, and all else is what it was but for names and addresses."""
    assert family in LINES
    made = redacted(f"hostname x1\n{filled(line, MARK + '!x')}\n!\n").splitlines()[1]
    assert MARK not in made
    before, _, after = line.partition("{}")
    words = [
        word for word in f"{before} {after}".split() if word.isalpha() and word not in ("bob", "x")
    ]
    assert [] == [word for word in words if word not in made.split() and len(word) > 3]
    assert "secret-" in made


@given(st.sampled_from(CASES), SECRETS, st.sampled_from(["{}", "sw1# {}", "   {}", "| {}", "{}\r"]))
def test_any_secret_in_any_line(case: tuple[str, str], secret: str, around: str) -> None:
    """Whatever a secret is made of, nothing of it is left, there and where it is said again."""
    text = f"!\n{around.format(filled(case[1], secret))}\nend\n\nnow {secret} again\n"
    assert MARK not in redacted(text)


@given(st.sampled_from(CASES), SECRETS, st.integers(1, 3))
def test_behind_escapes(case: tuple[str, str], secret: str, depth: int) -> None:
    """It is gone from a response that was cut off, in JSON within JSON as well."""
    text = f"show running-config\r\n{filled(case[1], secret)}\nend\n"
    for _ in range(depth):
        text = json.dumps({"response": text, "status": "COMPLETED"})
    cut = text[: text.rindex("end")]
    made = redacted(cut)
    assert MARK not in made
    assert "show running-config" in made


@given(st.sampled_from(TABLES), st.text(st.sampled_from("abC09!-_"), max_size=40))
def test_a_column_of_secrets(table: str, drawn: str) -> None:
    """What stands in such a column is gone, also where it is wider; the header is left."""
    secret = f"{MARK}{drawn}{MARK}"
    made = redacted(f"\n{filled(table, secret)}\nnext: 5\n")
    assert MARK not in made
    head = table.split("{}", maxsplit=1)[0]
    assert made.startswith(f"\n{head[: head.rindex('-')][:40]}".split("198.")[0])
    assert "public2" not in made
    assert "next: 5" in made


def test_what_holds_no_secret() -> None:
    """Settings, sentences and what a device has hidden itself stay as they are."""
    assert NONE == redacted(NONE)


PEM = """\
-----BEGIN {0}PRIVATE KEY-----
MIIEpAIBAAKCAQEA{1}0a1b2c3d4e5f6a7b8c9d
{1}KCAQEAabcdef0123456789abcdef012345678
{1}=
-----END {0}PRIVATE KEY-----
"""


@given(
    st.sampled_from(["", "RSA ", "EC ", "ENCRYPTED ", "OPENSSH "]),
    st.integers(40, 200),
    st.booleans(),
    st.sampled_from([str, json.dumps]),
)
@example("RSA ", 131, True, json.dumps)  # noqa: FBT003
def test_private_keys(kind: str, at: int, before: bool, written: object) -> None:  # noqa: FBT001
    """Nothing of a private key is left, wherever it was cut off, in escapes or not."""
    whole = written(PEM.format(kind, MARK) + "after\n")  # type: ignore[operator]
    cut = whole[at:] if before and "END" in whole[at:] else whole[:at]
    made = redacted(cut)
    assert MARK not in made
    assert "MIIEpA" not in made
    assert whole.count("\n") == redacted(whole).count("\n")
    assert f"-----END {kind}PRIVATE KEY-----" in redacted(whole)


def test_a_secret_is_a_secret_elsewhere() -> None:
    """What one response calls a password has the same stand-in in the text of another."""
    redactor = netassay.Redactor()
    redactor.learn_text("snmp-server community s3cr3t-read ro\n")
    assert "with secret-1 only" == redactor.text("with S3cr3t-Read only")
    assert "snmp-server community secret-1 ro" == redactor.text(
        "snmp-server community s3cr3t-read ro"
    )


def test_public_is_a_word_of_its_own() -> None:
    """A community that may be any word has a stand-in in its place only."""
    made = redacted("snmp-server community public ro\ncrypto key public\n")
    assert "snmp-server community secret-1 ro\ncrypto key public\n" == made

"""Secrets in what devices print: passwords, keys, communities, in clear, as ciphertext or hashed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.redaction.secret_tables import in_labels, in_tables
from netassay.redaction.secret_words import (
    ALGORITHM,
    IDENTIFIED,
    KEY_PLACES,
    NO_SECRET,
    ROLES,
    SECRET,
    SKIPPED,
    TELLING,
    is_hidden,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["secrets_in"]

_Span = tuple[int, int]
_Token = re.Match[str]

_LINE: Final = re.compile(r"[^\n\r\x1f]++")
_TOKEN: Final = re.compile(r"\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'(?!\S)|(?P<bare>\S++)")
#: How a secret is written, where another word follows: IOS' types of encryption, AOS-S' and alike.
_TYPE: Final = re.compile(r"\d{1,2}")
_NUMBER: Final = re.compile(r"\d{1,3}")
_ADDRESS: Final = re.compile(r"[\d.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*")
#: More words are not between a word that tells of a secret and it.
_MOST_SKIPPED: Final = 16
_NO_SECRET: Final = NO_SECRET | SKIPPED
#: What prompts and prefixes of lines end with.
_AFTER_PROMPTS: Final = ("#", ">", "$", "%", "|", "]", ")")
#: A secret by its own form: crypt's hashes (`$5$...`), ciphertext of AOS-CX, signed tokens.
_SHAPES: Final = re.compile(
    r"\$(?:\d{1,2}|2[abxy]|y|sha1|apr1|argon2\w+)\$[\w./+=$,-]{8,}+"
    r"|(?<![\w+/])AQB[A-Za-z0-9+/]{17,}+={0,2}"
    r"|(?<!\w)eyJ[\w-]{8,}+\.[\w-]{8,}+(?:\.[\w-]*+)?"
)
#: A parameter of a form.
_PARAMETER: Final = re.compile(
    r"(?:passw(?:or)?d|passphrase|pwd|secret|psk|token|community)=(?!\*)([^\s&\"';,\x1f]++)",
    re.IGNORECASE,
)
#: A private key, or what was cut off of one, before its end or behind its beginning.
_PRIVATE: Final = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?P<key>[^-]*+(?:-(?!----END)[^-]*+)*+)"
)
_PRIVATE_END: Final = re.compile(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY")
_BASE64: Final = re.compile(r"[^\s\x1f]++")
_BASE64_LINE: Final = re.compile(r"[ \t]*+[A-Za-z0-9+/=]++[ \t]*+")
_LINE_END: Final = re.compile(r"[\r\n\x1f]++")
#: Before its end no private key is longer.
_LONGEST_KEY: Final = 1 << 14


def secrets_in(text: str) -> list[_Span]:
    """Return where secrets stand in a text; a device that has hidden one itself has none."""
    if not TELLING.search(text):
        return []
    spans = [span for match in _PRIVATE.finditer(text) for span in _words(text, *match.span("key"))]
    spans += _cut_keys(text)
    spans += [match.span() for match in _SHAPES.finditer(text)]
    spans += [match.span(1) for match in _PARAMETER.finditer(text)]
    spans += in_tables(text)
    block = ""
    for line in _LINE.finditer(text):
        tokens = list(_TOKEN.finditer(text, *line.span())) if TELLING.search(line[0]) else []
        if tokens:
            spans += in_labels(line)
            spans += _in_line(tokens, block)
        if not line[0][:1].isspace():
            block = line[0][:200].lower()
    return sorted(spans)


def _words(text: str, start: int, end: int) -> Iterator[_Span]:
    return (match.span() for match in _BASE64.finditer(text, start, end))


def _cut_keys(text: str) -> Iterator[_Span]:
    """Give what is there of private keys that lack their beginnings."""
    before = 0
    for match in _PRIVATE_END.finditer(text):
        yield from _cut_key(text, max(before, match.start() - _LONGEST_KEY), match.start())
        before = match.end()


def _cut_key(text: str, first: int, end: int) -> Iterator[_Span]:
    """Give the lines of base64 right before the end of a private key."""
    lines = _LINE_END.split(text[first:end])
    number = len(lines) - (lines[-1] == "")
    while number and _BASE64_LINE.fullmatch(lines[number - 1]):
        number -= 1
    starts = [first, *(match.end() for match in _LINE_END.finditer(text, first, end)), end]
    yield from _words(text, starts[number], end)


def _bare(token: _Token) -> str:
    return token[token.lastgroup or 0]


def _value(token: _Token) -> Iterator[_Span]:
    """Give the span of a secret, within its quotation marks."""
    if not is_hidden(_bare(token)):
        yield token.span(token.lastgroup or 0)


def _in_line(tokens: list[_Token], block: str) -> Iterator[_Span]:
    """Give where secrets stand in a line of a configuration; `block` is the line that it is below."""
    prompts = 0
    while prompts < len(tokens) and _bare(tokens[prompts])[-1:] in _AFTER_PROMPTS:
        prompts += 1
    tokens = tokens[prompts:]
    if not tokens:
        return
    words = [_bare(token).lower() for token in tokens]
    yield from _of_users(tokens, words)
    yield from _of_snmp(tokens, words)
    is_of_place = False
    for at, word in enumerate(words[:-1]):
        is_of_place = is_of_place or KEY_PLACES.fullmatch(words[at - 1 if at else at]) is not None
        if _bare(tokens[at])[:1].isupper():
            # A word of a label, or over a column of a table.
            continue
        if SECRET.fullmatch(word) or (word == "key" and (is_of_place or _is_key(words, at, block))):
            if (
                word == "community"
                and at
                and words[at - 1] in ("set", "match", "ip", "bgp", "extended")
            ):
                continue
            yield from _behind(tokens, words, at + 1)
        elif (word == "ipsec" and _ADDRESS.fullmatch(words[at - 1])) or (
            word == "authentication" and _is_of_redundancy(words, at, block)
        ):
            yield from _behind(tokens, words, at + 1)
        elif word in ("auth", "priv", "auth-prot", "priv-prot") and ALGORITHM.fullmatch(
            words[at + 1]
        ):
            yield from _behind(tokens, words, at + 2)
        elif word.endswith("peap-user") and at + 2 < len(words):
            yield from _value(tokens[at + 2])


def _behind(tokens: list[_Token], words: list[str], at: int) -> Iterator[_Span]:
    """Give the secret behind a word that tells of one, past what says how it is written."""
    last = min(len(words) - 1, at + _MOST_SKIPPED)
    while at < last:
        word = words[at]
        if word == "address":
            at += 1
            while at < last and _ADDRESS.fullmatch(words[at]):
                at += 1
        elif word in IDENTIFIED:
            at += 2
        elif (
            word in SKIPPED
            or _TYPE.fullmatch(word)
            or (_NUMBER.fullmatch(word) and ALGORITHM.fullmatch(words[at + 1]))
        ):
            at += 1
        else:
            break
    if at > last:
        return
    token, word = tokens[at], words[at]
    is_word = SECRET.fullmatch(word) or word in _NO_SECRET or (word[-1:] == ":" and at < last)
    if not (token.lastgroup == "bare" and is_word):
        yield from _value(token)


def _is_key(words: list[str], at: int, block: str) -> bool:
    """Say whether the word `key`, the first of its line, is before a secret and not a number of a key."""
    if at:
        return False
    behind = words[1:]
    if len(behind) == 1:
        return not _NUMBER.fullmatch(behind[0])
    is_typed = len(behind) == 2 and (behind[0] in SKIPPED or bool(_TYPE.fullmatch(behind[0])))  # noqa: PLR2004
    return is_typed or any(map(KEY_PLACES.fullmatch, block.split()))


def _is_of_redundancy(words: list[str], at: int, block: str) -> bool:
    """Say whether `authentication` is before a secret, as it is of VRRP, HSRP and GLBP."""
    before = words[max(0, at - _MOST_SKIPPED) : at] or block.split(" ")
    return not {"standby", "vrrp", "glbp"}.isdisjoint(before) and words[at + 1] not in (
        *("mode", "key-chain", "open"),
    )


def _of_users(tokens: list[_Token], words: list[str]) -> Iterator[_Span]:
    """Give the hashes of AOS' `mgmt-user NAME ROLE HASH` and Instant's `user NAME HASH portal`."""
    if words[0] == "mgmt-user" and words[1:2] not in (["ssh-pubkey"], ["webui-cacert"]):
        for token, word in zip(tokens[2:], words[2:], strict=True):
            if word not in ROLES:
                yield from _value(token)
    if words[0] == "user" and len(words) > 3 and words[-1] in ("portal", "radius"):  # noqa: PLR2004
        yield from _value(tokens[2])


def _of_snmp(tokens: list[_Token], words: list[str]) -> Iterator[_Span]:
    """Give the community of `snmp-server host ADDRESS [version 2c] COMMUNITY`."""
    if words[:2] != ["snmp-server", "host"] or "community" in words:
        return
    at = 3
    while at < len(words):
        word = words[at]
        if word in ("version", "vrf", "udp-port", "port", "source", "interface"):
            at += 2
        elif word in (
            "trap",
            "traps",
            "inform",
            "informs",
            "name",
            "auth",
            "noauth",
            "priv",
            "1",
            "2c",
            "3",
        ):
            at += 1
        else:
            yield from _value(tokens[at])
            return

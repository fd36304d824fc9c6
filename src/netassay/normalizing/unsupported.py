"""Texts that resemble a test's and that no dialect reads: refused by name, not half read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["UNSUPPORTED_TEXTS", "UnsupportedText"]


@attrs.frozen
class UnsupportedText:
    """A kind of text, identified by a regular expression that matches in such texts only.

    `tests` are those whose texts it resembles, `name` is for the reason of a refusal.
    """

    name: str
    tests: Sequence[str]
    signature: str


UNSUPPORTED_TEXTS: Final = (
    UnsupportedText(
        "the text of fping",
        ("ping",),
        r"^(?:\[[\d.]+\] )?\S+ +: (?:\[\d+\], |xmt/rcv/%loss = |duplicate for |[\d.-]+ [\d. -]*$)"
        r"|^\S+ is (?:alive|unreachable)(?: \([\d.]+ ms\))?$|^ICMP [A-Z][\w ]* from \S+ for ICMP ",
    ),
    UnsupportedText(
        "a help text",
        ("ping", "ping_sweep", "traceroute", "iperf"),
        r"^[ \t]*+[Uu]sage:?(?:$| )|^ping utility, |^ping from \w+utils ",
    ),
    UnsupportedText(
        "a version text",
        ("traceroute",),
        r"^Modern traceroute for Linux, version |^traceroute \(GNU inetutils\) ",
    ),
    UnsupportedText(
        "the report of tracepath",
        ("traceroute",),
        r"^ ?\d+\?: \[LOCALHOST\]|^ *Resume: pmtu \d",
    ),
    UnsupportedText(
        "the report of iperf 2",
        ("iperf",),
        r"^Client connecting to \S+, (?:TCP|UDP) port |^Server listening on (?:TCP|UDP) port "
        r"|^\[ *\d+\] local \S+ port \d+ connected with ",
    ),
    UnsupportedText("the report of mtr", ("traceroute",), r"^HOST: .*Loss%|^ *\d+\.\|-- "),
    UnsupportedText(
        "the text of a ping in another language than English",
        ("ping",),
        r"^PING [^\n]*\) \d+\(\d+\) (?!bytes )\S+ |^\d+ (?!bytes from )[^\n]*icmp_seq="
        r"|^(?:Ping wird |Antwort von |Envoi d.une requ|Haciendo ping |Respuesta desde "
        r"|Esecuzione di Ping |Risposta da |Disparando |Resposta de )",
    ),
)

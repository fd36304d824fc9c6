"""Texts that look like a test's and that no dialect reads: refused by name, not half read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["STRANGERS", "Stranger"]


@attrs.frozen
class Stranger:
    """A kind of text, told by a regular expression that is found in such texts only.

    `tests` are those whose texts it resembles, `what` names it in the reason of a refusal.
    """

    what: str
    tests: Sequence[str]
    signature: str


STRANGERS: Final = (
    Stranger(
        "the text of fping",
        ("ping",),
        r"^(?:\[[\d.]+\] )?\S+ +: (?:\[\d+\], |xmt/rcv/%loss = |duplicate for |[\d.-]+ [\d. -]*$)"
        r"|^\S+ is (?:alive|unreachable)(?: \([\d.]+ ms\))?$|^ICMP [A-Z][\w ]* from \S+ for ICMP ",
    ),
    Stranger(
        "a help text",
        ("ping", "ping_sweep", "traceroute", "iperf"),
        r"^[ \t]*+[Uu]sage:?(?:$| )|^ping utility, |^ping from \w+utils ",
    ),
    Stranger(
        "a version text",
        ("traceroute",),
        r"^Modern traceroute for Linux, version |^traceroute \(GNU inetutils\) ",
    ),
    Stranger(
        "the report of tracepath",
        ("traceroute",),
        r"^ ?\d+\?: \[LOCALHOST\]|^ *Resume: pmtu \d",
    ),
    Stranger(
        "the report of iperf 2",
        ("iperf",),
        r"^Client connecting to \S+, (?:TCP|UDP) port |^Server listening on (?:TCP|UDP) port "
        r"|^\[ *\d+\] local \S+ port \d+ connected with ",
    ),
    Stranger("the report of mtr", ("traceroute",), r"^HOST: .*Loss%|^ *\d+\.\|-- "),
    Stranger(
        "the text of a ping in another language than English",
        ("ping",),
        r"^PING [^\n]*\) \d+\(\d+\) (?!bytes )\S+ |^\d+ (?!bytes from )[^\n]*icmp_seq="
        r"|^(?:Ping wird |Antwort von |Envoi d.une requ|Haciendo ping |Respuesta desde "
        r"|Esecuzione di Ping |Risposta da |Disparando |Resposta de )",
    ),
)

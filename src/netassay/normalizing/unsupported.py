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
    `beside`: lines of a format may stand in it too, so in each line it is looked for before them;
    where only the next lines tell, the signature reaches over these.
    """

    name: str
    tests: Sequence[str]
    signature: str
    beside: bool = False


_PRINTING: Final = ("ping", "ping_sweep", "traceroute", "iperf")
#: What Windows says in German, French, Spanish, Italian, Portuguese, Polish, Russian, Dutch,
#: Chinese, Japanese and Korean before it pings, and behind a host's answer.
_WINDOWS_PING: Final = (
    r"^(?:Ping wird |Antwort von |Ping-Statistik |Envoi d.une requ|R\S{1,2}ponse de |Statistiques Ping "
    r"|Haciendo ping |Respuesta desde |Estad\S{1,2}sticas de ping |Esecuzione di Ping |Risposta da "
    r"|Statistiche Ping |Disparando |Resposta de |Estat\S{1,2}sticas do Ping |A enviar |A executar ping"
    r"|Badanie |Odpowied\S{1,2} z |Statystyka badania |Обмен пакетами |Ответ от |Статистика Ping "
    r"|Pingen naar |Antwoord van |正在 Ping |来自 |回覆自 |Ping [^\n]*(?:使用|바이트)"
    r"|[^\n]*(?:に ping を|からの応答|의 응답))"
    r"|^(?!Reply from )[^\n]{1,200}[:=][^\n]{1,60}\bTTL ?= ?\d+[ \t\r]*$"
    r"|^[ \t]*(?!Packets: Sent)[^\n:=]{1,30}: ?[^\n:=]{1,30} = \d+ ?[,\uff0c\u3001][^\n=]{1,30} = \d+[,\uff0c\u3001 ]"
)
_WINDOWS_TRACE: Final = (
    r"^[ \t]*+(?:Routenverfolgung |D\S{1,2}termination de l|Traza a |Traccia instradamento "
    r"|Rastreando a rota |A rastrear a rota |Rastreio da rota |\S{1,2}ledzenie trasy |Трассировка маршрута "
    r"|Bezig met het traceren |通过最多 |在上限 |[^\n]*(?:へのルートをトレース|(?:으로|로) 가는 경로 추적))"
)

_PING_IN_ANOTHER_LANGUAGE: Final = "the text of a ping in another language than English"
UNSUPPORTED_TEXTS: Final = (
    UnsupportedText(
        "the text of a ping of SR OS",
        ("ping",),
        r"^PING [^\s()]*[^\s():] \d+ data bytes[ \t\r]*$|^-{4} \S+ PING Statistics -{4}"
        r"|^\d+ bytes from [^\n]* time=[\d.]+ms\.[ \t\r]*$|^round-trip min = [\d.]+ms, ",
        beside=True,
    ),
    UnsupportedText(
        "the text of a ping of MPLS paths",
        ("ping",),
        r"^Sending \d+, \d+-byte MPLS Echos|^ping mpls |^--- lsping statistics ---"
        r"|^LSP-PING |^-{4} LSP \S+ PING Statistics",
        beside=True,
    ),
    UnsupportedText(
        "the text of a ping over TCP",
        ("ping",),
        r"^PING [^\n]* on port \d+\.?[ \t\r]*$|^TCPinging |^Probing \S+:\d+/tcp"
        r"|^Connecting to \S+ on TCP \d|^Reply from [^\n]* on port \d+\b[^\n]*(?i:tcp_conn=)"
        r"|^seq +\d+: (?:tcp response from|no response)",
        beside=True,
    ),
    UnsupportedText(
        "the text of PsPing",
        ("ping", "iperf"),
        r"^PsPing v\d|^(?:Pinging [^\n]*\n)?\d+ iterations \(warmup \d+\)|^TCP connect to \S+:\d+:"
        r"|^Setting warmup count |^Connecting to \S+:\d+(?: \(warmup\))?: from |^TCP connect statistics for ",
        beside=True,
    ),
    UnsupportedText("the text of hping", ("ping",), r"^HPING \S+ \(", beside=True),
    UnsupportedText("the text of arping", ("ping",), r"^ARPING \S+", beside=True),
    UnsupportedText("the text of httping", ("ping",), r"^PING \S+:\d+ \(/", beside=True),
    UnsupportedText("the text of nping", ("ping",), r"^Starting Nping ", beside=True),
    UnsupportedText(
        "the report of pathping",
        ("traceroute",),
        r"^Tracing route to [^\n]*\n?[^\n]*over a maximum of \d+ hops:?[ \t\r]*\n[ \t\r\n]*0  "
        r"|^Computing statistics for \d|^[ \t]*Source to Here[ \t]+This Node/Link",
        beside=True,
    ),
    UnsupportedText(
        "the report of NextTrace",
        ("traceroute",),
        r"^NextTrace |^IP Geo Data Provider: |^\[NextTrace API\]",
        beside=True,
    ),
    UnsupportedText(
        "the report of tcptraceroute",
        ("traceroute",),
        r"^Selected device \S+, address \S+, port |^Tracing the path to ",
        beside=True,
    ),
    UnsupportedText(
        "the traceroute of SR OS",
        ("traceroute",),
        r"^traceroute to [^\s(),]+, \d+ hops max, \d+ byte packets",
        beside=True,
    ),
    UnsupportedText(
        "the traceroute of MPLS paths",
        ("traceroute",),
        r"^Tracing MPLS Label Switched Path |^traceroute mpls ",
        beside=True,
    ),
    UnsupportedText(
        "the traceroute of RouterOS",
        ("traceroute",),
        r"^[ \t]*+(?:#[ \t]*+)?ADDRESS[ \t]++(?:LOSS[ \t]+SENT|RT1|STATUS)",
        beside=True,
    ),
    UnsupportedText(
        "the report of WinMTR",
        ("traceroute",),
        r"^\|[ \t]+WinMTR statistics|^\|?[ \t]*Host[ \t]+-[ \t]+%[ \t]*\|",
        beside=True,
    ),
    UnsupportedText(
        "the report of mtr",
        ("traceroute",),
        r"^HOST: .*Loss%|^[ \t]*My traceroute[ \t]+\[v|^ *\d+\.\|-- |^Mtr_Version,|^[ \t]*+\{\s*+\"report\"\s*+:",
        beside=True,
    ),
    UnsupportedText(
        "a version text",
        ("iperf",),
        r"^iperf 3\S* \(cJSON|^iperf (?:version )?3[^\n]*\n[^\n]*\nOptional features available: ",
        beside=True,
    ),
    UnsupportedText(
        "the text of fping",
        ("ping",),
        r"^(?:\[[\d.]+\] )?\S+ +: (?:\[\d+\], |xmt/rcv/%loss = |duplicate for |[\d.-]+ [\d. -]*$)"
        r"|^\S+ is (?:alive|unreachable)(?: \([\d.]+ ms\))?$|^ICMP [A-Z][\w ]* from \S+ for ICMP ",
    ),
    UnsupportedText("a help text", _PRINTING, r"^[ \t]*+[Uu]sage:?(?:$| )"),
    UnsupportedText(
        "a version text",
        _PRINTING,
        r"^ping utility, |^ping from \w+utils |^Modern traceroute for Linux, version |^(?:ping|traceroute|tracepath) \(GNU inetutils\) "
        r"|^(?:tracepath|traceroute6?) from \w+utils |^iperf (?:version )?[23][\d.]+[^\n]*$(?!\s*\S)"
        r"|^fping: Version |^mtr \d[\d.]*$|^BusyBox v\d",
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
        r"|^\[ *\d+\] local \S+ port \d+ connected with "
        r"|^\[ *(?:\d+|SUM)\] +\d+\.\d+- *\d+\.\d+ sec  ",
    ),
    UnsupportedText(
        _PING_IN_ANOTHER_LANGUAGE,
        ("ping",),
        r"^(?:PING [^\n]*\n)?\d+ (?!bytes from )[^\n]*icmp_seq="
        # The totals, of which some words are English in any language.
        r"|^(?:PING [^\n]*\n\s*+)?--- (?!\S+ (?:\w*ping\w*) statistics? ---)(?=[^\n]*(?:[Pp]ing|\ud551))[^\n]+ ---[ \t\r]*$"
        r"|^(?![^\n]*packets transmitted)[^\n]{1,200}, [\d.]+% packet loss, time \d",
        beside=True,
    ),
    UnsupportedText(
        _PING_IN_ANOTHER_LANGUAGE,
        ("ping",),
        rf"^PING [^\n]*\) \d+\(\d+\) (?!bytes (?:of?)?(?:$| ))\S+ |{_WINDOWS_PING}",
    ),
    UnsupportedText(
        "the text of a traceroute in another language than English",
        ("traceroute",),
        _WINDOWS_TRACE,
    ),
    UnsupportedText(
        "the ARP table of a Cisco router or switch",
        ("arp_table",),
        r"^Protocol[ \t]+Address[ \t]+Age \(min\)|^Address[ \t]+Age[ \t]+(?:Hardware Addr|MAC Address)"
        r"|^IP ARP Table for (?:context|all contexts)",
    ),
    UnsupportedText(
        "the ARP table of an AOS-CX switch",
        ("arp_table",),
        r"^IPv[46] Address[ \t]+MAC[ \t]+Port[ \t]",
    ),
    UnsupportedText(
        "the ARP table of Windows",
        ("arp_table",),
        r"^\S[^\n]*: \d+\.\d+\.\d+\.\d+ --- 0x|^[ \t]*Internet Address[ \t]+Physical Address",
    ),
    UnsupportedText(
        "the ARP table of Junos", ("arp_table",), r"^MAC Address[ \t]+Address[ \t]+Name[ \t]"
    ),
    UnsupportedText(
        "the ARP table of another device",
        ("arp_table",),
        r"^(?:IP ADDRESS|Address)[ \t]+(?:MAC ADDRESS|Age ?\((?:min|sec)\))[ \t]|ADDRESS[ \t]+MAC-ADDRESS"
        r"|^Net to Media Table|^Neighbor[ \t]+Linklayer Address|^ARP Table \(Router: "
        r"|^IP address[ \t]+MAC address[ \t]+VLAN|^interface[ \t]+ip address[ \t]+hw address"
        r"|^\S+ \(\S+\) at \S+ on \S+ (?:permanent|expired|(?:\d+[dhms])+)(?: [A-Z]+)?[ \t]*$"
        r"|^[ \t]*+\S++ \(\S+\) at \S+ (?:\[\w+\] stored in bucket|ether[ \t]*$)",
    ),
)

"""Texts of tools that are not claimed: refused by name, though some of their lines look familiar."""

# ruff: noqa: RUF001 - texts in other languages than English

from __future__ import annotations

import pytest

import netassay
from netassay.measurements import TESTS
from netassay.normalizing.unsupported import UNSUPPORTED_TEXTS

#: Texts by what the reason says; of each the test that it could be taken for.
OTHERS: dict[str, list[tuple[str, str]]] = {
    "SR OS": [
        (
            "ping",
            (
                "PING 192.0.2.1 56 data bytes\n!!!!!\n---- 192.0.2.1 PING Statistics ----\n"
                "5 packets transmitted, 5 packets received, 0.00% packet loss\n"
            ),
        ),
        (
            "traceroute",
            (
                "traceroute to 192.0.2.9, 30 hops max, 40 byte packets\n"
                "  1  192.0.2.1 (192.0.2.1)    1.23 ms  1.1 ms  1.0 ms\n"
            ),
        ),
    ],
    "MPLS": [
        ("ping", "Sending 5, 100-byte MPLS Echos to 192.0.2.4/32,\n!!!!!\n"),
        (
            "ping",
            (
                "user@r1> ping mpls ldp 192.0.2.4\n!!!!!\n--- lsping statistics ---\n"
                "5 packets transmitted, 5 packets received, 0% packet loss\n"
            ),
        ),
        ("ping", "LSP-PING 192.0.2.4/32: 80 bytes MPLS payload\n"),
        ("traceroute", "Tracing MPLS Label Switched Path to 192.0.2.4/32, timeout is 2 seconds\n"),
    ],
    "over TCP": [
        (
            "ping",
            (
                "PING host.example.com (192.0.2.1) on port 443.\n"
                "Reply from host.example.com (192.0.2.1) on port 443: tcp_conn=1 time=3.86 ms\n"
            ),
        ),
        ("ping", "Probing 192.0.2.1:80/tcp - Port is open - time=1.0ms\n"),
        ("ping", "Reply from host.example.com (192.0.2.1) on port 80: tcp_conn=1 time=3.86 ms\n"),
        ("ping", "seq 0: tcp response from host.example.com (192.0.2.1) [open]  11.2 ms\n"),
        ("ping", "TCPinging host.example.com on port 80\n"),
    ],
    "PsPing": [
        (
            "ping",
            (
                "PsPing v2.12 - PsPing - ping, latency, bandwidth measurement utility\n\n"
                "Pinging 192.0.2.1 with 32 bytes of data:\n5 iterations (warmup 1) ping test:\n"
                "Reply from 192.0.2.1: 0.62ms\n"
            ),
        ),
        ("ping", "TCP connect to 192.0.2.1:80:\n5 iterations (warmup 1) ping test:\n"),
        ("ping", "Connecting to 192.0.2.1:443: from 192.0.2.7:50002: 1.00ms\n"),
        (
            "ping",
            "TCP connect statistics for 192.0.2.1:443:\n  Sent = 4, Received = 4, Lost = 0 (0% loss),\n",
        ),
    ],
    "SR OS, cut": [
        ("ping", "64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=1.2ms.\n"),
        ("ping", "round-trip min = 1.93ms, avg = 1.93ms, max = 1.93ms, stddev = 0.000ms\n"),
    ],
    "hping": [
        (
            "ping",
            (
                "HPING 192.0.2.1 (eth0 192.0.2.1): S set, 40 headers + 0 data bytes\n\n"
                "--- 192.0.2.1 hping statistic ---\n1 packets transmitted, 1 packets received, 0% packet loss\n"
            ),
        )
    ],
    "arping": [
        (
            "ping",
            (
                "ARPING 192.0.2.1\n--- 192.0.2.1 statistics ---\n"
                "1 packets transmitted, 1 packets received,   0% unanswered (0 extra)\n"
            ),
        )
    ],
    "pathping, its statistics": [
        ("traceroute", "            Source to Here   This Node/Link\nHop  RTT    Lost/Sent = Pct\n")
    ],
    "mtr": [
        (
            "traceroute",
            "                 My traceroute  [v0.95]\npc (192.0.2.7) -> host (192.0.2.9)\n",
        )
    ],
    "pathping": [
        (
            "traceroute",
            (
                "\nTracing route to www.example.com [192.0.2.9]\nover a maximum of 30 hops:\n"
                "  0  pc.example.com [192.0.2.1]\n  1  192.0.2.9\n"
            ),
        ),
        (
            "traceroute",
            "Tracing route to 192.0.2.9 over a maximum of 30 hops\n\n  0  pc [192.0.2.1]\n",
        ),
    ],
    "NextTrace": [
        ("traceroute", "NextTrace v1.3.7\nIP Geo Data Provider: x\n1   192.0.2.1  1.09 ms\n")
    ],
    "tcptraceroute": [
        (
            "traceroute",
            (
                "Tracing the path to www.example.com (192.0.2.9) on TCP port 80 (http), 30 hops max\n"
                " 1  192.0.2.1  0.5 ms  0.4 ms  0.3 ms\n"
            ),
        )
    ],
    "RouterOS": [
        (
            "traceroute",
            (
                "ADDRESS                          LOSS SENT    LAST     AVG    BEST   WORST STD-DEV\n"
                "192.0.2.1                          0%    3   0.4ms     0.4     0.4     0.5       0\n"
            ),
        )
    ],
    "WinMTR": [
        (
            "traceroute",
            (
                "|-----|\n|                 WinMTR statistics                  |\n"
                "|        Host              -   %  | Sent | Recv | Best | Avrg | Wrst | Last |\n"
            ),
        )
    ],
    "version text": [
        ("iperf", "iperf 3.12 (cJSON 1.7.15)\nLinux host 6.1.0 #1 SMP x86_64\n"),
        (
            "iperf",
            "iperf 3.1.3\nLinux host 4.15.0\nOptional features available: CPU affinity setting\n",
        ),
        ("iperf", "iperf version 2.0.13 (21 Jan 2019) pthreads\n"),
        ("traceroute", "Modern traceroute for Linux, version 2.1.2\n"),
    ],
    "iperf 2": [
        ("iperf", "[  3]  0.0-10.0 sec  1.10 GBytes   943 Mbits/sec\n"),
        ("iperf", "[  1] 0.00-10.01 sec  1.10 GBytes   943 Mbits/sec\n"),
    ],
    "Cisco": [
        ("arp_table", "Protocol  Address          Age (min)  Hardware Addr   Type   Interface\n"),
        ("arp_table", "Address         Age        Hardware Addr   State      Type  Interface\n"),
    ],
    "another device": [
        ("arp_table", "? (192.0.2.1) at 00:00:5e:00:53:01 on wm0 23m44s R\n"),
        ("arp_table", "ARP Table (Router: Base)\nIP Address      MAC Address       Expiry\n"),
        (
            "arp_table",
            "IP address      MAC address    VLAN/VSI   Interface                Aging Type\n",
        ),
        ("arp_table", "interface         ip address      hw address        port\n"),
        ("arp_table", "  ? (192.0.2.1) at 0:0:5e:0:53:1 [ethernet] stored in bucket 0\n"),
    ],
    "AOS-CX": [("arp_table", "IPv4 Address     MAC                Port         Physical Port\n")],
    "Windows": [
        (
            "arp_table",
            "\nInterface: 192.0.2.10 --- 0x4\n  Internet Address      Physical Address      Type\n",
        ),
        ("arp_table", "\nSchnittstelle: 192.0.2.10 --- 0x4\n"),
    ],
    "traceroute in another language": [
        ("traceroute", "Routenverfolgung zu www.example.com [192.0.2.9]\nüber maximal 30 Hops:\n"),
        ("traceroute", "Traza a la dirección www.example.com [192.0.2.9]\n"),
        ("traceroute", "通过最多 30 个跃点跟踪\n到 www.example.com [192.0.2.9] 的路由:\n"),
    ],
    "ping in another language": [
        ("ping", f"{line}\n")
        for line in (
            "正在 Ping 192.0.2.1 具有 32 字节的数据:\n请求超时。",
            "来自 192.0.2.1 的回复: 字节=32 时间=1ms TTL=64",
            "64 字节，来自 192.0.2.1: icmp_seq=1 ttl=64 时间=0.05 毫秒",
            "192.0.2.1 に ping を送信しています 32 バイトのデータ:",
            "192.0.2.1 からの応答: バイト数 =32 時間 =1ms TTL=64",
            "Обмен пакетами с 192.0.2.1 по с 32 байтами данных:",
            "64 байта из 192.0.2.1: icmp_seq=1 ttl=64 время=0.05 мс",
            "Badanie 192.0.2.1 z 32 bajtami danych:",
            "Odpowiedź z 192.0.2.1: bajtów=32 czas=1ms TTL=64",
            "Disparando 192.0.2.1 com 32 bytes de dados:",
            "PING 192.0.2.1 (192.0.2.1) 56(84) bytes de dados.",
            "Esecuzione di Ping 192.0.2.1 con 32 byte di dati:",
            "PING 192.0.2.1 (192.0.2.1) 56(84) byte di dati.",
            "Haciendo ping a 192.0.2.1 con 32 bytes de datos:",
            "Envoi d’une requête 'Ping'  192.0.2.1 avec 32 octets de données :",
            "PING 192.0.2.1 (192.0.2.1) 56(84) octets de données.",
            "Ping wird ausgeführt für 192.0.2.1 mit 32 Bytes Daten:",
            "--- 192.0.2.1 ping 统计 ---\n已发送 3 个包， 已接收 3 个包, 0% packet loss, time 2003ms",
            "3 pacotes transmitidos, 3 recebidos, 0% packet loss, time 2003ms",
            "--- statistiques ping 192.0.2.1 ---\nrtt min/avg/max/mdev = 0.050/0.050/0.050/0.000 ms",
            (
                "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.\n\n--- 192.0.2.1 ping 统计 ---\n"
                "rtt min/avg/max/mdev = 0.050/0.050/0.050/0.000 ms"
            ),
            "    Pakete: Gesendet = 4, Empfangen = 4, Verloren = 0",
            "    数据包: 已发送 = 4，已接收 = 4，丢失 = 0 (0% 丢失)，",
            "64 Bytes von 192.0.2.1: icmp_seq=1 ttl=64 Zeit=0.05 ms",
            "Antwort von 192.0.2.1: Bytes=32 Zeit<1ms TTL=64",
            "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.\n64 bajty z 192.0.2.1: icmp_seq=1 ttl=64",
        )
    ],
}


@pytest.mark.parametrize(
    ("what", "test", "text"),
    [(what, test, text) for what, texts in OTHERS.items() for test, text in texts],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_refused_by_name(what: str, test: str, text: str, end: str) -> None:
    """The reason says whose the text is; nothing of it is read."""
    with pytest.raises(netassay.NotAResponse) as raised:
        netassay.parse_text(test, text.replace("\n", end))
    with pytest.raises(netassay.NotAResponse):
        list(netassay.parse_texts(text.replace("\n", end)))
    said = str(raised.value)
    assert said.startswith(f"not {'an' if test[0] in 'ai' else 'a'} {test} text that any dialect")
    assert what.split(",", maxsplit=1)[0] in said


def test_where_a_text_goes_on_otherwise() -> None:
    """Of a text that only begins as one of a test's, the first other line is told."""
    with pytest.raises(
        netassay.NotAResponse, match=r"begins as one \(arp_linux\), but line 2 is none"
    ):
        netassay.parse_text("arp_table", "Address HWtype HWaddress\nand more of it\n")


def test_all_tests_of_unsupported_texts_are_there() -> None:
    """A misspelled test would be refused nothing."""
    assert TESTS.keys() >= {test for text in UNSUPPORTED_TEXTS for test in text.tests}


def test_texts_that_are_claimed() -> None:
    """What looks like another's in one word is read."""
    v6 = "PING 2001:db8::1(2001:db8::1) 56 data bytes\n64 bytes from 2001:db8::1: icmp_seq=1 ttl=64 time=1.00 ms\n"
    assert 1 == len(netassay.parse_text("ping", v6).measurement.replies)
    solaris = "----host.example.com PING Statistics----\n1 packets transmitted, 1 packets received, 0% packet loss\n"
    assert 1 == netassay.parse_text("ping", solaris).measurement.received
    named = netassay.parse_text("ping", f"PING host.example.com: 56 data bytes\n{solaris}")
    assert ("host.example.com", 56) == (
        named.measurement.destination,
        named.measurement.payload_bytes,
    )

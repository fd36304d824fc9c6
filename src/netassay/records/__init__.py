"""The records of the tests, one module a test; each field has its unit and meaning.

`Measurement` is the record of any test. The other records are nested in these; `records.result`
has the record around them.
"""

from __future__ import annotations

from typing import TypeAlias

from netassay.records.aaa import Aaa
from netassay.records.arp_table import ArpTable, Entry
from netassay.records.bounce import Bounce, BouncedPort
from netassay.records.cable_test import CablePair, CablePort, CableTest
from netassay.records.http import Http, Response
from netassay.records.iperf import Cpu, Interval, Iperf, Transfer
from netassay.records.nslookup import Nslookup
from netassay.records.ping import Ping, Reply
from netassay.records.ping_sweep import Pass, PingSweep, Request
from netassay.records.show_command import CommandResponse, MeasuredRun, ShowCommand
from netassay.records.speedtest import Speedtest
from netassay.records.tcp import Tcp
from netassay.records.traceroute import Hop, Probe, Traceroute

__all__ = [
    "Aaa",
    "ArpTable",
    "Bounce",
    "BouncedPort",
    "CablePair",
    "CablePort",
    "CableTest",
    "CommandResponse",
    "Cpu",
    "Entry",
    "Hop",
    "Http",
    "Interval",
    "Iperf",
    "MeasuredRun",
    "Measurement",
    "Nslookup",
    "Pass",
    "Ping",
    "PingSweep",
    "Probe",
    "Reply",
    "Request",
    "Response",
    "ShowCommand",
    "Speedtest",
    "Tcp",
    "Traceroute",
    "Transfer",
]

#: The record of any test.
Measurement: TypeAlias = (
    Aaa
    | ArpTable
    | Bounce
    | CableTest
    | Http
    | Iperf
    | Nslookup
    | Ping
    | PingSweep
    | ShowCommand
    | Speedtest
    | Tcp
    | Traceroute
)

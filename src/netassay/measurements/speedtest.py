"""speedtest: an iperf3 run of an access point, totals of one direction or both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core import arithmetic
from netassay.core.keys.wire import To
from netassay.core.records.record import numbers
from netassay.core.spec import Test
from netassay.core.verdicts import Verdict, joined, number, of_parts
from netassay.measurements.iperf.verdict import flows, loses, transfer_summary
from netassay.records.iperf import Transfer
from netassay.records.speedtest import Speedtest

if TYPE_CHECKING:
    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node

__all__ = ["SPEC"]


_MEGABITS: Final = numbers(Transfer, "bitrate", stated_in="Mbps")


def _one_way(way: str) -> dict[str, str | To]:
    return {
        f"{way}Bytes": f"{way}.transferred",
        f"{way}BandwidthInMbps": To(f"{way}.bitrate", _MEGABITS),
        f"{way}Retries": f"{way}.retransmits",
        f"{way}Datagrams": f"{way}.datagrams",
        f"{way}Jitter": f"{way}.jitter",
        f"{way}LostPackets": f"{way}.lost_datagrams",
    }


OUTPUTS: Final = {
    "aps": {
        "iperfServerAddress": "server_address",
        "serverPort": "server_port",
        "protocol": "protocol",
        "intervalInSeconds": "duration",
        **_one_way("upstream"),
        **_one_way("downstream"),
    },
}


def complete(node: Node) -> bool:
    """Say whether the server and one direction are there."""
    return "server_address" in node and any(
        {"transferred", "bitrate"} <= node.get(way, {}).keys() for way in ("upstream", "downstream")
    )


def check(node: Node, notes: Notes) -> None:
    """Hold each direction's rate against its bytes."""
    duration = node.get("duration")
    for way in ("upstream", "downstream"):
        transfer = node.get(way, {})
        if duration is not None and {"transferred", "bitrate"} <= transfer.keys():
            arithmetic.rate(
                transfer["transferred"],
                transfer["bitrate"],
                duration.value,
                max(duration.step, 1.0),
                f"{way}.bitrate",
                notes,
            )
        if "datagrams" in transfer and "lost_datagrams" in transfer:
            lost, sent = transfer["lost_datagrams"].value, transfer["datagrams"].value
            arithmetic.share(transfer, f"{way}.", lost, sent, "loss", notes)


def verdict(test: Speedtest) -> Verdict:
    """Judge each direction by what went through; lost datagrams make it a part."""
    ways = (test.upstream, test.downstream)
    judged = of_parts(map(flows, ways))
    return "degraded" if judged == "passed" and any(map(loses, ways)) else judged


def summary(test: Speedtest) -> str:
    """Return protocol and time, and what went each way."""
    duration = test.duration_s
    return joined(
        (
            test.protocol,
            None if duration is None else f"{number(duration)} s",
            transfer_summary("up", test.upstream),
            transfer_summary("down", test.downstream),
        )
    )


SPEC: Final = Test(
    name="speedtest",
    endpoint="speedtest",
    record=Speedtest,
    outputs=OUTPUTS,
    complete=complete,
    check=check,
    verdict=verdict,
    summary=summary,
)

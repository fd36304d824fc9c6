"""speedtest: an iperf3 run of an access point; its totals of one direction or both."""

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


def _keys_of(direction: str) -> dict[str, str | To]:
    return {
        f"{direction}Bytes": f"{direction}.transferred",
        f"{direction}BandwidthInMbps": To(f"{direction}.bitrate", _MEGABITS),
        f"{direction}Retries": f"{direction}.retransmits",
        f"{direction}Datagrams": f"{direction}.datagrams",
        f"{direction}Jitter": f"{direction}.jitter",
        f"{direction}LostPackets": f"{direction}.lost_datagrams",
    }


OUTPUTS: Final = {
    "aps": {
        "iperfServerAddress": "server_address",
        "serverPort": "server_port",
        "protocol": "protocol",
        "intervalInSeconds": "duration",
        **_keys_of("upstream"),
        **_keys_of("downstream"),
    },
}


def complete(node: Node) -> bool:
    """Say whether the server and one direction are there."""
    return "server_address" in node and any(
        {"transferred", "bitrate"} <= node.get(direction, {}).keys()
        for direction in ("upstream", "downstream")
    )


def check(node: Node, notes: Notes) -> None:
    """Compare each direction's rate with its bytes, and its loss with its datagrams."""
    duration = node.get("duration")
    for direction in ("upstream", "downstream"):
        transfer = node.get(direction, {})
        if duration is not None and {"transferred", "bitrate"} <= transfer.keys():
            arithmetic.rate(
                transfer["transferred"],
                transfer["bitrate"],
                duration.value,
                max(duration.step, 1.0),
                f"{direction}.bitrate",
                notes,
            )
        arithmetic.within(transfer, f"{direction}.", "lost_datagrams", "datagrams", notes)
        if "datagrams" in transfer and "lost_datagrams" in transfer:
            lost, sent = transfer["lost_datagrams"].value, transfer["datagrams"].value
            arithmetic.share(transfer, f"{direction}.", lost, sent, "loss", notes)


def verdict(test: Speedtest) -> Verdict:
    """Judge each direction by its volume; lost datagrams degrade it."""
    transfers = (test.upstream, test.downstream)
    judged = of_parts(map(flows, transfers))
    return "degraded" if judged == "passed" and any(map(loses, transfers)) else judged


def summary(test: Speedtest) -> str:
    """Return protocol and time, and the rate of each direction."""
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

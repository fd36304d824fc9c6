"""nslookup: the addresses that a name resolved to (RFC 1035)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.kinds import Address, Host
from netassay.core.parts import Listed
from netassay.core.record import Record, many, record, some
from netassay.core.spec import Test

if TYPE_CHECKING:
    from netassay.core.readings import Node

__all__ = ["SPEC", "Nslookup"]


@record
class Nslookup(Record):
    """The result of a name's resolution."""

    host: Host | None = some("name that was looked up")
    dns_server: Host | None = some("server that was asked")
    addresses: list[Address] = many("addresses in the order of the answer")


OUTPUTS: Final = {
    "aps": {
        "hostName": "host",
        "dnsServer": "dns_server",
        "resolvedAddresses": Listed("addresses"),
    },
}


def complete(node: Node) -> bool:
    """Say whether name, server and an address are there.

    A list without addresses is not complete: nothing tells a name that has none from a
    server that gave no answer.
    """
    return {"host", "dns_server"} <= node.keys() and bool(node.get("addresses"))


SPEC: Final = Test(
    name="nslookup",
    endpoint="nslookup",
    record=Nslookup,
    outputs=OUTPUTS,
    complete=complete,
)

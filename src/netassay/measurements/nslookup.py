"""nslookup: the addresses that a name resolved to (RFC 1035)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.keys.compounds import Listed
from netassay.core.spec import Test
from netassay.core.verdicts import Verdict, joined, one_line
from netassay.records.nslookup import Nslookup

if TYPE_CHECKING:
    from netassay.core.values.readings import Node

__all__ = ["SPEC"]


OUTPUTS: Final = {
    "aps": {
        "hostName": "host",
        "dnsServer": "dns_server",
        "resolvedAddresses": Listed("addresses"),
    },
}


def complete(node: Node) -> bool:
    """Say whether name, server and an address are there.

    Without an address it is not complete: the name may have none, or the server did not
    answer.
    """
    return {"host", "dns_server"} <= node.keys() and bool(node.get("addresses"))


def verdict(lookup: Nslookup) -> Verdict:
    """Judge by the addresses: a name without any was not resolved."""
    if lookup.addresses:
        return "passed"
    return "unknown" if lookup.host is None else "failed"


#: Number of addresses that a summary names.
_MOST_NAMED: Final = 3


def summary(lookup: Nslookup) -> str:
    """Return the name and the first of its addresses."""
    host = one_line(lookup.host or "the name")
    if not lookup.addresses:
        return f"no address of {host} found"
    more = len(lookup.addresses) - _MOST_NAMED
    named = joined(lookup.addresses[:_MOST_NAMED])
    return f"{host} is {named}" + (f" and {more} more" if more > 0 else "")


SPEC: Final = Test(
    name="nslookup",
    endpoint="nslookup",
    record=Nslookup,
    outputs=OUTPUTS,
    complete=complete,
    verdict=verdict,
    summary=summary,
)

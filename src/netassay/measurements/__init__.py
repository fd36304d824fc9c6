"""The tests of the API, one module each: key tables, checks, verdict and summary.

A new test is a record in `records`, one module here and its `Test` in `TESTS`;
`tests/test_completeness.py` names the files that it needs beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.families import FAMILIES
from netassay.errors import UnknownName
from netassay.measurements import (
    aaa,
    arp_table,
    bounce,
    cable_test,
    http,
    iperf,
    nslookup,
    ping,
    ping_sweep,
    show_command,
    speedtest,
    tcp,
    traceroute,
)

if TYPE_CHECKING:
    from netassay.core.spec import Test

__all__ = ["FAMILIES", "TESTS", "endpoint_named", "test_named"]

TESTS: Final[dict[str, Test]] = {
    spec.name: spec
    for spec in (
        ping.SPEC,
        ping_sweep.SPEC,
        traceroute.SPEC,
        iperf.SPEC,
        speedtest.SPEC,
        http.HTTP,
        http.HTTPS,
        tcp.SPEC,
        nslookup.SPEC,
        aaa.SPEC,
        cable_test.SPEC,
        arp_table.SPEC,
        bounce.POE,
        bounce.PORT,
        show_command.SPEC,
    )
}
_BY_ENDPOINT: Final = {
    endpoint: spec for spec in TESTS.values() for endpoint in (spec.endpoint, *spec.other_endpoints)
}


def test_named(name: str) -> Test:
    """Return a test by its name in records or in URLs; raise `UnknownName` for any other."""
    spec = TESTS.get(name) or _BY_ENDPOINT.get(name)
    if spec is None:
        message = f"no test is called {name!r}; there are {', '.join(TESTS)}"
        raise UnknownName(message)
    return spec


def endpoint_named(name: str) -> Test | None:
    """Return the test of an endpoint, the last segment of a URL; None for an unknown one."""
    return _BY_ENDPOINT.get(name)

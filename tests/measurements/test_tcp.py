from __future__ import annotations

import netassay
from bodies import body, codes, url


def test_connection() -> None:
    """Host and time of a connection, with nothing to complain of."""
    result = netassay.normalize(body("aps/tcp"), url=url("aps/tcp"))
    assert {"host": "mail.example.org", "connect_time_ms": 37.0} == netassay.to_dict(result)[
        "measurement"
    ]
    assert ("complete", []) == (result.completeness, codes(result))


def test_a_printed_unit_wins() -> None:
    """A time that carries its unit is in that unit."""
    output = {"host": "mail.example.org", "connectionTimeInMilliseconds": "1.5 s"}
    result = netassay.normalize(body("aps/tcp", output=output), url=url("aps/tcp"))
    assert 1500 == result.measurement.connect_time_ms


def test_no_connection() -> None:
    """Without a time the connection is partial, not zero long."""
    output = {"host": "mail.example.org", "connectionTimeInMilliseconds": None}
    result = netassay.normalize(body("aps/tcp", output=output), url=url("aps/tcp"))
    assert ("partial", None) == (result.completeness, result.measurement.connect_time_ms)


def test_the_shape_tells() -> None:
    """Without a URL the keys tell the test and the family."""
    result = netassay.normalize(body("aps/tcp"))
    assert ("tcp", "aps", []) == (result.test, result.family, codes(result))

from __future__ import annotations

import netassay
from bodies import body, codes, url


def looked_up(addresses: object) -> netassay.Result:
    """Return the result of a lookup with other addresses in the answer."""
    output = body("aps/nslookup")["output"] | {"resolvedAddresses": addresses}
    return netassay.normalize(body("aps/nslookup", output=output), url=url("aps/nslookup"))


def test_lookup() -> None:
    """Name, server and addresses, those of both families in canonical form."""
    result = netassay.normalize(body("aps/nslookup"), url=url("aps/nslookup"))
    assert {
        "host": "www.example.org",
        "dns_server": "192.0.2.53",
        "addresses": ["198.51.100.20", "2001:db8::20"],
    } == netassay.to_dict(result)["measurement"]
    assert ("complete", []) == (result.completeness, codes(result))


def test_no_address() -> None:
    """A name without addresses has none, and is partial."""
    for nothing in ([], None):
        result = looked_up(nothing)
        assert ("partial", []) == (result.completeness, result.measurement.addresses)


def test_what_is_no_address() -> None:
    """A word among the addresses is a bad value, and the others are kept."""
    result = looked_up(["192.0.2.7", "nowhere"])
    assert ["192.0.2.7"] == result.measurement.addresses
    assert (["bad-value"], {"/output/resolvedAddresses/1": "nowhere"}) == (
        codes(result),
        result.extras,
    )


def test_the_shape_tells() -> None:
    """Without a URL the keys tell the test and the family."""
    result = netassay.normalize(body("aps/nslookup"))
    assert ("nslookup", "aps", []) == (result.test, result.family, codes(result))

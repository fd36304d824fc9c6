from __future__ import annotations

import pytest

import netassay
from bodies import body, codes, url


def test_http_of_an_access_point() -> None:
    """An access point says what it downloaded and how fast, in units of 1000."""
    result = netassay.normalize(body("aps/http"), url=url("aps/http"))
    http = result.measurement
    assert ("www.example.com", 48_000, 312_000) == (
        http.url,
        http.downloaded_bytes,
        http.download_rate_bps,
    )
    assert ("http", "complete", []) == (result.test, result.completeness, codes(result))


def test_https_of_an_access_point() -> None:
    """HTTPS is a test of its own with the same record; its text may be null."""
    result = netassay.normalize(body("aps/https", rawOutput=None), url=url("aps/https"))
    assert ("https", 7000) == (result.test, result.measurement.downloaded_bytes)
    assert ("complete", []) == (result.completeness, codes(result))


def test_https_of_a_gateway() -> None:
    """The gateway's HTTP ping reads the same over TLS, redirects and all."""
    result = netassay.normalize(body("gateways/https"), url=url("gateways/https"))
    first = result.measurement.responses[0]
    assert (301, "Moved Permanently", 12_000, 250, 384_000) == (
        first.status_code,
        first.status_text,
        first.size_bytes,
        first.time_ms,
        first.rate_bps,
    )
    assert ("https", "complete", []) == (result.test, result.completeness, codes(result))


@pytest.mark.parametrize("name", ["aps/http", "aps/https", "gateways/http", "gateways/https"])
def test_the_shape_leaves_a_choice(name: str) -> None:
    """Without a URL the family is known, and http and https are both named."""
    result = netassay.normalize(body(name))
    family = name[: name.index("/")]
    assert (family, ["ambiguous-test"]) == (result.family, codes(result))
    assert f"{family}/http, {family}/https" in result.findings[0].message
    assert netassay.normalize(body(name), url=url(name)).measurement == result.measurement

"""All 35 result endpoints of the API have an owner, a sample, and a text where they print one."""

from __future__ import annotations

import json

import pytest

import netassay
from bodies import SAMPLES, SHARED, codes, url
from netassay.measurements import TESTS

#: The table of the API: what stands in the path, and the families that have it.
ENDPOINTS = {
    "ping": ("aps", "cx", "aos-s", "gateways"),
    "pingSweep": ("gateways",),
    "traceroute": ("aps", "cx", "aos-s", "gateways"),
    "iperf": ("gateways",),
    "speedtest": ("aps",),
    "http": ("aps", "cx", "gateways"),
    "https": ("aps", "gateways"),
    "tcp": ("aps",),
    "nslookup": ("aps",),
    "aaa": ("aps", "cx"),
    "cableTest": ("cx", "aos-s"),
    "getArpTable": ("aps", "aos-s", "gateways"),
    "poeBounce": ("cx", "aos-s", "gateways"),
    "portBounce": ("cx", "aos-s", "gateways"),
    "showCommands": ("aps", "cx", "aos-s", "gateways"),
}
ALL = [f"{family}/{test}" for test, families in ENDPOINTS.items() for family in families]

#: What v1alpha1 calls differently; the sample of it has that name too.
OLD_NAMES = {"showCommand": "showCommands"}
SAVED = [*ALL, *(f"{family}/showCommand" for family in ENDPOINTS["showCommands"])]

#: What of it prints a text beside its output.
PRINTED = {
    *(f"{family}/ping" for family in ENDPOINTS["ping"]),
    *(f"{family}/traceroute" for family in ENDPOINTS["traceroute"]),
    "gateways/iperf",
    "gateways/http",
    "gateways/https",
    "aps/getArpTable",
    "gateways/getArpTable",
}


def test_thirty_five() -> None:
    """The table is whole."""
    assert (35, 15) == (len(ALL), len(ENDPOINTS))


def test_every_endpoint_has_one_owner() -> None:
    """Each endpoint is read by one test, and no test reads what the API does not have."""
    owned = [f"{family}/{spec.endpoint}" for spec in TESTS.values() for family in spec.readers]
    assert sorted(ALL) == sorted(owned)


@pytest.mark.parametrize("name", SAVED)
def test_sample(name: str) -> None:
    """Each endpoint has a sample, with a text where it prints one, that is read to the end."""
    folder = SAMPLES / "v1" if name.endswith("showCommands") else SAMPLES
    saved = json.loads((folder / f"{name}.json").read_bytes())
    if name in PRINTED:
        assert saved["rawOutput"].strip()
    result = netassay.normalize(saved, url=url(name))
    family, test = name.split("/")
    assert (family, OLD_NAMES.get(test, test)) == (result.family, TESTS[result.test].endpoint)
    assert {"unknown-field", "unread-text", "bad-value", "truncated-text"}.isdisjoint(codes(result))
    assert (result.measurement is not None) == (saved["output"] is not None)


@pytest.mark.skipif(not SHARED.exists(), reason="the real bodies lie beside the repository")
@pytest.mark.parametrize("name", [name for name in SAVED if not name.endswith("Commands")])
def test_real_body(name: str) -> None:
    """The real body of each endpoint of v1alpha1 gives a measurement and is read to the end."""
    data = (SHARED / "payloads" / f"{name}.json").read_bytes()
    result = netassay.normalize(data, url=url(name))
    assert result.measurement is not None
    assert {"unknown-field", "unread-text", "bad-value", "truncated-text"}.isdisjoint(codes(result))
    alone = netassay.normalize(data)
    if "ambiguous-test" not in codes(alone):
        assert (result.test, result.family) == (alone.test, alone.family)
    if result.test == alone.test:
        assert result.measurement == alone.measurement
    else:
        assert "ambiguous-test" in codes(alone)

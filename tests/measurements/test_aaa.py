from __future__ import annotations

import pytest

import netassay
from bodies import body, codes, url


def login(name: str, **changes: object) -> netassay.Result:
    """Return the result of a login with other values in `output`."""
    output = body(name)["output"] | changes
    return netassay.normalize(body(name, output=output), url=url(name))


def test_login_at_an_access_point() -> None:
    """An access point names the server and says that the login passed."""
    result = login("aps/aaa")
    assert {
        "server": "radius.example.net",
        "username": None,
        "method": None,
        "accepted": True,
        "answer": "Passed",
    } == netassay.to_dict(result)["measurement"]
    assert ("complete", []) == (result.completeness, codes(result))


def test_a_rejected_login_at_a_switch() -> None:
    """A rejected login is a complete result; a switch tells user and method too."""
    result = login("cx/aaa")
    assert {
        "server": "192.0.2.40",
        "username": "alice",
        "method": "pap",
        "accepted": False,
        "answer": "reject",
    } == netassay.to_dict(result)["measurement"]
    assert ("complete", []) == (result.completeness, codes(result))


@pytest.mark.parametrize(
    ("answer", "accepted"),
    [
        ("Passed", True),
        ("accept", True),
        ("ACCEPT ", True),
        ("Failed", False),
        ("reject", False),
        ("Timed out", None),
        ("Not passed", None),
        ("1", None),
    ],
)
def test_answers(answer: str, accepted: bool | None) -> None:  # noqa: FBT001
    """What an answer says is taken from a closed list; the answer is kept as printed."""
    result = login("aps/aaa", authenticationStatus=answer)
    assert (accepted, answer, []) == (
        result.measurement.accepted,
        result.measurement.answer,
        codes(result),
    )
    assert ("partial" if accepted is None else "complete") == result.completeness


def test_no_answer() -> None:
    """A stand-in, a null as text and a null are no answers; a list is a bad value."""
    for said, expected in {"string": ["placeholder"], "null": ["null-text"], None: []}.items():
        result = login("aps/aaa", authenticationStatus=said)
        assert (None, None) == (result.measurement.accepted, result.measurement.answer)
        assert expected == codes(result)
    result = login("aps/aaa", authenticationStatus=["Passed"])
    assert {"/output/authenticationStatus": ["Passed"]} == result.extras
    assert result.measurement.accepted is None
    result = login("aps/aaa", authenticationStatus=1)
    assert (None, "1") == (result.measurement.accepted, result.measurement.answer)


@pytest.mark.parametrize("name", ["aps/aaa", "cx/aaa"])
def test_the_shape_tells(name: str) -> None:
    """Without a URL the keys tell the test and the family."""
    result = netassay.normalize(body(name))
    assert (name[: name.index("/")], "aaa", []) == (result.family, result.test, codes(result))

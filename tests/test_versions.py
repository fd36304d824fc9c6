"""Both versions of the API are read alike: their paths, show commands, errors and accepted answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import netassay
from bodies import ROOT, SAMPLES, SHARED, body, codes

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES_V1 = ROOT / "samples/v1"
FAMILIES = ("aps", "cx", "aos-s", "gateways")
VERSIONS = ("v1alpha1", "v1", "v2beta3")
#: What stands in the path of each version, by the name of the file.
RENAMED = {"showCommand": "show_command", "showCommands": "show_command"}


def files(*folders: Path) -> list[Path]:
    """Return the saved bodies of devices in some folders, if these are there."""
    found = [path for folder in folders for path in folder.glob("*/*.json")]
    return sorted(path for path in found if path.parent.name in FAMILIES)


BODIES = {
    f"{path.parent.parent.name}/{path.parent.name}/{path.stem}": (path.parent.name, path.stem, path)
    for path in files(SAMPLES, SAMPLES_V1, SHARED / "payloads")
} | {
    f"v1/{path.stem}": (*path.stem.split(".")[:2], path)
    for path in (SHARED / "v1" / "bodies").glob("*.*.json")
    if path.stem.split(".")[0] in FAMILIES
}


def path_of(family: str, test: str, version: str = "v1", task: str = "task-7") -> str:
    """Return the path of a result."""
    return f"/network-troubleshooting/{version}/{family}/CNXX01/{test}/async-operations/{task}"


def shapes_of(path: str) -> list[str]:
    """Return a path as clients write it."""
    return [
        path,
        path[1:],
        f"https://api.example.com{path}",
        f"api.example.com{path}?limit=1#top",
        f"{path}/",
        f"{path[1:]}/?a=b",
    ]


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("version", VERSIONS)
def test_every_body_under_every_version(name: str, version: str) -> None:
    """A body means the same under each version, however the path is written."""
    family, test, path = BODIES[name]
    saved = json.loads(path.read_bytes())
    first = netassay.normalize(saved, url=path_of(family, test, version))
    assert (netassay.from_json(netassay.to_json(first)), "result") == (first, first.kind)
    known = {spec.endpoint: spec.name for spec in netassay.measurements.TESTS.values()} | RENAMED
    assert (known[test], family, "CNXX01", "task-7") == (
        first.test,
        first.family,
        first.serial_number,
        first.task_id,
    )
    assert {"unknown-field", "unread-text", "unknown-test", "ambiguous-test"}.isdisjoint(
        codes(first)
    )
    assert {} == first.extras
    for shape in shapes_of(path_of(family, test, version)):
        assert first == netassay.normalize(saved, url=shape)


@pytest.mark.parametrize("family", FAMILIES)
def test_both_names_of_show_commands(family: str) -> None:
    """The path of each version means the same test, for each form of a body, and as a hint."""
    one = {"status": "COMPLETED", "output": {"command": "show clock", "response": "noon"}}
    several = {
        "commands": ["show clock"],
        "results": [{"command": "show clock", "output": "noon"}],
    }
    wanted = [("show clock", "noon")]
    for saved in (one, one | {"output": several}):
        for test in RENAMED:
            result = netassay.normalize(saved, url=path_of(family, test))
            rows = result.measurement.responses
            assert wanted == [(row.command, row.response) for row in rows]
            assert (["show clock"], []) == (result.measurement.requested, codes(result))
            assert result.measurement == netassay.normalize(saved, test=test).measurement


def test_results_alone_are_a_show_command() -> None:
    """What is left of an answer by some clients is known by its rows, the family not."""
    rows = [{"command": "show mac-address-table", "output": "x"}]
    result = netassay.normalize({"status": "COMPLETED", "output": {"results": rows}})
    assert ("show_command", None, ["ambiguous-test"]) == (result.test, result.family, codes(result))
    assert "show mac-address-table: 1 line" == result.summary


# --- A test that nobody knows -----------------------------------------------------------


def test_an_unknown_test_is_believed(tmp_path: Path) -> None:
    """A URL that names another test is not overruled by the shape, nor by a file's path."""
    saved = body("aps/ping")
    url = path_of("aps", "packetCapture", task="1")
    result = netassay.normalize(saved, url=url)
    assert (None, "aps", "CNXX01", "1", None) == (
        result.test,
        result.family,
        result.serial_number,
        result.task_id,
        result.measurement,
    )
    assert ["unread-text", "unknown-test"] == codes(result)
    assert saved["output"] == result.extras["/output"]
    assert len([line for line in saved["rawOutput"].splitlines() if line.strip()]) == len(
        result.unread
    )
    assert ("unknown", "completed") == (result.verdict, result.summary)
    file = tmp_path / "aps" / "ping.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"url": url, "status": 200, "body": saved}))
    (read,) = netassay.read(file)
    assert result == read


def test_the_caller_goes_before_an_unknown_test() -> None:
    """Whoever names the test knows better than the URL."""
    result = netassay.normalize(body("aps/ping"), url=path_of("aps", "packetCapture"), test="ping")
    assert ("ping", []) == (result.test, codes(result))


# --- What is no result ------------------------------------------------------------------

NO_RESULTS: dict[str, Any] = {
    "show-commands": [{"categoryName": "System", "commands": [{"command": "show version"}]}],
    "list-tasks": [{"testName": "ping", "locations": [path_of("aps", "ping")]}],
    "events": {"events": [{"eventName": "reboot", "time": "2026-03-02T09:16:00Z"}], "count": 1},
}


@pytest.mark.parametrize("name", NO_RESULTS)
def test_other_answers_are_no_results(name: str, tmp_path: Path) -> None:
    """The catalogue, the list of tasks and the events are refused, whole or row by row."""
    url = f"/network-troubleshooting/v1/aps/CNXX01/{name}"
    rows = NO_RESULTS[name]
    for saved in (rows, {"items": rows, "count": 1}, *(rows if isinstance(rows, list) else [])):
        with pytest.raises(netassay.NotAResponse):
            netassay.normalize(saved, url=url)
    file = tmp_path / f"{name}.json"
    file.write_text(json.dumps(rows))
    assert all(isinstance(item, netassay.Reject) for item in netassay.read(file))


ACTIONS = (
    *(("aps", name) for name in ("disconnectUserAll", "locate", "reboot", "rebootSwarm")),
    *(("aps", f"disconnectUserBy{name}") for name in ("MacAddress", "Network")),
    *((family, name) for family in ("cx", "aos-s") for name in ("locate", "reboot")),
    *(("gateways", name) for name in ("disconnectClientAll", "halt", "reboot")),
)


@pytest.mark.parametrize(("family", "action"), ACTIONS)
def test_actions_are_accepted(family: str, action: str) -> None:
    """The answer to an action is one that was accepted, with a task to ask for or without."""
    saved = json.loads((SAMPLES_V1 / "accepted" / "action.json").read_bytes())
    asked = f"network-troubleshooting/v1/{family}/CNXX01/{action}"
    place = {"location": f"/{asked}/async-operations/5"}
    for one, task in ((saved, None), (saved | place, "5"), ({"code": 202, "msg": saved}, None)):
        result = netassay.normalize(one, url=asked)
        assert ("accepted", "pending", None) == (result.kind, result.verdict, result.test)
        assert (family, "CNXX01", task, []) == (
            result.family,
            result.serial_number,
            result.task_id,
            codes(result),
        )


def test_an_accepted_test_names_it() -> None:
    """Of a test that was accepted the location tells which, and for what device."""
    result = netassay.normalize((SAMPLES_V1 / "accepted" / "task.json").read_bytes())
    assert ("accepted", "cable_test", "aos-s", "CNXX000012", "41", "pending", "initiated") == (
        result.kind,
        result.test,
        result.family,
        result.serial_number,
        result.task_id,
        result.verdict,
        result.summary,
    )


# --- Errors -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", sorted((SAMPLES_V1 / "errors").glob("*.json")), ids=lambda p: p.stem
)
def test_errors_of_v1(path: Path) -> None:
    """An error is one by its code or its HTTP status; what stands beside it is kept, and known."""
    saved = json.loads(path.read_bytes())
    result = netassay.normalize(saved)
    assert ("error", "not-run", []) == (result.kind, result.verdict, codes(result))
    beside = {f"/{key}": saved[key] for key in saved if key not in ("errorCode", "message")}
    assert beside == result.extras
    assert ": ".join(filter(None, (saved.get("errorCode"), saved["message"]))) == result.summary


@pytest.mark.parametrize("status", ["409", 409, "409 CONFLICT"])
def test_an_error_by_its_status_alone(status: Any) -> None:
    """An HTTP status says that there was an error, without any other word."""
    result = netassay.normalize({"httpStatusCode": status, "debugId": "6a1f0c52"})
    assert ("error", "not-run", []) == (result.kind, result.verdict, codes(result))
    assert {"/httpStatusCode": status, "/debugId": "6a1f0c52"} == result.extras
    with pytest.raises(netassay.NotAResponse):
        netassay.normalize({"httpStatusCode": 200, "debugId": "6a1f0c52"})


# --- No false certainty -----------------------------------------------------------------

AMBIGUOUS: dict[str, tuple[dict[str, Any], str]] = {
    "totals of a ping": (
        {"destination": "192.0.2.9", "transmittedPacketsCount": "5", "receivedPacketsCount": "5"},
        "ping",
    ),
    "hops without a place": (
        {"destination": "192.0.2.9", "hops": [{"hop": "1", "probes": []}]},
        "traceroute",
    ),
    "neighbours by MAC": ({"entries": [{"macAddress": "02:00:00:00:00:01"}]}, "arp_table"),
    "a login's answer": ({"authenticationStatus": "Passed"}, "aaa"),
    "bounced ports": (
        {"ports": ["1"], "results": [{"port": "1", "status": "Bounced"}]},
        "poe_bounce",
    ),
    "commands": ({"commands": ["show clock"]}, "show_command"),
    "pairs of a cable": (
        {
            "results": [
                {
                    "interfaceName": "1",
                    "cablePairDiagnostics": [{"pairName": "1-2", "status": "Good", "length": "3"}],
                }
            ]
        },
        "cable_test",
    ),
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_what_several_families_state(name: str) -> None:
    """What several families can state is of none of them, and the record says so."""
    output, test = AMBIGUOUS[name]
    result = netassay.normalize({"status": "COMPLETED", "output": output})
    assert (test, None) == (result.test, result.family)
    assert "ambiguous-test" in codes(result)


ROWS: dict[str, tuple[dict[str, Any], str, str | None]] = {
    "an interface of an access point": (
        {"entries": [{"ipAddress": "192.0.2.1", "device": "br0"}]},
        "arp_table",
        "aps",
    ),
    "how exact a length is": (
        {
            "results": [
                {
                    "interfaceName": "1",
                    "cablePairDiagnostics": [{"pairName": "1-2", "accuracy": "1"}],
                }
            ]
        },
        "cable_test",
        "cx",
    ),
    "a port's answer": ({"results": [{"port": "1", "status": "Bounced"}]}, "poe_bounce", None),
    "a command's output": (
        {"results": [{"command": "show a", "output": "b"}]},
        "show_command",
        None,
    ),
    "totals of a switch": (
        {
            "destination": "h.example.com",
            "results": {"packetsTransmitted": 1, "packetsReceived": 1},
        },
        "http",
        "cx",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_decide(name: str) -> None:
    """Where the keys at the top fit several tests, those of the first row tell which."""
    output, test, family = ROWS[name]
    result = netassay.normalize({"status": "COMPLETED", "output": output})
    assert (test, family) == (result.test, result.family)


def test_no_rows_tell_nothing_of_a_switch() -> None:
    """An empty list is no object of totals."""
    result = netassay.normalize({"status": "COMPLETED", "output": {"results": []}})
    (finding,) = result.findings
    assert "ambiguous-test" == finding.code
    assert "http" not in finding.message


# --- The folder as a user reads it ------------------------------------------------------

READ = {
    "accepted/action": (None, None, "pending"),
    "accepted/task": ("cable_test", "aos-s", "pending"),
    "aos-s/showCommands": ("show_command", "aos-s", "pending"),
    "aps/aaa": ("aaa", "aps", "failed"),
    "aps/ping": ("ping", "aps", "not-run"),
    "aps/showCommands": ("show_command", "aps", "passed"),
    "aps/traceroute": ("traceroute", "aps", "not-run"),
    "cx/portBounce": ("port_bounce", "cx", "degraded"),
    "cx/showCommands": ("show_command", "cx", "degraded"),
    "errors/403-forbidden": (None, None, "not-run"),
    "errors/404-device": (None, None, "not-run"),
    "errors/409-conflict": (None, None, "not-run"),
    "gateways/showCommands": ("show_command", "gateways", "passed"),
}


def test_the_samples_of_v1() -> None:
    """Each body of v1 is a result, of the test and the devices that its place names."""
    names = sorted(f"{path.parent.name}/{path.stem}" for path in SAMPLES_V1.glob("*/*.json"))
    results = list(netassay.read(SAMPLES_V1))
    assert READ == {
        name: (result.test, result.family, result.verdict)
        for name, result in zip(names, results, strict=True)
    }
    assert [] == [one for result in results for one in codes(result) if one != "null-text"]

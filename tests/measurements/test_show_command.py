from __future__ import annotations

import pytest

import netassay
from bodies import body, codes, url
from netassay.normalizing.explain import explain
from netassay.normalizing.pipeline import examine_text

FAMILIES = ("aps", "cx", "aos-s", "gateways")


def result_of(text: str | None, **changes: object) -> netassay.Result:
    """Return the result of a command with a device's text beside `output`."""
    output = body("aps/showCommand")["output"] | changes
    saved = body("aps/showCommand", output=output, rawOutput=text)
    return netassay.normalize(saved, url=url("aps/showCommand"))


def test_command() -> None:
    """Command and response stand as they are."""
    result = netassay.normalize(body("cx/showCommand"), url=url("cx/showCommand"))
    assert {
        "requested": ["show vlan 20"],
        "responses": [
            {
                "command": "show vlan 20",
                "response": "VLAN  Name  Status  Reason  Type    Interfaces\n"
                "20    voice up      ok      static  1/1/4-1/1/6",
                "rows": [
                    {
                        "vlan_id": "20",
                        "vlan_name": "voice",
                        "status": "up",
                        "reason": "ok",
                        "type": "static",
                        "interfaces": "1/1/4-1/1/6",
                    }
                ],
                "parsed_by": "aruba_aoscx_show_vlan",
            }
        ],
    } == netassay.to_dict(result)["measurement"]
    assert ("complete", []) == (result.completeness, codes(result))


@pytest.mark.parametrize("family", FAMILIES)
def test_stand_ins(family: str) -> None:
    """A page of the documentation is a record of nothing: stand-ins, and times that can't be."""
    saved = {
        "status": "COMPLETED",
        "progressPercent": 29,
        "startTime": "2012-01-01T13:35:01.756Z",
        "endTime": "1962-08-17T04:00:00.225Z",
        "output": {"command": "string", "response": "string"},
    }
    result = netassay.normalize(saved, url=url(f"{family}/showCommand"))
    nothing = {"requested": [], "responses": [{"command": None, "response": None}]}
    assert nothing == netassay.to_dict(result)["measurement"]
    assert "partial" == result.completeness
    assert ["time-order", "placeholder", "placeholder"] == codes(result)
    assert ({}, []) == (result.extras, result.unread)


def test_a_failed_task() -> None:
    """A task that failed without an output has a reason and no measurement."""
    result = netassay.normalize(body("gateways/showCommand"), url=url("gateways/showCommand"))
    assert ("FAILED", "Device did not answer", "none", None) == (
        result.status,
        result.fail_reason,
        result.completeness,
        result.measurement,
    )


def test_nothing_at_all() -> None:
    """Nulls are no measurement."""
    result = result_of(None, command=None, response=None)
    assert ("none", None) == (result.completeness, result.measurement)


@pytest.mark.parametrize(
    "text",
    [
        "\nCOMMAND=show clock\nCurrent Time     :2025-06-11 08:20:01\nTimezone         :UTC\n",
        "COMMAND=show clock\r\n\r\nCurrent Time :2025-06-11 08:20:01\r\nTimezone :UTC\r\n\r\n",
    ],
)
def test_the_text_is_the_response(text: str) -> None:
    """A device's text beside the response says the same, whatever its ends of lines."""
    result = result_of(text)
    assert (body("aps/showCommand")["output"]["response"], [], []) == (
        result.measurement.responses[0].response,
        codes(result),
        result.unread,
    )


def test_a_text_without_the_command() -> None:
    """A text that does not repeat the command lacks it, which is worth a remark."""
    result = result_of(body("aps/showCommand")["output"]["response"])
    assert [("only-in-output", "responses[0].command")] == [
        (one.code, one.path) for one in result.findings
    ]


def test_another_response_in_the_text() -> None:
    """A text that says something else is a disagreement."""
    result = result_of("COMMAND=show time\nTimezone: CET\n")
    assert [("disagree", "responses[0].command"), ("disagree", "responses[0].response")] == [
        (one.code, one.path) for one in result.findings
    ]
    assert "show clock" == result.measurement.responses[0].command


def test_the_text_alone() -> None:
    """Where `output` has no response the text is it, and it is read without `output` too."""
    text = "COMMAND=show clock\n\n08:20\n"
    result = result_of(text, response=None)
    assert (["only-in-text"], "08:20") == (codes(result), result.measurement.responses[0].response)
    alone = netassay.parse_text("show_command", text)
    assert ("show clock", "08:20", "complete", []) == (
        alone.measurement.responses[0].command,
        alone.measurement.responses[0].response,
        alone.completeness,
        codes(alone),
    )


def test_where_the_text_stands() -> None:
    """The lines that command and response came from can be told."""
    text = "\nCOMMAND=show clock\n\n08:20\n"
    rows = explain(examine_text("show_command", text, trace=True))
    assert [
        ("requested", None, None, "derived"),
        ("responses[0].command", 2, "show clock", "only text"),
        ("responses[0].response", 4, "08:20", "only text"),
    ] == [(row.name, row.line, row.printed, row.verdict) for row in rows]


def test_stand_ins_in_the_text() -> None:
    """A stand-in for the response is one in a text too; an empty text is no response."""
    result = netassay.parse_text("show_command", "COMMAND=show clock\nstring\n")
    assert (["placeholder"], None) == (codes(result), result.measurement.responses[0].response)
    with pytest.raises(netassay.NotAResponse):
        netassay.parse_text("show_command", " \n", family="cx")


@pytest.mark.parametrize("family", ["aps", "cx", "aos-s"])
def test_the_shape_leaves_the_family(family: str) -> None:
    """Without a URL the test is known and the family is not."""
    saved = body(f"{family}/showCommand")
    result = netassay.normalize(saved)
    assert ("show_command", None, ["ambiguous-test"]) == (
        result.test,
        result.family,
        codes(result),
    )
    assert netassay.normalize(saved, test="show_command").measurement == result.measurement

"""The commands, run in this process: what they write where, and their exit codes."""

from __future__ import annotations

import json

import pytest

import netassay
from cli.responses import (
    CONTROLS,
    HOSTILE,
    SERIAL,
    TEXT,
    URL,
    disagreeing,
    hostile,
    ping,
    saved,
)


@pytest.fixture
def good(tmp_path):
    """Return the path of a good response."""
    return saved(tmp_path, "good.json", ping())


# --- normalize ------------------------------------------------------------------------


def test_normalize_gives_lines_of_json(command, tmp_path):
    """Each response is one line of JSON, in order, as `to_json` makes it."""
    path = saved(tmp_path, "two.ndjson", ping(), ping(text=None))
    code, out, err = command("normalize", path, "--test", "ping", "--family", "aps")
    expected = [
        netassay.to_json(netassay.normalize(body, test="ping", family="aps"))
        for body in (ping(), ping(text=None))
    ]
    assert (0, expected, "") == (code, out.splitlines(), err)


def test_normalize_takes_hints(command, good):
    """The URL says what the body does not, and the preferred side is kept."""
    code, out, _ = command("normalize", "--url", URL, good)
    result = json.loads(out)
    assert (
        code,
        *(result[name] for name in ("test", "family", "serial_number", "task_id")),
    ) == (0, "ping", "aps", SERIAL, "task-1")


@pytest.mark.parametrize(("side", "kept"), [("output", 21.7), ("text", 20.8)])
def test_normalize_prefers(command, tmp_path, side, kept):
    """`--prefer` decides which side is kept; a disagreement is an error all the same."""
    path = saved(tmp_path, "a.json", disagreeing())
    code, out, _ = command("normalize", path, "--prefer", side)
    assert (1, kept) == (code, json.loads(out)["measurement"]["rtt_avg_ms"])


def test_normalize_reads_standard_input(command, good):
    """`-` is standard input, and may stand among files."""
    code, out, _ = command("normalize", good, "-", data=json.dumps(ping()).encode())
    assert (code, len(out.splitlines())) == (0, 2)


def test_normalize_writes_a_file(command, good, tmp_path):
    """With -o the lines go to the file and nothing to standard output."""
    target = tmp_path / "out.ndjson"
    code, out, _ = command("normalize", good, "-o", str(target))
    assert (code, out) == (0, "")
    assert json.loads(target.read_text())["status"] == "COMPLETED"


def test_normalize_writes_views(command, good, tmp_path):
    """A view can be had in a pipe and in a file, without colours."""
    target = tmp_path / "out.txt"
    _, out, _ = command("normalize", good, "--format", "view")
    command("normalize", good, "--format", "view", "-o", str(target))
    assert "rtt_avg" in out
    assert "\x1b" not in out
    assert out == target.read_text(encoding="utf-8")


def test_output_can_be_standard_output(command, good):
    """`-o -` is standard output, as lines."""
    _, out, _ = command("normalize", good, "-o", "-")
    assert json.loads(out)["test"] == "ping"


def test_rejects_are_one_line_each_and_the_rest_comes_out(command, good, tmp_path):
    """What is no response is named with file, place and reason; the others are normalized."""
    bad = saved(tmp_path, "bad.json", "{nonsense")
    odd = saved(tmp_path, "odd.json", "[1]")
    empty = saved(tmp_path, "empty.json", "")
    code, out, err = command("normalize", bad, good, odd, empty, good)
    assert (code, len(out.splitlines())) == (1, 2)
    first, *others = err.splitlines()
    assert first.startswith(f"netassay: {bad}: line 1 column 2: not JSON: ")
    assert [odd, empty] == [line.split(": ")[1] for line in others]


def test_finding_that_is_an_error_counts(command, tmp_path):
    """An error among the findings makes the exit code 1; the result comes out."""
    code, out, err = command("normalize", saved(tmp_path, "a.json", disagreeing()))
    assert (code, len(out.splitlines()), err) == (1, 1, "")


# --- Wrong use ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("normalize", "no-such-file.json"), "no-such-file.json"),
        (("check", "no-such-file.json"), "no-such-file.json"),
        (("explain", "no-such-file.json"), "no-such-file.json"),
        (("parse", "ping", "no-such-file.txt"), "no-such-file.txt"),
        (("normalize",), "PATH"),
        (("explain",), "FILE"),
        (("normalise", "GOOD"), "normalise"),
        (("normalize", "GOOD", "--frobnicate"), "--frobnicate"),
        (("normalize", "GOOD", "--format", "xml"), "xml"),
        (("normalize", "GOOD", "--format", "-"), '"-"'),
        (("normalize", "GOOD", "--prefer", "both"), "both"),
        (("normalize", "GOOD", "--test", "pong"), "pong"),
        (("normalize", "GOOD", "--family", "toasters"), "toasters"),
        (("normalize", "GOOD", "-o", "GOOD"), "lies in what is read"),
        (("normalize", "GOOD", "-o", "no-such-folder/out"), "no-such-folder/out"),
        (("parse", "pong", "GOOD"), "pong"),
        (("parse", "ping", "GOOD", "--family", "toasters"), "toasters"),
    ],
)
def test_wrong_use_is_2(command, good, words, said):
    """Wrong use is told on standard error in lines that begin with our name; nothing is done."""
    code, out, err = command(*(good if word == "GOOD" else word for word in words))
    assert (code, out) == (2, "")
    assert said in err
    assert all(line.startswith("netassay: ") for line in err.splitlines())


def test_missing_file_stops_before_anything_is_written(command, good, tmp_path):
    """With a path that is not there nothing is read, and no file is opened for writing."""
    target = tmp_path / "out"
    code, out, _ = command("normalize", good, "no-such-file.json", "-o", str(target))
    assert (code, out, target.exists()) == (2, "", False)


def test_output_within_an_input_folder_is_refused(command, tmp_path):
    """A folder is not read while a file in it is written."""
    code, _, err = command("normalize", str(tmp_path), "-o", str(tmp_path / "all.ndjson"))
    assert code == 2
    assert "lies in what is read" in err


def test_no_command_shows_the_help_as_wrong_use(command):
    """Without a command the help goes to standard error."""
    code, out, err = command()
    assert (code, out) == (2, "")
    assert "normalize" in err


# --- Help and version -----------------------------------------------------------------


@pytest.mark.parametrize("word", ["normalize", "parse", "check", "explain", "load"])
def test_help_teaches(command, word):
    """Each command's help says what it is for and shows how it is called."""
    code, out, err = command(word, "--help")
    assert (code, err) == (0, "")
    assert f"netassay {word} " in out.split("Arguments")[0].split("\n", 2)[2]
    assert "--family" in out


def test_help_of_all(command):
    """The help names every command, the exit codes and an example."""
    code, out, _ = command("--help")
    assert code == 0
    for said in ("normalize", "parse", "check", "explain", "Exit codes", "ping.json"):
        assert said in out


def test_version(command):
    """`--version` gives the version."""
    assert (0, f"{netassay.__version__}\n", "") == command("--version")


# --- parse ----------------------------------------------------------------------------


def test_parse_reads_a_text_alone(command, tmp_path):
    """A device's text becomes one document, from a file as from standard input."""
    path = saved(tmp_path, "printed.txt", TEXT)
    expected = 0, netassay.to_json(netassay.parse_text("ping", TEXT)) + "\n", ""
    assert expected == command("parse", "ping", path)
    assert expected == command("parse", "ping", data=TEXT.encode())
    assert expected == command("parse", "ping", "-", data=TEXT.encode())


def test_parse_takes_a_family_and_a_format(command, tmp_path):
    """The family is a hint, and the view is to be had in a pipe."""
    path = saved(tmp_path, "printed.txt", TEXT)
    _, out, _ = command("parse", "ping", path, "--family", "aps", "--format", "view")
    assert "ping degraded aps" in " ".join(out.split())
    assert "20.8 ms" in out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_parse_reads_what_windows_saves(command, encoding):
    """A byte order mark says how the text is encoded."""
    _, out, _ = command("parse", "ping", data=TEXT.encode(encoding))
    assert json.loads(out)["measurement"]["rtt_avg_ms"] == 20.8


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"\x80\x81\xff", b"hello\n", bytes(999)])
def test_parse_of_no_such_text_is_one_line(command, data):
    """A text that no dialect reads is told in one line, whatever bytes it is."""
    code, out, err = command("parse", "ping", data=data)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert err.startswith("netassay: -: ")


def test_parse_keeps_bytes_that_are_no_text(command):
    """Bytes that are no UTF-8 stand in the result as escapes."""
    code, out, _ = command("parse", "ping", data=TEXT.encode() + b"caf\xe9 is closed\n")
    (unread,) = json.loads(out)["unread"]
    assert (code, unread["text"]) == (0, r"caf\xe9 is closed")


# --- check ----------------------------------------------------------------------------


def test_check_is_quiet_where_nothing_is_wrong(command, tmp_path):
    """Without findings there is a summary on standard error and nothing else."""
    path = saved(tmp_path, "good.json", {"url": URL, "status": 200, "body": ping()})
    code, out, err = command("check", path)
    assert (code, out, err) == (0, "", "netassay: 1 response, no findings\n")


def test_check_groups_findings_by_response(command, good, tmp_path):
    """Each response with findings is named, with both sides below each finding."""
    bad = saved(tmp_path, "bad.ndjson", ping(), disagreeing())
    code, out, err = command("check", good, bad, "--url", URL)
    first, *rest = out.splitlines()
    assert code == 1
    assert first.startswith(f"{bad}: line 2  ping  aps  {SERIAL}")
    assert any(
        line.startswith("  error    disagree  rtt_avg_ms  output says 21.7") for line in rest
    )
    assert ["output", "21.7"] in [line.split() for line in rest]
    assert good not in out
    assert err.startswith("netassay: 3 responses, 1 error")


def test_check_counts_rejects(command, tmp_path):
    """A reject is told and counted, and makes the exit code 1."""
    code, _, err = command("check", saved(tmp_path, "bad.json", "nonsense"))
    assert code == 1
    assert "1 input rejected" in err.splitlines()[-1]


def test_check_folds_nothing_in_a_pipe(command, tmp_path):
    """In a pipe a finding is one line, however long, so that it can be searched."""
    bad = saved(tmp_path, "bad.json", ping(averageRoundTripTimeMilliseconds="x" * 300))
    _, out, _ = command("check", bad)
    assert any("bad-value" in line and "averageRoundTrip" in line for line in out.splitlines())


# --- explain --------------------------------------------------------------------------


def test_explain_has_a_line_for_each_value(command, good):
    """In a pipe each field is a line with value, unit, string, verdict and line of text."""
    code, out, err = command("explain", good, "--url", URL)
    assert (code, err) == (0, "")
    assert any(
        " ".join(line.split()) == "replies[1].time_ms 21.8 ms 21.8 agree 5"
        " 64 bytes from 192.0.2.7: icmp_seq=2 ttl=58 time=21.8 ms"
        for line in out.splitlines()
    )


def test_explain_without_a_measurement(command, tmp_path):
    """A response without a measurement is shown as it is."""
    code, out, _ = command("explain", saved(tmp_path, "run.json", {"status": "RUNNING"}))
    assert code == 0
    assert "RUNNING" in out


# --- What a device sends --------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [("normalize", "--format", "view"), ("check",), ("explain",)],
)
def test_no_control_character_passes(command, tmp_path, words):
    """What a device or a file's name holds is shown as escapes on both streams."""
    path = tmp_path / f"{HOSTILE.replace('/', '')}.ndjson"
    path.write_text(f"{json.dumps(hostile())}\n{{{HOSTILE}\n", encoding="utf-8")
    name, *options = words
    code, out, err = command(name, str(path), *options)
    assert code == 1
    assert not set(out + err) & set(CONTROLS)
    assert "[red]x[red]" in err
    assert r"\x1b[31m\x9b2J" in out


def test_hostile_words_are_shown_not_obeyed(command):
    """Neither a wrong option nor a missing file brings control characters to the terminal."""
    for words in (("normalize", f"--{HOSTILE}"), ("normalize", HOSTILE), (HOSTILE,)):
        code, out, err = command(*words)
        assert (code, out) == (2, "")
        assert not set(err) & set(CONTROLS)


# --- Interruptions --------------------------------------------------------------------


def test_interrupt_ends_quietly(command, good, monkeypatch):
    """Ctrl-C ends with 130 and says nothing."""

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("netassay.cli.responses.saved", interrupted)
    assert command("normalize", good) == (130, "", "")


def test_parse_without_a_test(command, tmp_path):
    """The text tells the tests: a document for each run, a line for what is none."""
    dead = TEXT.replace("PING ", "PING other-", 1)
    path = tmp_path / "session.log"
    path.write_text(TEXT + "total 4\n" + dead)
    expected = [netassay.to_json(result) for result in netassay.parse_texts(path.read_text())]
    for words, data in ((("parse", str(path)), b""), (("parse",), path.read_bytes())):
        code, out, err = command(*words, data=data)
        assert (1, 2) == (code, len(expected))
        assert [json.loads(line) for line in expected] == [
            json.loads(line) for line in out.splitlines()
        ]
        assert "of no run, 1 line" in err
    code, out, err = command("parse", "ping", str(path))
    assert (1, 2) == (code, len(out.splitlines()))
    assert "of no run" in err


def test_parse_of_another_test_than_that_of_the_text(command):
    """Runs of another test than that which was asked for are named, and the others come out."""
    route = "traceroute to 192.0.2.9 (192.0.2.9), 30 hops max, 60 byte packets\n 1  192.0.2.9 (192.0.2.9)  0.5 ms  0.4 ms  0.4 ms\n"
    code, out, err = command("parse", "traceroute", data=(TEXT + route).encode())
    assert (1, 1) == (code, len(out.splitlines()))
    assert "line 2: not a traceroute text that any dialect reads: this is a text of ping" in err
    code, out, err = command("parse", data=b"total 4\n")
    assert (1, "", 1) == (code, out, len(err.splitlines()))

"""Files by odd names, and outputs that are an input by another name."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

import netassay
from cli.processes import COMMAND, environment
from cli.responses import ping, saved
from netassay.cli import run
from netassay.errors import UnknownName, WrongDestination
from sinks.reading_back import READERS, destination

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names as Unix has them")

NAMES = {
    "newline": b"a\nb.json",
    "escape": b"\x1b[31m.json",
    "no UTF-8": b"caf\xe9\xff.json",
    "dashes": b"--to.json",
    "dash": b"-",
    "blank": b" .json",
    "long": b"x" * 250 + b".json",
    "turned": "\u202eevil\u2028.json".encode(),
}


def in_folder(folder, *words):
    """Run the command in a folder."""
    command = [*COMMAND, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, env=environment(), check=False)


@pytest.fixture
def odd(tmp_path):
    """Return the paths of responses in files of odd names."""
    (tmp_path / "odd").mkdir()
    paths = [tmp_path / "odd" / os.fsdecode(name) for name in NAMES.values()]
    for number, path in enumerate(paths):
        path.write_text(json.dumps(ping(destination=f"host{number}")))
    return list(map(str, paths))


@pytest.mark.parametrize(
    "words",
    [
        ["normalize"],
        ["normalize", "--format", "view"],
        ["check"],
        ["query", "SELECT source FROM results"],
        ["query", "SELECT source FROM results", "--format", "csv"],
        ["query", "SELECT source FROM results", "--format", "table"],
        ["report", "-o", "page.html"],
        ["report", "--redact", "-o", "page.html"],
    ],
    ids=" ".join,
)
def test_every_command_reads_it(words, odd, tmp_path, capsys, monkeypatch):
    """A file is read by whatever name it has, and nothing of the name reaches a terminal."""
    monkeypatch.chdir(tmp_path)
    command, *more = words
    assert run([command, *odd, *more]) in (0, 1)
    assert "" == re.sub("netassay: 8 responses, .*\n", "", capsys.readouterr().err)


@pytest.mark.parametrize("words", [["explain"], ["compare"], ["parse", "ping"]])
def test_every_command_reads_one(words, odd, capsys):
    """So is the only file of a command."""
    for path in odd:
        more = [path] if words == ["compare"] else []
        assert run([*words, path, *more]) in (0, 1)
        said = capsys.readouterr()
        assert "fault" not in said.err
        assert "\x1b" not in said.err


@pytest.mark.parametrize("form", READERS)
def test_every_sink_takes_it(odd, tmp_path, form):
    """A table holds the name of any source, what is no character as an escape."""
    to = destination(tmp_path, form)
    assert len(odd) == netassay.load(*odd, **to).results
    sources = READERS[form](to["to"])["results"].column("source").to_pylist()
    expected = {path.encode("utf-8", "backslashreplace").decode() for path in odd}
    assert expected == set(sources)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_every_output_has_it(name, tmp_path):
    """An output may have any name, also the longest that a file can have."""
    source = saved(tmp_path, "ping.json", ping())
    folder = tmp_path / "outputs"
    folder.mkdir()
    output = f"./{os.fsdecode(name)}"
    done = in_folder(folder, "normalize", source, "-o", output)
    assert (0, b"") == (done.returncode, done.stderr)
    assert [name] == [os.fsencode(path.name) for path in folder.iterdir()]


@pytest.mark.parametrize("command", ["normalize", "check", "parse", "explain", "load"])
def test_a_name_that_no_file_can_have(command, tmp_path, capsys):
    """A name that is too long for the system is wrong use."""
    more = ["--to", str(tmp_path / "out")] if command == "load" else []
    assert 2 == run([command, "x" * 300 + ".json", *more])
    [line] = capsys.readouterr().err.splitlines()
    assert "xxx" in line


@pytest.mark.parametrize("name", ["x" * 300, "no/such/folder/out", ".", "", "file/out"])
@pytest.mark.parametrize("command", ["normalize", "report"])
def test_a_name_that_no_output_can_have(command, name, tmp_path, capsys, monkeypatch):
    """What can't be written by this name is wrong use, before anything is read."""
    source = saved(tmp_path, "ping.json", ping())
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "here" / "file").touch()
    assert 2 == run([command, source, "-o", name])
    assert 1 == len(capsys.readouterr().err.splitlines())


# --- Outputs that are inputs --------------------------------------------------------------


@pytest.fixture
def inputs(tmp_path):
    """Return a folder of a response."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    saved(folder, "ping.json", ping())
    return folder


def the_file(inputs, _):
    """Write the only input."""
    return inputs / "ping.json", inputs / "ping.json"


def file_in_the_folder(inputs, _):
    """Write what the next run would read."""
    return inputs, inputs / "new.ndjson"


def hard_link(inputs, outside):
    """Write the input by another name."""
    os.link(inputs / "ping.json", outside / "out.duckdb")
    return inputs / "ping.json", outside / "out.duckdb"


def hard_link_to_a_file_of_the_folder(inputs, outside):
    """Write a file of the folder."""
    os.link(inputs / "ping.json", outside / "out.duckdb")
    return inputs, outside / "out.duckdb"


def symbolic_link(inputs, outside):
    """Write what leads to the input."""
    (outside / "out.duckdb").symlink_to(inputs / "ping.json")
    return inputs / "ping.json", outside / "out.duckdb"


def link_to_the_folder(inputs, outside):
    """Write into the folder, by another name of that."""
    (outside / "link").symlink_to(inputs)
    return inputs, outside / "link" / "new.duckdb"


def input_by_a_link(inputs, outside):
    """Write into the folder that the input leads to."""
    (outside / "in").symlink_to(inputs)
    return outside / "in", inputs / "new.duckdb"


def link_in_the_folder(inputs, outside):
    """Write what a link in the folder leads to."""
    (outside / "out.duckdb").touch()
    (inputs / "deep").mkdir()
    (inputs / "deep" / "link.json").symlink_to(outside / "out.duckdb")
    return inputs, outside / "out.duckdb"


def link_in_the_folder_to_where_it_lies(inputs, outside):
    """Write into the folder that a link in the input leads to."""
    (inputs / "deep").mkdir()
    (inputs / "deep" / "link").symlink_to(outside)
    return inputs, outside / "new.duckdb"


SAME = [
    the_file,
    file_in_the_folder,
    hard_link,
    hard_link_to_a_file_of_the_folder,
    symbolic_link,
    link_to_the_folder,
    input_by_a_link,
    link_in_the_folder,
    link_in_the_folder_to_where_it_lies,
]


#: What is said of an output that is an input.
READ = "what is read"


@pytest.mark.parametrize("same", SAME, ids=lambda same: same.__name__)
def test_an_output_that_is_an_input(same, inputs, tmp_path, capsys):
    """By whatever name, what is read is not written: on the command line and in Python."""
    outside = tmp_path / "outside"
    outside.mkdir()
    source, output = same(inputs, outside)
    before = (inputs / "ping.json").read_bytes()
    # A load refuses the name of a file of JSON before it looks what that is.
    is_named = output.suffix in (".json", ".ndjson")
    error, told = (UnknownName, "tables want a folder") if is_named else (WrongDestination, READ)
    for words, reason in (
        (["normalize", "-o"], READ),
        (["report", "-o"], READ),
        (["load", "--to"], told),
    ):
        assert 2 == run([words[0], str(source), words[1], str(output)]), words
        [line] = capsys.readouterr().err.splitlines()
        assert reason in line
    with pytest.raises(error, match=told):
        netassay.load(source, to=output)
    assert before == (inputs / "ping.json").read_bytes()


def test_a_destination_that_holds_the_input(inputs, capsys):
    """What lies in the folder that is written is not read."""
    assert 2 == run(["load", str(inputs / "ping.json"), "--to", str(inputs)])
    assert "what is read" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["normalize", "check"])
def test_standard_streams_that_are_an_input(command, inputs):
    """A redirected stream is a file like any other."""
    with (inputs / "out.ndjson").open("wb") as file:
        done = subprocess.run(
            [*COMMAND, command, str(inputs)],
            stdout=file,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert 2 == done.returncode
    assert b"standard output" in done.stderr
    path = inputs / "ping.json"
    with path.open("rb") as file:
        done = subprocess.run(
            [*COMMAND, "normalize", "-", "-o", str(path)],
            stdin=file,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert 2 == done.returncode
    assert json.loads(path.read_bytes())


def test_other_outputs_are_taken(inputs, tmp_path):
    """What only looks like an input is none."""
    assert 0 == run(["normalize", str(inputs), "-o", str(tmp_path / "inputs.ndjson")])
    (inputs / "link.json").symlink_to(tmp_path / "inputs.ndjson")
    assert 1 >= run(["normalize", str(inputs), "-o", str(tmp_path / "other.ndjson")])
    (inputs / "gone.json").symlink_to(tmp_path / "nothing")
    (inputs / "circle").symlink_to(inputs)
    assert 1 == run(["normalize", str(inputs), "-o", str(tmp_path / "other.ndjson")])


def test_no_tables_on_standard_output(inputs, capsys, tmp_path, monkeypatch):
    """A load can't write tables to standard output, and makes no folder called ``-``."""
    monkeypatch.chdir(tmp_path)
    assert 2 == run(["load", str(inputs), "--to", "-"])
    assert "./-" in capsys.readouterr().err
    with pytest.raises(UnknownName):
        netassay.load(inputs, to="-")
    assert 0 == run(["load", str(inputs), "--to", "./-"])
    assert (tmp_path / "-" / "results").is_dir()


@pytest.mark.parametrize("option", ["--test", "--family", "--redact-key"])
def test_a_dash_is_a_dash(option, inputs, capsys):
    """What is said of an option that is ``-`` says so."""
    assert 2 == run(["normalize", str(inputs), option, "-"])
    assert "\\x00" not in capsys.readouterr().err

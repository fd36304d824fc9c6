"""A folder that grows: what was loaded and did not change is passed over, in every sink."""

from __future__ import annotations

import os
import shutil
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SAMPLES
from loading.loads import FORMS, place
from netassay.redaction import Redactor
from netassay.sinks.source_records import SourceRecords
from netassay.sources import reading
from netassay.sources.unchanged import FileState

#: Long enough ago that a time of change tells all later ones.
LONG_AGO = 1_700_000_000 * 10**9
CLOUD = ("memory",)


@pytest.fixture(params=[*FORMS, *CLOUD])
def options(request, tmp_path):
    """Give what `load` is told to write into each kind of sink."""
    form = request.param
    if form == "memory":
        return {"to": f"memory://{os.getpid()}{tmp_path}", "form": "parquet"}
    return {"to": place(tmp_path / "to", form), "form": None if form == "duckdb" else form}


@pytest.fixture
def folder(tmp_path):
    """Give a folder of saved responses, which did not change lately."""
    (tmp_path / "to").mkdir()
    shutil.copytree(SAMPLES, tmp_path / "from")
    for path in (tmp_path / "from").rglob("*.json"):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))
    return tmp_path / "from"


def opened_by(monkeypatch):
    """Return a list, to which all files are added that are opened as sources."""
    real, opened = reading.inputs_in, []

    def noted(file):
        opened.append(str(file))
        return real(file)

    monkeypatch.setattr(reading, "inputs_in", noted)
    return opened


def test_only_what_is_new_is_read(options, folder, monkeypatch):
    """A second load opens no file that it knows, whatever the sink; `reread` opens all."""
    first = netassay.load(folder, **options)
    assert (48, 48, 0) == (first.read, first.new, first.passed_over)
    opened = opened_by(monkeypatch)
    again = netassay.load(folder, **options)
    assert (0, 0, 48) == (again.read, again.new, again.passed_over)
    (folder / "later.json").write_text('{"status": "FAILED", "failReason": "later"}')
    third = netassay.load(folder, **options)
    assert (1, 1, 48) == (third.read, third.new, third.passed_over)
    assert [str(folder / "later.json")] == opened
    every = netassay.load(folder, **options, reread=True)
    assert (49, 0, 0) == (every.read, every.new, every.passed_over)


def test_what_changed_is_read_again(options, folder):
    """A file that grew, or has other bytes of the same length, is read; a copy is not."""
    ping, tcp = folder / "aps" / "ping.json", folder / "aps" / "tcp.json"
    netassay.load(folder, **options)
    ping.write_bytes(ping.read_bytes().replace(b"COMPLETED", b"COMPLETES"))
    os.utime(tcp, ns=(LONG_AGO, LONG_AGO + 1))
    changed = netassay.load(folder, **options)
    assert (1, 1, 47) == (changed.read, changed.new, changed.passed_over)
    # The copy's new time is known by now; nothing is looked into.
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(
            "netassay.loading.growing.digest_of", lambda file: pytest.fail(f"opened {file}")
        )
        os.utime(ping, ns=(LONG_AGO, LONG_AGO))
        os.utime(tcp, ns=(LONG_AGO, LONG_AGO + 1))
        monkeypatch.setattr("netassay.loading.growing.digest_of", str)
        assert 47 == netassay.load(folder, **options).passed_over


def test_each_way_to_name_a_file(options, folder, monkeypatch):
    """A folder, one above, one below, a file, a link, another working folder: it is one file."""
    netassay.load(folder, **options)
    (folder.parent / "link").symlink_to(folder)
    monkeypatch.chdir(folder)
    for path, count in (
        (folder, 48),
        (folder / "aps", 10),
        (folder / "aps" / "ping.json", 1),
        (folder.parent / "link", 48),
        ("aps", 10),
        (".", 48),
    ):
        summary = netassay.load(path, **options)
        assert (0, count) == (summary.read, summary.passed_over), path
    monkeypatch.chdir(folder / "aps")
    summary = netassay.load("ping.json", **options)
    assert (0, 1) == (summary.read, summary.passed_over)


def test_other_hints_are_another_question(options, tmp_path):
    """A file that was loaded with one hint is read again with another."""
    (tmp_path / "to").mkdir(exist_ok=True)
    path = tmp_path / "one.json"
    path.write_text('{"status": "RUNNING"}')
    assert 1 == netassay.load(path, **options).read
    assert 1 == netassay.load(path, **options, test="tcp").read
    assert 0 == netassay.load(path, **options, test="tcp").read
    assert 0 == netassay.load(path, **options).read


def test_what_could_not_be_read_is_tried_again(options, folder, monkeypatch):
    """A file that fails is a reject, and no file that was loaded."""
    real = reading.inputs_in

    def failing(file):
        if str(file).endswith("aps/tcp.json"):
            raise OSError(5, "Input/output error")
        return real(file)

    with monkeypatch.context() as patched:
        patched.setattr(reading, "inputs_in", failing)
        assert 1 == netassay.load(folder, **options).rejects
    again = netassay.load(folder, **options)
    assert (1, 1, 47) == (again.read, again.new, again.passed_over)


def test_a_load_that_is_stopped_and_resumed(options, folder, monkeypatch):
    """What was loaded before a load is passed over by it, and when it is resumed; no more."""
    netassay.load(folder / "aps", **options)

    def stopping(done):
        if done.read >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        netassay.load(folder, **options, batch=10, progress=stopping)
    resumed = netassay.load(folder, **options, batch=10, resume=True)
    assert (38, 38, 20, 10) == (
        resumed.read,
        resumed.results,
        resumed.resumed,
        resumed.passed_over,
    )
    assert 48 == netassay.load(folder, **options).passed_over
    del monkeypatch


def test_without_resume_goes_on_as_well(options, folder):
    """Who loads again after a stop reads what was not written; each response is there once."""

    def stopping(done):
        if done.read >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        netassay.load(folder, **options, batch=10, progress=stopping)
    again = netassay.load(folder, **options)
    assert 48 == again.read + again.passed_over
    assert again.passed_over >= 10
    assert again.new == 28


def test_redacted_loads_know_no_file(options, folder):
    """What is redacted is read whole: a name may be explained by any file. No name is kept."""
    redactor = Redactor("a key of our own")
    assert 48 == netassay.load(folder, **options, redactor=redactor).read
    assert (48, 0) == (
        (again := netassay.load(folder, **options, redactor=redactor)).read,
        again.passed_over,
    )


def test_jobs(folder):
    """Processes that read ahead remember no file before it is written."""
    to = folder.parent / "to" / "out"
    assert 0 == netassay.load(folder, to=to, jobs=2, batch=7).passed_over
    assert 48 == netassay.load(folder, to=to, jobs=2, batch=7).passed_over


def test_the_command_tells(command, folder, tmp_path):
    """The closing line counts what was passed over; `--all` reads it."""
    words = ("load", str(folder), "--to", str(tmp_path / "out"))
    assert "passed over" not in command(*words)[2]
    code, _, said = command(*words)
    assert 0 == code
    assert (
        "0 responses read: 0 results and 0 rejects, 0 of them new, 48 unchanged files passed over"
        in said
    )
    assert "48 responses read" in command(*words, "--all")[2]


@pytest.fixture
def command(capsys):
    """Give a function that runs the command line and returns its exit code and output."""
    from netassay.cli import run  # noqa: PLC0415

    def ran(*words):
        code = run(list(words))
        told = capsys.readouterr()
        return code, told.out, told.err

    return ran


# --- What a folder knows of files ---------------------------------------------------------

STATES = st.builds(
    FileState,
    st.sampled_from(["/a", "/a/b", "/c", "s3://d"]),
    st.sampled_from(["x.json", "y.json", "ü.json", "bad\udc80.json"]),
    st.integers(0, 2**40),
    st.integers(-1, 2**62),
    st.text("0123456789abcdef", max_size=4),
)
BATCHES = st.lists(st.tuples(st.sampled_from("hi"), st.lists(STATES, max_size=5)), max_size=8)


@given(BATCHES, st.integers(0, 9), st.integers(0, 40), st.booleans())
def test_records(batches, load, cut, shorter):
    """The last that loads before told of a file is known, also when lines are cut or merged."""
    parts, expected = {}, {}
    for number, (hints, states) in enumerate(batches):
        for part, lines in records_in(parts).lines(hints, states, number).items():
            parts[part] = parts.get(part, b"") + lines
        for one in states if number < load else ():
            if "bad" not in one.name:
                known = one.size, one.modified_ns, one.digest
                expected.setdefault((hints, one.folder), {})[one.name] = known
    # A process that is killed leaves half a line at the end of a part.
    parts = {part: lines + lines[:cut].rstrip(b"\n") for part, lines in parts.items()}
    many = 0 if shorter and len(batches) <= load else 64
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr("netassay.sinks.source_records._MANY_LINES", many)
        for _ in range(2):  # What was made shorter says the same.
            records = records_in(parts)
            for hints, folder in product("hi", ("/a", "/a/b", "/c", "s3://d")):
                known = dict(records.known(hints, folder, load))
                assert expected.get((hints, folder), {}) == known


def records_in(parts):
    """Return what is known by the lines of parts."""
    return SourceRecords(lambda part: parts.get(part, b""), parts.__setitem__)

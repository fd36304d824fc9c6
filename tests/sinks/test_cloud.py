"""The sink of an object store: in memory for every step, on a server of S3 for the whole."""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import signal
import subprocess
import sys
import time

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from benchmarks.generator import damaged, lines
from bodies import SAMPLES
from cli.processes import COMMAND, environment, in_pipes
from loading.loads import responses
from netassay.errors import LoadError, MissingExtra, NetassayError, UnknownName, WrongDestination
from netassay.sinks import sink_for
from netassay.sinks.commits import Commits
from netassay.sinks.sink import LoadProgress
from netassay.stores import Store, shown
from sinks.reading_back import READERS, sorted_tables
from sinks.s3_server import SECRET

FORMS = ("parquet", "csv", "ndjson")
STORES = ("memory", "s3")
_NUMBERS = itertools.count()
KILLS = int(os.environ.get("NETASSAY_LOAD_KILLS", "3"))


@pytest.fixture(params=STORES)
def place(request):
    """Give the URL of a new folder in a store."""
    if request.param == "memory":
        return in_memory()
    server = request.getfixturevalue("s3_server")
    return f"s3://{server.bucket}/{os.getpid()}-{next(_NUMBERS)}"


def in_memory():
    """Return a new place in this process's memory."""
    return f"memory://{os.getpid()}/{next(_NUMBERS)}"


def names_in(url):
    """Return the names of all objects in a folder."""
    return [one.path for one in Store(url).listed()]


def tables_in(url, form, folder):
    """Return the tables in a folder of a store, in one order, by the readers of local folders."""
    store = Store(url)
    for name in names_in(url):
        table, _, part = name.partition("/")
        if table == "_netassay":
            continue
        data = store.read(name)
        (folder / table).mkdir(exist_ok=True, parents=True)
        (folder / table / part).write_bytes(data)
    if form != "parquet":
        for table in [path for path in folder.iterdir() if path.is_dir()]:
            joined(table, folder / f"{table.name}.{form}", heads=form == "csv")
    return sorted_tables(READERS[form](folder))


def joined(parts, whole, *, heads):
    """Join the files of a table to one, with one head."""
    data = [path.read_bytes() for path in sorted(parts.iterdir())]
    if heads:
        data = [data[0], *(part.partition(b"\n")[2] for part in data[1:])]
    whole.write_bytes(b"".join(data))


def expected_of(source):
    """Return the tables that a source gives in memory, but for what a load knows only."""
    return comparable(netassay.to_arrow(netassay.read(source)))


def comparable(tables):
    """Return tables in one order, without where results were read."""
    return sorted_tables({**tables, "results": tables["results"].drop_columns(["source", "place"])})


@pytest.mark.parametrize("form", FORMS)
def test_holds_what_is_in_memory(form, place, tmp_path):
    """A store holds what `to_arrow` gives; loaded again, nothing more."""
    source = tmp_path / "some.ndjson"
    source.write_bytes(b"".join(damaged(lines(120), one_in=9)))
    first = netassay.load(source, to=place, form=form, batch=50)
    assert 120 == first.read == first.results + first.rejects
    expected = expected_of(source)
    assert expected == comparable(tables_in(place, form, tmp_path / "first"))
    netassay.load(source, SAMPLES, to=place, form=form)
    again = netassay.load(source, SAMPLES, to=place, form=form, resume=True)
    assert 0 == again.new
    found = comparable(tables_in(place, form, tmp_path / "second"))
    assert expected["results"].num_rows + 48 == found["results"].num_rows
    assert [] == [name for name in names_in(place) if "/pending/" in name]


def test_commits_name_the_files_that_count(place):
    """All files of tables are named by the commits, each once."""
    netassay.load(SAMPLES, to=place, batch=10)
    commits, named = Commits(Store(place)), []
    for number in itertools.count(1):
        commit = commits.at(number)
        if commit is None:
            break
        named += commit.files
    assert sorted(named) == [name for name in names_in(place) if not name.startswith("_")]


class Crash(BaseException):
    """The end of the process, as far as the load can tell."""


def crash_at(at, monkeypatch):
    """Let the `at`-th write or removal in a store crash, before or after it is done."""
    calls = itertools.count()
    for name in ("write_all", "create", "remove"):
        real = getattr(Store, name)

        def crashing(self, *arguments, real=real):
            call = next(calls)
            if call * 2 == at:
                raise Crash
            done = real(self, *arguments)
            if call * 2 + 1 == at:
                raise Crash
            return done

        monkeypatch.setattr(Store, name, crashing)
    return calls


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_a_crash_at_every_step(form, tmp_path):
    """Wherever a load crashes, the next makes up for it, resumed or not: each row is there once."""
    source = responses(tmp_path, 12)
    expected = expected_of(source)
    for at in itertools.count():
        url = in_memory()
        with pytest.MonkeyPatch.context() as monkeypatch:
            calls = crash_at(at, monkeypatch)
            with contextlib.suppress(Crash):
                netassay.load(source, to=url, form=form, batch=5)
        if next(calls) * 2 < at:
            break
        summary = netassay.load(source, to=url, form=form, batch=5, resume=at % 3 > 0)
        # Where all was written and told, nothing is left to be read.
        assert 12 * (1 - summary.passed_over) == summary.read == summary.results
        assert expected == comparable(tables_in(url, form, tmp_path / str(at)))
    assert 30 < at


def rows(*numbers):
    """Return a batch with the results of some numbers."""
    items = [netassay.normalize({"status": "FAILED", "failReason": str(at)}) for at in numbers]
    tables = netassay.to_arrow(items)
    return {name: table for name, table in tables.items() if table.num_rows}


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.lists(st.integers(0, 30), unique=True, max_size=9)),
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_loads_side_by_side(steps, chance):
    """Whatever loads write at once, and in whatever order, each id is there once."""
    url = in_memory()
    sinks, told = {}, 0
    try:
        for who, numbers in steps:
            if who not in sinks or chance.random() < 0.1:
                if who in sinks:
                    sinks[who].close()
                sinks[who] = sink_for(url)
                sinks[who].begin(f"load {who}", resume=chance.random() < 0.5)
            told += sinks[who].write(rows(*numbers), LoadProgress())
    finally:
        # Hypothesis may end a draw anywhere.
        for sink in sinks.values():
            sink.close()
    store = Store(url)
    parts = [name for name in names_in(url) if name.startswith("results/")]
    stored = [
        one
        for name in parts
        for one in pa.parquet.read_table(pa.BufferReader(store.read(name)))["id"].to_pylist()
    ]
    wanted = {number for _, numbers in steps for number in numbers}
    assert len(wanted) == len(set(stored)) == len(stored) == told


def test_a_load_between_another_ones_files_and_commit(tmp_path):
    """What a load that begins takes for left behind, the load that wrote it writes again."""
    url = in_memory()
    slow, real, others = sink_for(url), Commits.make, []

    def overtaken(self, commit):
        if commit.files and not others:
            others.append(sink_for(url))
            others[0].begin("fast", resume=False)
            others[0].write(rows(1, 2), LoadProgress())
        return real(self, commit)

    slow.begin("slow", resume=False)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Commits, "make", overtaken)
        assert 1 == slow.write(rows(2, 3), LoadProgress())
    for sink in (slow, *others):
        sink.close()
    assert 3 == tables_in(url, "parquet", tmp_path)["results"].num_rows


def test_an_answer_that_is_lost(monkeypatch):
    """A client that asks again for a commit that it has made already is not taken for another."""
    url, real = in_memory(), Store.create
    monkeypatch.setattr(Store, "create", lambda *words: real(*words) and real(*words))
    summary = netassay.load(SAMPLES, to=url, batch=20)
    assert (48, 48) == (summary.read, summary.new)


def killed_after(seconds, words):
    """Run the command and kill it after some time."""
    with subprocess.Popen([*COMMAND, *words], env=environment(), stderr=subprocess.DEVNULL) as one:
        try:
            one.wait(seconds)
        except subprocess.TimeoutExpired:
            one.send_signal(signal.SIGKILL)


@pytest.mark.slow
def test_killed_two_at_a_time(s3_server, tmp_path):
    """Two loads at once, killed at random moments and resumed, end as if nothing had happened."""
    url = f"s3://{s3_server.bucket}/{next(_NUMBERS)}-killed"
    source = responses(tmp_path, 1200)
    words = ("load", str(source), "--to", url, "--batch", "100", "--resume")
    began = time.monotonic()
    in_pipes("load", str(source), "--to", f"{url}-calm", "--batch", "100")
    took, chance = time.monotonic() - began, random.Random(1)
    for _ in range(KILLS):
        with subprocess.Popen(
            [*COMMAND, *words], env=environment(), stderr=subprocess.DEVNULL
        ) as other:
            killed_after(chance.uniform(0.4, 1) * took, words)
            other.kill()
    done = in_pipes(*words)
    assert 0 == done.returncode, done.stderr
    assert b"1200 responses read: 1200 results and 0 rejects" in done.stderr
    assert expected_of(source) == comparable(tables_in(url, "parquet", tmp_path / "found"))


# --- What may be wrong --------------------------------------------------------------------


def test_places_that_are_not_ours(place):
    """A folder of other things, or of another form, or whose commits are gone, is refused."""
    store = Store(place)
    store.write_all({"notes.txt": b"mine"})
    with pytest.raises(LoadError, match="holds other things"):
        netassay.load(SAMPLES, to=place)
    assert ["notes.txt"] == names_in(place)
    netassay.load(SAMPLES / "cx", to=f"{place}/out")
    with pytest.raises(LoadError, match="holds parquet, not csv"):
        netassay.load(SAMPLES, to=f"{place}/out", form="csv")
    inner = Store(f"{place}/out")
    inner.remove([f"_netassay/commits/{2:012}.json"])
    with pytest.raises(LoadError, match="commit 2 of its loads is missing"):
        netassay.load(SAMPLES, to=f"{place}/out")
    inner.write_all({f"_netassay/commits/{2:012}.json": b"{"})
    with pytest.raises(LoadError, match="is not what a load wrote there"):
        netassay.load(SAMPLES, to=f"{place}/out")


def test_no_store_reads_itself(samples):
    """A place that is, holds or lies in what is read is refused, and nothing is written."""
    before = names_in(samples)
    for path, to in (
        ("", ""),
        ("", "/out"),
        ("/aps", ""),
        ("/aps/*.json", "/aps/out"),
        ("/*/ping.json", ""),
    ):
        with pytest.raises(WrongDestination, match="in what is read"):
            netassay.load(f"{samples}{path}", to=f"{samples}{to}")
    assert before == names_in(samples)


def test_what_nothing_opens():
    """A scheme that nobody knows, and one whose client is not installed, are told before anything."""
    for url in ("nosuch://bucket/out", "mysql://user:geheim@host/db"):
        with pytest.raises(UnknownName) as caught:
            netassay.load(SAMPLES, to=url)
        assert "geheim" not in str(caught.value)
        with pytest.raises(UnknownName):
            list(netassay.read(url))
    with pytest.raises(UnknownName, match="names no place"):
        netassay.load(SAMPLES, to="s3://")


def test_missing_extra(monkeypatch):
    """One line says which extra brings the client of a store."""
    monkeypatch.setitem(sys.modules, "s3fs", None)
    registry = sys.modules["fsspec.registry"]
    for name in ("registry", "_registry"):
        monkeypatch.setattr(registry, name, {})
    for url in ("s3://bucket/out", "abfss://container@account.dfs.core.windows.net/out"):
        with pytest.raises(MissingExtra, match=r"pip install 'netassay\[cloud\]'"):
            netassay.load(SAMPLES, to=url)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingExtra, match=r"pip install 'netassay\[cloud\]'"):
        netassay.load(SAMPLES, to="memory://bucket/out")


def told(*words, **more):
    """Run the command; return its exit code and the lines on standard error."""
    ended = subprocess.run(
        [*COMMAND, *words], env=environment() | more, capture_output=True, text=True, check=False
    )
    assert "" == ended.stdout
    assert SECRET not in ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.returncode, ended.stderr.splitlines()


def test_a_store_that_fails(s3_server, tmp_path):
    """No bucket, no server, no right: one line each, without a secret."""
    source = responses(tmp_path, 3)
    code, said = told("load", str(source), "--to", "s3://no-such-bucket/out")
    assert 3 == code
    assert "s3://no-such-bucket/out: The specified bucket does not exist" in said[0]
    nowhere = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}
    code, said = told("load", str(source), "--to", f"s3://{s3_server.bucket}/out", **nowhere)
    assert 3 == code
    assert "Could not connect to the endpoint" in said[0]


# --- As a source --------------------------------------------------------------------------


@pytest.fixture
def samples(place):
    """Give the samples in a store."""
    data = {str(path.relative_to(SAMPLES)): path.read_bytes() for path in SAMPLES.rglob("*.json")}
    more = {".hidden.json": b"x", "notes.csv": b"x", "a/.b/c.json": b"x"}
    Store(place).write_all(data | more)
    return place


def test_a_prefix_is_a_folder(samples):
    """The same results in the same order as from a folder, with URLs as sources."""
    local = told_of(SAMPLES)
    assert local == told_of(samples) == told_of(f"{samples}/")
    single = list(netassay.read(f"{samples}/aps/ping.json"))
    assert [("ping", "aps")] == [(one.test, one.family) for one in single]
    netassay.load(samples, to=f"{samples}-out")
    store = Store(f"{samples}-out")
    (part,) = [name for name in names_in(f"{samples}-out") if name.startswith("results/")]
    sources = pa.parquet.read_table(pa.BufferReader(store.read(part)))["source"].to_pylist()
    assert {f"{samples}/{path.relative_to(SAMPLES)}" for path in SAMPLES.rglob("*.json")} == {
        source.replace("memory:///", "memory://") for source in sources
    }


def told_of(path):
    """Return the results at a path, but for ids: where a body lies may be in those."""
    return [{**netassay.to_dict(one), "id": ""} for one in netassay.read(path)]


def test_patterns(samples):
    """A pattern gives what it fits, a prefix among that like a folder; nothing is an error."""
    pings = list(netassay.read(f"{samples}/*/ping.json"))
    assert {"ping"} == {one.test for one in pings}
    assert len(list(SAMPLES.glob("*/ping.json"))) == len(pings)
    assert 48 == len(list(netassay.read(f"{samples}/*")))
    assert 1 == len(list(netassay.read(f"{samples}/*.csv")))
    for nothing in (f"{samples}/*.har", f"{samples}/none", f"{samples}/none.json"):
        with pytest.raises(FileNotFoundError):
            list(netassay.read(nothing))


def test_an_object_that_goes_away(samples, monkeypatch):
    """What can't be read any more is a reject, and the others come out."""
    real = Store.objects

    def listed(self):
        found = real(self)
        Store(samples).remove(["aps/ping.json"])
        return found

    monkeypatch.setattr(Store, "objects", listed)
    items = list(netassay.read(samples))
    rejects = [one for one in items if isinstance(one, netassay.Reject)]
    assert (48, 1) == (len(items), len(rejects))
    assert "can't be read" in rejects[0].reason


@pytest.mark.parametrize("form", ["parquet", "ndjson", "duckdb"])
def test_credentials_in_a_url_go_nowhere(form, tmp_path):
    """A user and a password are in no source, reject, name of a load or record of a file."""
    place = f"memory://key:geheim@{os.getpid()}{tmp_path}"
    Store(place).write_all({"a.json": b'{"status": "FAILED"}', "b.json": b"nonsense"})
    to = tmp_path / ("out.duckdb" if form == "duckdb" else "out")
    options = {"url": "https://me:geheim@host/x?token=geheim", "to": to}
    for _ in range(2):
        netassay.load(place, **options, form=None if form == "duckdb" else form)
    files = [to] if form == "duckdb" else [path for path in to.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"geheim" in path.read_bytes()]
    sources = READERS[form](to)["results"].column("source").to_pylist()
    assert sources
    assert all(source.startswith("memory://") for source in sources)


@pytest.mark.parametrize(
    "url",
    [
        "s3://key:geheim@bucket/a/b.json",
        "https://user:geheim@host/a.json?X-Amz-Signature=geheim",
        "abfss://box@account.dfs.core.windows.net/a?sig=geheim",
        "sftp://user:p%40geheim@host:22/a b.json",
    ],
)
def test_no_message_shows_credentials(url):
    """What names a URL in a message leaves out user, password and a signed query."""
    assert "geheim" not in shown(f"oh: {url} failed")
    scheme = url.partition("://")[0]
    with pytest.raises(NetassayError) as caught:
        list(netassay.read(url.replace(scheme, f"no-{scheme}")))
    assert "geheim" not in f"{caught.value} {caught.value!r}"

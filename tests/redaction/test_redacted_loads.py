"""Loads that can be given to others: no row, no file and no ledger holds a secret."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import netassay
from bodies import SAMPLES, body, url
from loading.loads import place, tables_in
from netassay.cli import run

if TYPE_CHECKING:
    from pathlib import Path

KEY = "a key for these loads"
FORMS = ["parquet", "csv", "ndjson", "duckdb"]


def responses(folder: Path) -> tuple[Path, set[str]]:
    """Save the samples as lines, each with its URL; return their file and some secrets."""
    names = sorted(f"{path.parent.name}/{path.stem}" for path in SAMPLES.glob("*/*.json"))
    lines = [
        json.dumps({"url": url(name, f"CNSECRET{at:02}", f"job-{at:04}"), "body": body(name)})
        for at, name in enumerate(names)
    ]
    path = folder / "CNSECRET00.ndjson"
    path.write_text("\n".join([*lines, '{"broken": "10.99.98.97"', ""]))
    secrets = {f"CNSECRET{at:02}" for at in range(len(names))} | {"job-0000", "10.99.98.97"}
    return path, secrets | {"142.251.46.164", "84.17.57.129", "10.27.119.178", "www.google.com"}


def load_redacted(path: Path, to: Path, form: str, **options: object) -> netassay.Summary:
    """Load with a redactor of a key, or with the one that is given."""
    forms = {} if form == "duckdb" else {"form": form}
    return netassay.load(path, to=to, **{"redactor": netassay.Redactor(KEY), **forms, **options})


@pytest.mark.parametrize("form", FORMS)
def test_no_secret_is_held(form: str, tmp_path: Path) -> None:
    """Neither rows nor bytes on disk hold a secret; every row and number is there."""
    path, secrets = responses(tmp_path)
    to = place(tmp_path, form)
    summary = load_redacted(path, to, form)
    there = len(path.read_text().splitlines())
    assert (there, there - 1, 1) == (summary.read, summary.results, summary.rejects)
    tables = tables_in(to, form)
    said = repr({name: table.to_pylist() for name, table in tables.items()})
    files = [to] if to.is_file() else [one for one in to.rglob("*") if one.is_file()]
    stored = b"".join(one.read_bytes() for one in files)
    assert [] == [one for one in secrets if one in said or one.encode() in stored]
    plain = netassay.to_arrow(netassay.read(path))
    assert {name: table.num_rows for name, table in plain.items()} == {
        name: tables[name].num_rows if name in tables else 0 for name in plain
    }


def test_a_key_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """What has grown is loaded on with the same key, and what is there stays as it was."""
    path, _ = responses(tmp_path)
    to = place(tmp_path, "duckdb")
    whole = path.read_text().splitlines(keepends=True)
    path.write_text("".join(whole[:20]))
    load_redacted(path, to, "duckdb")
    path.write_text("".join(whole))
    summary = load_redacted(path, to, "duckdb", resume=True)
    assert (len(whole), 20, len(whole) - 20) == (summary.read, summary.resumed, summary.new)
    again = place(tmp_path / "again", "duckdb")
    again.parent.mkdir()
    load_redacted(path, again, "duckdb")
    ids = [set(tables_in(one, "duckdb")["results"].column("id").to_pylist()) for one in (to, again)]
    assert ids[0] == ids[1]


def test_what_does_not_go_together(tmp_path: Path) -> None:
    """Several processes, and a resumed load without a key, are refused before anything is done."""
    path, _ = responses(tmp_path)
    to = tmp_path / "out"
    with pytest.raises(ValueError, match="one process"):
        load_redacted(path, to, "csv", jobs=2)
    with pytest.raises(ValueError, match="key"):
        load_redacted(path, to, "csv", redactor=netassay.Redactor(), resume=True)
    for words in (("--jobs", "2"), ("--resume",)):
        assert 2 == run(["load", str(path), "--to", str(to), "--redact", *words])
    assert not to.exists()


def test_the_command(tmp_path: Path) -> None:
    """`load --redact` holds stand-ins."""
    path, secrets = responses(tmp_path)
    to = tmp_path / "out"
    assert 1 == run(["load", str(path), "--to", str(to), "--format", "csv", "--redact"])
    files = [one for one in to.rglob("*") if one.is_file()]
    stored = b"".join(one.read_bytes() for one in files)
    assert [] == [one for one in secrets if one.encode() in stored]
    assert b"serial-35" in stored

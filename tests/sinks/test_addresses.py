"""An address of a database is shown without its password, and only a sound one is used."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cli.responses import ping, saved
from netassay.cli import run
from netassay.sinks.addresses import without_secret, wrong_address
from netassay.sinks.destinations import destination_of

#: Nobody listens there.
CLOSED = "127.0.0.1:1"

SOUND = {
    f"postgresql://me:geheimnis@{CLOSED}/db": "geheimnis",
    f"postgresql://me:ge%40heim%2Fnis@{CLOSED}/db": "ge%40heim%2Fnis",
    f"postgresql://me:geheimnis@{CLOSED}/db?connect_timeout=5": "geheimnis",
    f"postgresql://{CLOSED}/db?password=geheimnis": "geheimnis",
    f"postgresql://{CLOSED}/db?pass%77ord=geheimnis&user=me": "geheimnis",
    f"postgresql://me@{CLOSED}/db?password=geheimnis&sslpassword=geheimnis": "geheimnis",
    f"postgres://me:ge?heim#nis@{CLOSED}/db": "ge?heim#nis",
}
UNSOUND = {
    f"postgresql://me:ge@heimnis@{CLOSED}/db": ["ge@", "heimnis"],
    f"postgresql://me:ge/heimnis@{CLOSED}/db": ["ge/", "heimnis"],
    f"postgresql://me:ge@heim/nis@{CLOSED}/db": ["ge@", "heim", "nis@"],
    f"postgresql://me:ge:he@imnis@{CLOSED}/db": ["ge:", "imnis"],
    f"postgresql://me:ge%zzheimnis@{CLOSED}/db": ["ge%zz", "heimnis"],
    f"postgresql://me:ge[heimnis@{CLOSED}/db@x": ["ge[", "heimnis"],
    "postgresql://me:geheimnis/db": ["geheimnis"],
    "postgresql://me:geheimnis": ["geheimnis"],
    f"postgresql://me@{CLOSED}/db?password=ge&heimnis": ["=ge", "heimnis"],
    f"postgresql://me@{CLOSED}/db?password=ge%heimnis": ["ge%", "heimnis"],
}
KEYWORDS = [
    f"host={CLOSED} password=geheimnis",
    "password='geheimnis' dbname=db",
    "dbname=db user=me password = geheimnis",
    f"dbname=postgresql://me:geheimnis@{CLOSED}/db",
]


@pytest.fixture
def source(tmp_path, monkeypatch):
    """Return a file of a response, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return saved(tmp_path, "ping.json", ping())


@pytest.mark.parametrize(("address", "secret"), SOUND.items())
def test_a_sound_address(address, secret, source, tmp_path, capsys):
    """Where nobody listens the reason is told whole, without the password."""
    assert 3 == run(["load", source, "--to", address])
    told = capsys.readouterr().err
    assert "Connection refused" in told
    assert 'server at "127.0.0.1", port 1 failed' in told
    assert "Is the server running on that host and accepting TCP/IP connections?" in told
    assert 1 == told.count("\n")
    assert secret not in told
    assert ["ping.json"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(("address", "pieces"), UNSOUND.items())
def test_an_unsound_address(address, pieces, source, tmp_path, capsys):
    """What can't be an address is wrong use, and no piece of it is told or looked up."""
    assert 2 == run(["load", source, "--to", address])
    told = capsys.readouterr().err
    assert "escaped" in told
    assert not [piece for piece in pieces if piece in told]
    assert 1 == told.count("\n")
    assert ["ping.json"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("words", KEYWORDS)
def test_keywords_and_values(words, source, tmp_path, capsys):
    """Keywords and values are no address; one line says what is."""
    assert 2 == run(["load", source, "--to", words])
    told = capsys.readouterr().err
    assert "postgresql://" in told
    assert "geheimnis" not in told
    assert ["ping.json"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("name", ["host", "./host=a", "site=Oslo", "out/user=me", "password"])
def test_folders_are_no_keywords(name):
    """A folder of a partition is a folder."""
    assert "folder" == destination_of(name).kind


@pytest.mark.parametrize("password", ["a", "password", "server", "refused", "127", "me", "e"])
def test_a_password_that_is_a_word(password, source, capsys, monkeypatch):
    """A password that is a word of the reason leaves the reason whole."""
    monkeypatch.setenv("PGPASSWORD", password)
    for address in (f"postgresql://me:{password}@{CLOSED}/db", f"postgresql://me@{CLOSED}/db"):
        assert 3 == run(["load", source, "--to", address])
        told = capsys.readouterr().err
        assert 'at "127.0.0.1", port 1 failed: Connection refused' in told
        assert f":{password}@" not in told


@given(st.text(st.sampled_from("geheim1@:/?#%&=[],. \"'\\"), min_size=5, max_size=20))
def test_any_password(password):
    """Whatever a password is, an address is shown without it, in any place of a text."""
    assume(len(set(password)) > 2)
    address = f"postgresql://me:{password}@{CLOSED}/db"
    text = f'{address}: no "{password}", and {address}'
    shown = without_secret(text, address)
    assert password not in shown
    assert "me:***@" in shown
    if wrong_address(address) is None:
        assert f'postgresql://me:***@{CLOSED}/db: no "***", and' in shown

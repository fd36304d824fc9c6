"""`read`, `saved` and `examined`: what the caller says, and what is handed on."""

from __future__ import annotations

import pickle

import pytest

import netassay
from netassay.errors import UnknownName
from netassay.records.result import Reject, Result
from netassay.sources import SavedResponse, examined, read, saved

BODY = b'{"status": "RUNNING", "output": {"destination": "192.0.2.7"}}'
URL = "/network-troubleshooting/v1alpha1/cx/CN00000001/ping/async-operations/7"
OTHER_URL = "/network-troubleshooting/v1alpha1/aps/CN00000002/http/async-operations/8"


def test_nothing_to_read():
    """No paths give no items."""
    assert list(read()) == []


def test_paths_in_order(write):
    """Paths are read in the order in which they were given."""
    paths = [write("b.json", BODY), write("a.json", b"42"), write("c.json", BODY)]
    assert [str(path) for path in paths] == [item.source for item in saved(*paths)]
    assert [Result, Reject, Result] == [type(item) for item in read(*paths)]


def test_read_is_public():
    """`netassay.read` is this one."""
    assert read is netassay.read


@pytest.mark.parametrize("wrong", [{"test": "pong"}, {"family": "toasters"}, {"prefer": "neither"}])
def test_unknown_names(write, wrong):
    """A name that does not exist is the caller's mistake, even where nothing is read."""
    for paths in ((), (write("a.json", b"42"),)):
        with pytest.raises(UnknownName):
            next(read(*paths, **wrong))


def test_files_are_opened_in_their_turn(write):
    """What is read later may still change: nothing is read ahead."""
    first, second = write("a.json", BODY), write("b.json", b"42")
    items = read(first, second)
    assert Result is type(next(items))
    second.write_bytes(BODY)
    assert Result is type(next(items))


def test_url_of_the_caller_counts_for_responses_without_one(write):
    """An envelope's own URL goes before the caller's."""
    lines = BODY + b'\n{"url": "%s", "status": 200, "body": %s}' % (OTHER_URL.encode(), BODY)
    bare, enveloped = read(write("a.ndjson", lines), url=URL)
    assert [bare.serial_number, enveloped.serial_number] == ["CN00000001", "CN00000002"]


def test_prefer_is_handed_on(write):
    """`prefer` decides between the sides, as for `normalize`."""
    body = (
        b'{"status": "COMPLETED", "output": {"transmittedPacketsCount": "4"}, "rawOutput":'
        b' "5 packets transmitted, 5 packets received, 0% packet loss\\n"}'
    )
    path = write("aps/ping.json", body)
    [stated], [printed] = read(path), read(path, prefer="text")
    assert [stated.measurement.transmitted, printed.measurement.transmitted] == [4, 5]


def test_same_response_same_id(write):
    """Where a response was saved counts for nothing in its id."""
    page = b"**URL:** `%s`\n**Status:** 200\n```\n%s\n```\n" % (URL.encode(), BODY)
    items = read(write("a.json", b"[" + BODY + b"]"), write("b.md", page), url=URL)
    assert {netassay.normalize(BODY, url=URL).id} == {item.id for item in items}


def test_examined_hands_rejects_on():
    """What was rejected before stays rejected."""
    reject = Reject("a.json", "can't be read", b"")
    assert reject is examined(reject)


def test_examined_keeps_where_values_came_from(write):
    """With `trace`, an examination holds both sides of each record."""
    [item] = saved(write("cx/ping.json", BODY))
    assert examined(item).pairs == []
    assert examined(item, trace=True).pairs != []


def test_examined_rejects():
    """What is no response becomes a reject of the same source, place and bytes."""
    item = SavedResponse("a.har", b"42", "entry 3", http_status=200)
    assert Reject("a.har", "a number, not an object", b"42", "entry 3") == examined(item)


def test_saved_can_be_sent_to_another_process(write):
    """A saved response is plain data, and reads the same after a journey."""
    [item] = saved(write("cx/ping.json", BODY))
    travelled = pickle.loads(pickle.dumps(item))
    assert item == travelled
    assert examined(item).result == examined(travelled).result

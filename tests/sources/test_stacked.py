"""JSON documents that stand one behind the other in a file."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SHARED, body
from netassay.records.result import Reject
from netassay.sources import saved

NAMES = ("aps/ping", "cx/traceroute", "gateways/iperf", "aps/tcp")
BETWEEN = st.sampled_from(["", "\n", " ", "\n\n\t"])
FORMS = st.sampled_from([None, 2])


def read_bytes(data: bytes, name: str) -> list[netassay.Result | Reject]:
    """Return what a file of these bytes holds."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(netassay.read(path))


def ids(items: list[netassay.Result | Reject]) -> list[str]:
    """Return the ids of results."""
    return [item.id for item in items if isinstance(item, netassay.Result)]


@st.composite
def stacks(draw: st.DrawFn) -> tuple[list[str], str]:
    """Draw the documents of a file, and their text."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4))
    form, between = draw(FORMS), draw(BETWEEN)
    documents = [json.dumps(body(name), indent=form) for name in names]
    return documents, "".join(one + between for one in documents)


@st.composite
def mixtures(draw: st.DrawFn) -> tuple[list[str], str]:
    """Draw bodies, and a text of them: alone and in arrays, each compact or not."""
    bodies: list[str] = []
    text = ""
    for _ in range(draw(st.integers(2, 4))):
        names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2))
        form = draw(FORMS)
        bodies += [json.dumps(body(name)) for name in names]
        is_array = len(names) > 1 or draw(st.booleans())
        document = [body(name) for name in names] if is_array else body(names[0])
        text += json.dumps(document, indent=form) + draw(BETWEEN)
    return bodies, text


@given(mixtures() | stacks())
def test_each_is_a_response(stack: tuple[list[str], str]) -> None:
    """All come out, in order, compact or not, whatever blanks are between them."""
    documents, text = stack
    alone = [netassay.normalize(one).id for one in documents]
    assert alone == ids(read_bytes(text.encode(), "a.json"))


@given(mixtures())
def test_each_is_told_from_the_others(stack: tuple[list[str], str]) -> None:
    """Each has a place of its own in the file."""
    documents, text = stack
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_text(text)
        places = [item.place for item in saved(path)]
    assert len(documents) == len(set(places))


@given(stacks(), st.data())
def test_cut_anywhere(stack: tuple[list[str], str], data: st.DataObject) -> None:
    """Those before the cut come out, and the rest is one reject with its bytes."""
    documents, text = stack
    first = len(documents[0])
    cut = text[: data.draw(st.integers(first + 1, len(text)))]
    items = read_bytes(cut.encode(), "a.json")
    alone = [netassay.normalize(one).id for one in documents]
    assert ids(items) == alone[: len(ids(items))]
    rejects = [item for item in items if isinstance(item, Reject)]
    assert len(rejects) < 2
    for reject in rejects:
        assert cut.rstrip(" \n\t,").endswith(reject.data.decode().rstrip(" \n\t,"))


@pytest.mark.parametrize("name", ["concatenated_responses.json", "pretty_responses.json"])
def test_cases(name: str) -> None:
    """Files that people had."""
    path = SHARED / "cases" / "inputs" / name
    if not path.is_file():
        pytest.skip("the cases do not lie beside this checkout")
    assert 3 == len(ids(list(netassay.read(path))))

"""Tests of one server by an access point or a switch: tcp, nslookup, aaa."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from netassay.records.aaa import Aaa
from netassay.records.nslookup import Nslookup
from netassay.records.tcp import Tcp
from netassay.testing.records.values import ADDRESSES, HOSTS, WORDS, figures

__all__ = ["RECORDS"]

#: What the two families say of a login, and what it means.
_ACCESS_POINT: Final = {"Passed": True, "Failed": False}
_SWITCH: Final = {"accept": True, "reject": False}


@st.composite
def _logins(draw: st.DrawFn, words: dict[str, bool], *, switch: bool) -> Aaa:
    answer = draw(st.sampled_from(sorted(words)))
    return Aaa(
        server=draw(ADDRESSES if switch else HOSTS | ADDRESSES),
        username=draw(WORDS) if switch else None,
        method=draw(st.sampled_from(["pap", "chap"])) if switch else None,
        accepted=words[answer],
        answer=answer,
    )


RECORDS: Final = {
    ("tcp", "aps"): st.builds(Tcp, host=HOSTS | ADDRESSES, connect_time=figures(30_000)),
    ("nslookup", "aps"): st.builds(
        Nslookup,
        host=HOSTS,
        dns_server=ADDRESSES,
        addresses=st.lists(ADDRESSES, min_size=1, max_size=6, unique=True),
    ),
    ("aaa", "aps"): _logins(_ACCESS_POINT, switch=False),
    ("aaa", "cx"): _logins(_SWITCH, switch=True),
}

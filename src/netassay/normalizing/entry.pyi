# Written by tests/typing/stubs.py; changes here are lost.

from collections.abc import Iterator
from netassay.normalizing.reconcile import Prefer
from netassay.records import Aaa
from netassay.records import ArpTable
from netassay.records import Bounce
from netassay.records import CableTest
from netassay.records import Http
from netassay.records import Iperf
from netassay.records import Nslookup
from netassay.records import Ping
from netassay.records import PingSweep
from netassay.records import ShowCommand
from netassay.records import Speedtest
from netassay.records import Tcp
from netassay.records import Traceroute
from netassay.records.result import Result
from typing import Any
from typing import Literal
from typing import overload

__all__ = ['normalize', 'parse_text', 'parse_texts']

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['ping'], family: str | None=None, prefer: Prefer='output') -> Result[Ping]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['pingSweep', 'ping_sweep'], family: str | None=None, prefer: Prefer='output') -> Result[PingSweep]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['traceroute'], family: str | None=None, prefer: Prefer='output') -> Result[Traceroute]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['iperf'], family: str | None=None, prefer: Prefer='output') -> Result[Iperf]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['speedtest'], family: str | None=None, prefer: Prefer='output') -> Result[Speedtest]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['http'], family: str | None=None, prefer: Prefer='output') -> Result[Http]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['https'], family: str | None=None, prefer: Prefer='output') -> Result[Http]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['tcp'], family: str | None=None, prefer: Prefer='output') -> Result[Tcp]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['nslookup'], family: str | None=None, prefer: Prefer='output') -> Result[Nslookup]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['aaa'], family: str | None=None, prefer: Prefer='output') -> Result[Aaa]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['cableTest', 'cable_test'], family: str | None=None, prefer: Prefer='output') -> Result[CableTest]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['arp_table', 'getArpTable'], family: str | None=None, prefer: Prefer='output') -> Result[ArpTable]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['poeBounce', 'poe_bounce'], family: str | None=None, prefer: Prefer='output') -> Result[Bounce]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['portBounce', 'port_bounce'], family: str | None=None, prefer: Prefer='output') -> Result[Bounce]:
    ...

@overload
def normalize(body: Any, url: str | None=None, *, test: Literal['showCommand', 'showCommands', 'show_command'], family: str | None=None, prefer: Prefer='output') -> Result[ShowCommand]:
    ...

@overload
def normalize(body: Any, url: str | None=None, test: str | None=None, family: str | None=None, prefer: Prefer='output') -> Result:
    """Return one saved response as a `Result`.

    `body` is a mapping, or JSON in `str` or `bytes`: a body of the API, pycentral's
    ``{"code", "msg", "headers"}`` or ``{"url", "status", "body"}``. `url` (of the request),
    `test` and `family` say what the body itself does not; the caller's words go before the
    URL, the URL before the shape. `prefer` decides which side is kept where `output` and
    the device's text disagree.

    Raises `NotAResponse` for what is no response at all and `UnknownName` for a test,
    family or preference that does not exist. A damaged response never raises: what is
    wrong with it is in the result's findings.
    """

@overload
def parse_text(test: Literal['ping'], text: str, family: str | None=None) -> Result[Ping]:
    ...

@overload
def parse_text(test: Literal['pingSweep', 'ping_sweep'], text: str, family: str | None=None) -> Result[PingSweep]:
    ...

@overload
def parse_text(test: Literal['traceroute'], text: str, family: str | None=None) -> Result[Traceroute]:
    ...

@overload
def parse_text(test: Literal['iperf'], text: str, family: str | None=None) -> Result[Iperf]:
    ...

@overload
def parse_text(test: Literal['speedtest'], text: str, family: str | None=None) -> Result[Speedtest]:
    ...

@overload
def parse_text(test: Literal['http'], text: str, family: str | None=None) -> Result[Http]:
    ...

@overload
def parse_text(test: Literal['https'], text: str, family: str | None=None) -> Result[Http]:
    ...

@overload
def parse_text(test: Literal['tcp'], text: str, family: str | None=None) -> Result[Tcp]:
    ...

@overload
def parse_text(test: Literal['nslookup'], text: str, family: str | None=None) -> Result[Nslookup]:
    ...

@overload
def parse_text(test: Literal['aaa'], text: str, family: str | None=None) -> Result[Aaa]:
    ...

@overload
def parse_text(test: Literal['cableTest', 'cable_test'], text: str, family: str | None=None) -> Result[CableTest]:
    ...

@overload
def parse_text(test: Literal['arp_table', 'getArpTable'], text: str, family: str | None=None) -> Result[ArpTable]:
    ...

@overload
def parse_text(test: Literal['poeBounce', 'poe_bounce'], text: str, family: str | None=None) -> Result[Bounce]:
    ...

@overload
def parse_text(test: Literal['portBounce', 'port_bounce'], text: str, family: str | None=None) -> Result[Bounce]:
    ...

@overload
def parse_text(test: Literal['showCommand', 'showCommands', 'show_command'], text: str, family: str | None=None) -> Result[ShowCommand]:
    ...

@overload
def parse_text(test: str, text: str, family: str | None=None) -> Result:
    """Return what a device printed for a test, its text alone, as a `Result`.

    Of a text that holds several runs it is the first, with a finding `several-runs`.

    Raises `UnknownName` for an unknown test or family, and `NotAResponse` for a text that
    no dialect of the test reads.
    """

def parse_texts(text: str, family: str | None=None) -> Iterator[Result]:
    """Give each run in a text as a `Result`, in order, whatever tests they are of.

    A text is what one tool printed, a log of many runs, or a terminal's session. `Result.place`
    says at which line a run begins; `unread` counts the lines of the run. Lines that belong to no
    run are passed over (`read` gives them as a `Reject`).

    Raises `UnknownName` for an unknown family, and `NotAResponse` for a text without any run.
    """

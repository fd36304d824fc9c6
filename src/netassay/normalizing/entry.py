"""The ways in: a saved response, or a device's text alone, becomes a `Result`; a log becomes many.

The stub beside this module says which record a test's result has.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from netassay.errors import NotAResponse
from netassay.normalizing.hints import asked_for
from netassay.normalizing.pipeline import examine, examine_text
from netassay.normalizing.text_runs import TextRun, examine_run, refusal_of_all, runs_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.normalizing.reconcile import Prefer
    from netassay.records.result import Result

__all__ = ["normalize", "parse_text", "parse_texts"]


def normalize(
    body: Any,
    url: str | None = None,
    test: str | None = None,
    family: str | None = None,
    prefer: Prefer = "output",
) -> Result:
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
    return examine(body, url, test, family, prefer).result


def parse_text(test: str, text: str, family: str | None = None) -> Result:
    """Return what a device printed for a test, its text alone, as a `Result`.

    Of a text that holds several runs it is the first, with a finding `several-runs`.

    Raises `UnknownName` for an unknown test or family, and `NotAResponse` for a text that
    no dialect of the test reads.
    """
    return examine_text(test, text, asked_for(None, family)).result


def parse_texts(text: str, family: str | None = None) -> Iterator[Result]:
    """Give each run in a text as a `Result`, in order, whatever tests they are of.

    A text is what one tool printed, a log of many runs, or a terminal's session. `Result.place`
    says at which line a run begins; `unread` counts the lines of the run. Lines that belong to no
    run are passed over (`read` gives them as a `Reject`).

    Raises `UnknownName` for an unknown family, and `NotAResponse` for a text without any run.
    """
    hint, found = asked_for(None, family), False
    for item in runs_in(text):
        if isinstance(item, TextRun):
            with suppress(NotAResponse):
                result = examine_run(item, hint).result
                found = True
                yield result
    if not found:
        raise NotAResponse(refusal_of_all(text))

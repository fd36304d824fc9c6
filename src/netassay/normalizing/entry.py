"""The two ways in: a saved response, or a device's text alone, becomes a `Result`.

The stub beside this module says which record a test's result has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netassay.normalizing.pipeline import examine, examine_text

if TYPE_CHECKING:
    from netassay.normalizing.reconcile import Prefer
    from netassay.records.result import Result

__all__ = ["normalize", "parse_text"]


def normalize(
    body: Any,
    url: str | None = None,
    test: str | None = None,
    family: str | None = None,
    prefer: Prefer = "output",
) -> Result:
    """Return one saved response as a `Result`.

    `body` is a dict, or JSON in `str` or `bytes`: a body of the API, pycentral's
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

    Raises `UnknownName` for an unknown test or family, and `NotAResponse` for a text that
    no dialect of the test reads.
    """
    return examine_text(test, text, family).result

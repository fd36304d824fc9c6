"""From paths to saved responses, and on to results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.lines.grammar import unified
from netassay.errors import NotAResponse
from netassay.normalizing.entry import normalize
from netassay.normalizing.exported import ExportedResult, stored_result
from netassay.normalizing.hints import asked_for, hint_from_url
from netassay.normalizing.pipeline import examine
from netassay.normalizing.response import Examination
from netassay.normalizing.text_runs import TextRun, examine_run
from netassay.records.result import Reject
from netassay.sources.arrays import is_json
from netassay.sources.contents import Contents
from netassay.sources.files import files_of, is_unreadable, paths_of, unreadable
from netassay.sources.formats import format_of
from netassay.sources.locations import file_of, forget_folders
from netassay.sources.opening import inputs_in
from netassay.sources.response import SavedResponse

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from netassay.normalizing.hints import Hint
    from netassay.normalizing.reconcile import Prefer
    from netassay.records.result import Result
    from netassay.sources.inputs import Input
    from netassay.sources.remote import RemoteFile
    from netassay.sources.unchanged import Unchanged

__all__ = ["Hints", "examined", "read", "saved"]


@attrs.frozen
class Hints:
    """Hints for all responses, and the side that is kept where output and text disagree."""

    url: str | None = None
    test: str | None = None
    family: str | None = None
    prefer: Prefer = "output"


_NO_HINTS: Final = Hints()


def read(
    *paths: str | os.PathLike[str],
    url: str | None = None,
    test: str | None = None,
    family: str | None = None,
    prefer: Prefer = "output",
) -> Iterator[Result | Reject]:
    """Give the responses in files and folders, normalized: one item each, in order.

    A path is a file, a folder or ``-`` for standard input. Of a folder's files those count
    that are not hidden and have a known suffix. A file holds JSON (a body, an envelope, an
    array of either, a HAR capture, a Postman collection with saved examples), NDJSON, or a
    page of the API's documentation, or texts that tools printed, each run of which is one item:
    where its suffix does not tell which, its content does.
    Each may be packed by gzip, bzip2, xz or zstd, which its content tells, in one piece or several; or
    stand in a zip or tar archive, whose members are read in order as the files of a folder are, each
    with ``archive.zip:cx/ping.json`` as its source. Nothing is unpacked to disk.

    NDJSON is read a line at a time, a text in blocks, and a line of 64 MiB or more is rejected in pieces of
    that size. All else is read whole, up to 1 GiB. Of a capture or a collection count the
    answers of this API; those whose status says that they have no body are passed over.

    `test`, `family` and `prefer` are those of `normalize`. `url` counts for responses with
    none of their own; last counts a path that ends in ``<family>/<test>.json``.

    A result that netassay exported as JSON is that result again, whatever the hints say.

    What can't be read is a `Reject`. Of a damaged packed file comes out what could be
    unpacked, then one `Reject`. `MissingExtra` is raised at a file packed by zstd where the
    package that unpacks it is not installed. With the first item, before anything is read, are
    raised `FileNotFoundError` for a path and `UnknownName` for a name that does not exist.
    """
    # Asking about any response at all raises what is wrong with the question.
    normalize({"status": "RUNNING"}, url, test, family, prefer)
    hints = Hints(url, test, family, prefer)
    for item in saved(*paths):
        outcome = examined(item, hints)
        yield outcome if isinstance(outcome, Reject) else outcome.result


def saved(
    *paths: str | os.PathLike[str],
    unchanged: Unchanged | None = None,
    nothing: Callable[[str], object] | None = None,
) -> Iterator[SavedResponse | Reject]:
    """Give the responses in files and folders as they were saved: one item each, in order.

    `read` tells what `paths` may be. A `Reject` is what is no response before it is looked
    into: a file that can't be opened, a page without a response. `nothing` is called with a
    message for each path that gives no item at all. Raises `FileNotFoundError` with the first
    item for a path that is not there. Files that are `unchanged` since they were loaded are
    passed over; it is told what is read.
    """
    forget_folders()
    for path in paths_of(paths):
        contents, given = Contents(path), 0
        passed_over = unchanged.passed_over if unchanged is not None else 0
        for file in files_of(path, unchanged):
            if isinstance(file, Reject):
                items: Iterable[SavedResponse | Reject] = [file]
            elif unchanged is None or file is None:
                items = _saved_in(file, contents)
            else:
                items = _noted(file, contents, unchanged)
            for item in items:
                yield item
                given += 1
        if unchanged is not None and unchanged.passed_over > passed_over:
            continue
        if not given and nothing is not None:
            nothing(contents.message)


def _noted(
    file: Path | RemoteFile, contents: Contents, unchanged: Unchanged
) -> Iterator[SavedResponse | Reject]:
    """Give what is in a file, and note that it was read, unless it could not be."""
    unchanged.begin(file)
    readable = True
    for item in _saved_in(file, contents):
        readable = readable and not is_unreadable(item)
        yield item
    if readable:
        unchanged.end(file)


def _saved_in(
    file: Path | RemoteFile | None, contents: Contents
) -> Iterator[SavedResponse | Reject]:
    try:
        for opened in inputs_in(file):
            yield from [opened] if isinstance(opened, Reject) else _items_of(opened)
            contents.add(opened)
    except OSError as error:
        yield unreadable(file, error)


def _items_of(opened: Input) -> Iterator[SavedResponse | Reject]:
    try:
        items = format_of(opened).read(opened)
        yield from _until_damage(opened, items) if opened.layers else items
    except OSError as error:
        yield unreadable(opened.source, error)


def _until_damage(
    packed: Input, items: Iterable[SavedResponse | Reject]
) -> Iterator[SavedResponse | Reject]:
    """Give the items of a packed input and, where it is damaged, one `Reject` at the end.

    That `Reject` holds what was unpacked of the damaged response.
    """
    last: SavedResponse | Reject | None = None
    for item in items:
        if last is not None:
            yield last
        last = item
    damaged = next((layer for layer in packed.layers if layer.damage), None)
    if damaged is None:
        yield from filter(None, [last])
        return
    place, data = damaged.place, b""
    if isinstance(last, SavedResponse) and is_json(last.data):
        yield last
    elif last is not None:
        place, data = ", ".join(filter(None, [last.place, place])), last.data
    yield packed.reject(damaged.damage, data, place)


def examined(
    item: SavedResponse | Reject, hints: Hints = _NO_HINTS, *, trace: bool = False
) -> Examination | Reject:
    """Return the examination of an item of `saved`; a `Reject` is returned as it is.

    With `trace`, the examination keeps where each value came from. Raises `UnknownName` for a test, family or preference that does not exist.
    """
    if isinstance(item, Reject):
        return item
    url = hints.url if item.url is None else item.url
    test, family, prefer = hints.test, hints.family, hints.prefer
    try:
        if item.test:
            return _run_examined(item, url, asked_for(test, family), trace=trace)
        return examine(
            item.body, url, test, family, prefer, item.hint, where=item.where, trace=trace
        )
    except NotAResponse as error:
        if not isinstance(error, ExportedResult) or error.place:
            return item.reject(error)
    try:
        return Examination(stored_result(item.data), [], None, None)
    except NotAResponse as error:
        return item.reject(error)


def _run_examined(run: SavedResponse, url: str | None, asked: Hint, *, trace: bool) -> Examination:
    """Return the examination of a run of a text; its own test counts unless another is asked for."""
    path = attrs.evolve(run.hint, test=None)
    hint = asked.or_else(hint_from_url(url)).or_else(path)
    line = int(run.place.removeprefix("line "))
    text = TextRun(line, unified(run.text), hint.test or run.test, run.line)
    return examine_run(text, hint, file=file_of(run.source), trace=trace)

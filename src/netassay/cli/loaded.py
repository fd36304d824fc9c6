"""What `load` does and says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from netassay.cli.progress import ProgressBar
from netassay.cli.streams import WrongUse, complain, reason_of
from netassay.cli.writing import refuse_inputs
from netassay.errors import LoadError
from netassay.loading import load
from netassay.sinks.addresses import is_address, without_secret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.cli.reading import Hints
    from netassay.loading import Summary
    from netassay.redaction import Redactor
    from netassay.sinks import Done, Form

__all__ = ["Options", "loaded"]

_HOW_TO_GO_ON: Final = "what was written stays; the same command with --resume goes on behind it"


@attrs.frozen
class Options:
    """What was said of a load."""

    paths: Sequence[str]
    to: str
    form: Form | None
    jobs: int
    batch: int
    resume: bool
    hints: Hints
    redactor: Redactor | None = None


def loaded(options: Options) -> int:
    """Load, say how far it comes and what came of it; return the exit code.

    Raises `WrongUse` where the destination lies in what is read, and for options that don't
    go together.
    """
    if not is_address(options.to):
        refuse_inputs(options.to, options.paths)
    if options.redactor is not None and options.jobs > 1:
        raise WrongUse("--redact is the work of one process, without --jobs")
    if options.redactor is not None and options.resume and not options.redactor.keyed:
        raise WrongUse("--redact with --resume needs the --redact-key that the load began with")
    bar = ProgressBar()
    try:
        with bar:
            summary = _loaded(options, bar)
    except (KeyboardInterrupt, LoadError, OSError) as error:
        if isinstance(error, FileNotFoundError) and error.filename in options.paths:
            raise
        return _stopped(error, options, go_on=bar.moved)
    complain(_said(summary))
    return int(bool(summary.rejects or summary.errors))


def _stopped(error: BaseException, options: Options, *, go_on: bool) -> int:
    """Say why a load stopped and how it goes on; return 2, or let an interrupt pass."""
    complain(_why(error, options))
    if go_on:
        complain(_HOW_TO_GO_ON)
    if isinstance(error, KeyboardInterrupt):
        raise error
    return 2


def _why(error: BaseException, options: Options) -> str:
    if isinstance(error, OSError):
        where = error.filename or without_secret(options.to, options.to)
        return f"{where}: {reason_of(error)}"
    return "interrupted" if isinstance(error, KeyboardInterrupt) else str(error)


def _loaded(options: Options, bar: ProgressBar) -> Summary:
    def progress(done: Done) -> None:
        bar.reach(done.read, done.rejects)

    return load(
        *options.paths,
        to=options.to,
        form=options.form,
        jobs=options.jobs,
        batch=options.batch,
        resume=options.resume,
        progress=progress,
        redactor=options.redactor,
        **attrs.asdict(options.hints),
    )


def _said(summary: Summary) -> str:
    words = [
        f"{summary.read} responses read: {summary.results} results and {summary.rejects} rejects",
        f"{summary.new} of them new",
    ]
    if summary.resumed:
        words.append(f"{summary.resumed} read before")
    if summary.errors:
        words.append(f"{summary.errors} findings are errors")
    return ", ".join(words)

"""`load`: saved responses to tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Final, Literal

import attrs
from cyclopts import Parameter

from netassay import loading
from netassay.cli.options import Count, HintOptions, Paths, RedactionOptions
from netassay.cli.progress import ProgressBar
from netassay.cli.streams import FAILED, UsageError, failure_text, print_about_path, print_message
from netassay.errors import InputChanged, LoadError, NetassayError, WrongDestination
from netassay.sinks.addresses import without_secret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.loading import Summary
    from netassay.redaction import Redactor
    from netassay.sinks import LoadProgress
    from netassay.sources import Hints

__all__ = ["load"]

Format = Literal["parquet", "csv", "ndjson"]
FormatOption = Annotated[
    Format | None,
    Parameter(name="--format", help="What a folder is made of; without it, Parquet."),
]
Destination = Annotated[
    str,
    Parameter(
        help="A folder, a file that ends in .duckdb, postgresql://..., or s3://... and the like."
    ),
]
_RESUME_HINT: Final = "what was written stays; the same command with --resume goes on behind it"


@Parameter(name="*")
@attrs.frozen
class WorkOptions:
    """How the work is done: on how many processors, in what pieces, from where on."""

    jobs: Annotated[Count, Parameter(help="Processes that work side by side.")] = 1
    batch: Annotated[Count, Parameter(help="Responses that are written at once.")] = 20_000
    resume: Annotated[bool, Parameter(negative="", help="Go on where a load stopped.")] = False
    reread: Annotated[
        bool,
        Parameter(
            "--all", negative="", help="Read also files that were loaded and did not change."
        ),
    ] = False


@attrs.frozen
class Options:
    """The options of a load."""

    paths: Sequence[str]
    to: str
    form: Format | None
    work: WorkOptions
    hints: Hints
    redactor: Redactor | None


def load(
    *paths: Paths,
    to: Destination,
    form: FormatOption = None,
    work: WorkOptions | None = None,
    hints: HintOptions | None = None,
    redaction: RedactionOptions | None = None,
) -> int:
    """Load saved responses into tables: a database, or a folder of files.

    One table has a row per response, each test has a table, each list in a result has one.
    Rows are keyed by the result's id, so that the same response is there once, however
    often it is loaded. Files that were loaded before and did not change are passed over, but where results are redacted. What is no response is kept with its bytes, in the table `rejects`.

    To ask questions in SQL; to use all processors; to go on after whatever stopped it:

        netassay load responses/ --to out.duckdb
        netassay load responses.ndjson --to out --jobs 4
        netassay load responses.ndjson --to out --jobs 4 --resume

    A batch is written whole or not at all. Standard error closes with the counts: each
    response read is a result or a reject.
    """
    options = Options(
        paths,
        to,
        form,
        work or WorkOptions(),
        (hints or HintOptions()).hints,
        (redaction or RedactionOptions()).redactor,
    )
    _check(options)
    bar = ProgressBar()
    try:
        with bar:
            summary = _load(options, bar)
    except (KeyboardInterrupt, Exception) as error:
        if _is_wrong_use(error, options):
            raise
        return _stopped(error, options, resumable=bar.started and _is_resumable(error, options))
    print_message(_counts(summary))
    return int(bool(summary.rejects or summary.errors))


def _check(options: Options) -> None:
    """Raise `UsageError` for options that exclude each other."""
    if options.redactor is not None and options.work.jobs > 1:
        raise UsageError("--redact is the work of one process, without --jobs")
    if options.redactor is not None and options.work.resume and not options.redactor.keyed:
        raise UsageError("--redact with --resume needs the --redact-key that the load began with")


def _is_resumable(error: BaseException, options: Options) -> bool:
    """Say whether the same command with --resume would go on."""
    keyed = options.redactor is None or options.redactor.keyed
    return keyed and not isinstance(error, InputChanged)


def _is_wrong_use(error: BaseException, options: Options) -> bool:
    """Say whether the command can't work as it was called."""
    if isinstance(error, FileNotFoundError):
        return error.filename in options.paths
    wrong = isinstance(error, NetassayError) and not isinstance(error, LoadError)
    return wrong or isinstance(error, WrongDestination)


def _stopped(error: BaseException, options: Options, *, resumable: bool) -> int:
    """Print why a load stopped and how to resume it; return 3, or raise an interrupt again."""
    if isinstance(error, OSError):
        error.filename = error.filename or without_secret(options.to, options.to)
    interrupted = isinstance(error, KeyboardInterrupt)
    print_message("interrupted" if interrupted else failure_text(error))
    if resumable:
        print_message(_RESUME_HINT)
    if interrupted:
        raise error
    return FAILED


def _load(options: Options, bar: ProgressBar) -> Summary:
    def progress(done: LoadProgress) -> None:
        bar.reach(done.read, done.rejects)

    return loading.load(
        *options.paths,
        to=options.to,
        form=options.form,
        progress=progress,
        redactor=options.redactor,
        nothing=partial(print_about_path, options.redactor),
        **attrs.asdict(options.work),
        **attrs.asdict(options.hints),
    )


def _counts(summary: Summary) -> str:
    words = [
        f"{summary.read} responses read: {summary.results} results and {summary.rejects} rejects",
        f"{summary.new} of them new",
    ]
    if summary.passed_over:
        words.append(f"{summary.passed_over} unchanged files passed over")
    if summary.resumed:
        words.append(f"{summary.resumed} read before")
    if summary.errors:
        words.append(f"{summary.errors} findings are errors")
    return ", ".join(words)

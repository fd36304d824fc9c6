"""The commands, their options and their help."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, CycloptsError, Parameter, validators

from netassay._version import __version__
from netassay.cli.options import (
    DASH,
    CheckForm,
    Family,
    Form,
    Known,
    Output,
    Paths,
    Sharing,
    named,
)
from netassay.cli.reading import Reading
from netassay.cli.streams import WrongUse, complain, is_terminal, reason_of
from netassay.cli.writing import STANDARD, results_to
from netassay.errors import NetassayError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["app", "start"]

app = App(
    name="netassay",
    version=__version__,
    help_format="markdown",
    usage="Usage: netassay COMMAND [OPTIONS] ...",
    help="""\
Results of network troubleshooting tests (HPE Aruba Networking Central): read, held against
the device's own text, and shown with their units.

A first look, all results for a program, what is wrong with them, where it came from, what
changed, and a page with charts:

```
netassay normalize ping.json
netassay normalize responses/ -o results.ndjson
netassay check responses/
netassay explain ping.json
netassay compare monday/ today/
netassay report responses/ -o report.html
```

Each command tells more with `--help`.

Exit codes: 0 done; 1 done, but something was rejected or is an error; 2 wrong use.
Results go to standard output, all else to standard error.
""",
)


def start(words: Sequence[str]) -> int:
    """Run the command that the words name; say what is wrong with them and return 2."""
    coded = [DASH if word == STANDARD else word for word in words]
    try:
        command, bound, *_ = app.parse_args(coded, exit_on_error=False, print_error=False)
        code = command(*bound.args, **bound.kwargs)
    except CycloptsError as error:
        complain(str(error).replace(DASH, STANDARD))
        complain("for what can be said: netassay --help, netassay COMMAND --help")
    except FileNotFoundError as error:
        complain(f"{error.filename}: {reason_of(error)}")
    except (WrongUse, NetassayError) as error:
        complain(str(error))
    else:
        return code if isinstance(code, int) else 0
    return 2


@app.default
def _without_command() -> int:
    """Show what can be said, to one who said nothing."""
    from netassay.cli.consoles import console_on  # noqa: PLC0415

    app.help_print([], console=console_on(sys.stderr))
    return 2


@app.command(usage="Usage: netassay normalize PATH... [OPTIONS]")
def normalize(
    *paths: Paths,
    output: Output = None,
    form: Form = None,
    known: Known | None = None,
    sharing: Sharing | None = None,
) -> int:
    """Turn saved responses into results, one by one as they are read.

    A result has the same fields for every test, says its units in its names, and tells in
    its findings what is wrong with the response.

    To look at one; to have all as lines of JSON; to pick a figure of what was just fetched:

        netassay normalize ping.json
        netassay normalize responses/ -o results.ndjson
        curl "$URL" | netassay normalize - --url "$URL" | jq .measurement

    To have what can be shown to others, without serial numbers, addresses and names:

        netassay normalize responses/ --redact -o results.ndjson

    What is no response is named on standard error, and the exit code is 1.
    """
    names = named(paths)
    target = named([output])[0] if output is not None else None
    redactor = (sharing or Sharing()).redactor
    reading = Reading(names, (known or Known()).hints, redactor=redactor)
    to_file = target not in (None, STANDARD)
    with results_to(target, form, names) as write:
        for source, examination in reading.examinations(
            progress=to_file or not is_terminal(sys.stdout)
        ):
            write(examination.result, source)
    return reading.tally.exit_code


@app.command(usage="Usage: netassay parse TEST [FILE] [OPTIONS]")
def parse(
    test: Annotated[str, Parameter(help="The test that the text is from: ping, traceroute, ...")],
    file: Annotated[
        str | None, Parameter(help="File of the text; without it or with -, standard input.")
    ] = None,
    /,
    *,
    form: Form = None,
    family: Family = None,
) -> int:
    """Turn what a device printed, its text alone, into a result.

    For text that was copied from a console or logged by a script:

        netassay parse ping printed.txt
        ssh switch 'ping 192.0.2.1' | netassay parse ping --family cx
    """
    from netassay.cli.printed import parsed  # noqa: PLC0415

    (name,) = named([file or DASH])
    with results_to(None, form) as write:
        tally = parsed(test, name, family, write)
    return tally.exit_code


@app.command(usage="Usage: netassay check PATH... [OPTIONS]")
def check(
    *paths: Paths,
    form: CheckForm = None,
    verdict: Annotated[
        bool,
        Parameter(negative="", help="Tell what does not work, too, and exit 1 where it does not."),
    ] = False,
    known: Known | None = None,
) -> int:
    """Tell what is wrong with saved responses, and nothing else.

    On a terminal, or with `--format groups`: each code once, what weighs most first, with
    its count and the first places. In a pipe, or with `--format responses`: all findings,
    response by response. With `--format ndjson`: each as a line of JSON. A finding says how
    much it weighs, what it is, in which field, and what output and the device's text say.
    Standard error closes with the count.

    With `--verdict` also what was tested counts: each response whose verdict is failed or
    not-run is told with its summary, as JSON in a line of its own before its findings.

    To see what is wrong at all; to let a script stop at bad data, or at a network that does
    not work; to see one kind:

        netassay check responses/
        netassay check responses/ > findings.txt || exit 1
        netassay check responses/ --verdict || exit 1
        netassay check responses/ | grep disagree
    """
    from netassay.cli.shown import checked  # noqa: PLC0415

    reading = Reading(named(paths), (known or Known()).hints)
    reading.tally.judged = verdict
    checked(reading, form)
    complain(str(reading.tally))
    return reading.tally.exit_code


@app.command(usage="Usage: netassay explain FILE [OPTIONS]")
def explain(
    file: Annotated[str, Parameter(help="File of a response; - is standard input.")],
    /,
    *,
    known: Known | None = None,
) -> int:
    """Tell of each value where it came from.

    For each field: its value and unit, the string in output that it came from, the line of
    the device's text that it came from, and whether the two agree.

    To see the sources of all values; of one:

        netassay explain ping.json
        netassay explain ping.json | grep rtt_avg_ms
    """
    from netassay.cli.shown import explained  # noqa: PLC0415

    reading = Reading(named([file]), (known or Known()).hints, trace=True)
    explained(reading)
    return reading.tally.exit_code


Count = Annotated[int, Parameter(validator=validators.Number(gte=1))]


@app.command(usage="Usage: netassay load PATH... --to DEST [OPTIONS]")
def load(
    *paths: Paths,
    to: Annotated[
        str, Parameter(help="A folder, a file that ends in .duckdb, or postgresql://...")
    ],
    form: Annotated[
        Literal["parquet", "csv", "ndjson"] | None,
        Parameter(name="--format", help="What a folder is made of; without it, Parquet."),
    ] = None,
    jobs: Annotated[Count, Parameter(help="Processes that work side by side.")] = 1,
    batch: Annotated[Count, Parameter(help="Responses that are written at once.")] = 20_000,
    resume: Annotated[bool, Parameter(negative="", help="Go on where a load stopped.")] = False,
    known: Known | None = None,
    sharing: Sharing | None = None,
) -> int:
    """Load saved responses into tables: a database, or a folder of files.

    One table has a row per response, each test has a table, each list in a result has one.
    Rows are keyed by the result's id, so that the same response is there once, however
    often it is loaded. What is no response is kept with its bytes, in the table `rejects`.

    To ask questions in SQL; to use all processors; to go on after whatever stopped it:

        netassay load responses/ --to out.duckdb
        netassay load responses.ndjson --to out --jobs 4
        netassay load responses.ndjson --to out --jobs 4 --resume

    A batch is written whole or not at all. Standard error closes with the counts: each
    response read is a result or a reject.
    """
    from netassay.cli.loaded import Options, loaded  # noqa: PLC0415 - extras, and processes

    hints, redactor = (known or Known()).hints, (sharing or Sharing()).redactor
    return loaded(Options(named(paths), to, form, jobs, batch, resume, hints, redactor))


@app.command(usage="Usage: netassay schema [TEST]")
def schema(
    test: Annotated[str | None, Parameter(help="One test; without it, all of them.")] = None, /
) -> int:
    """Print the JSON Schema (2020-12) of exported results.

    For a program that reads them, or to look up a field's unit and meaning:

        netassay schema ping > ping.schema.json
        netassay schema | jq '."$defs".Reply.properties'
    """
    from netassay.cli.writing import document  # noqa: PLC0415
    from netassay.export.schema import schema as schema_of  # noqa: PLC0415

    document(schema_of(test))
    return 0

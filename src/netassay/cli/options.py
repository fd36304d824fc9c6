"""The options that commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import attrs
from cyclopts import Parameter, validators

from netassay.cli.outputs import Format
from netassay.normalizing.reconcile import Prefer  # noqa: TC001 - cyclopts reads annotations at run time
from netassay.sources import Hints

if TYPE_CHECKING:
    from netassay.redaction import Redactor

__all__ = [
    "PLACEHOLDER",
    "Count",
    "Family",
    "Form",
    "HintOptions",
    "Output",
    "Paths",
    "RedactionOptions",
]

#: Stands for ``-`` while words are parsed, which cyclopts takes for an option without a name.
#: No argument of a process can hold a NUL.
PLACEHOLDER = "\0"

Paths = Annotated[
    str,
    Parameter(
        help="Files of responses (.json, .ndjson, .har, ...) or of tools' texts (.log, .txt), also .gz, .bz2, .xz, .zst; folders; - is standard input.",
        required=True,
    ),
]
Output = Annotated[
    str | None, Parameter(name=["--output", "-o"], help="File to write, else standard output.")
]
Form = Annotated[
    Format | None,
    Parameter(
        name="--format",
        help="A view for a person, or a JSON document per line. On a terminal the view, else JSON.",
    ),
]
Count = Annotated[int, Parameter(validator=validators.Number(gte=1))]
Family = Annotated[str | None, Parameter(help="The devices: aps, cx, aos-s or gateways.")]


@Parameter(name="*")
@attrs.frozen
class HintOptions:
    """Hints that the body of a response lacks: its test and its devices."""

    url: Annotated[
        str | None,
        Parameter(help="URL of the request; tells test, family, device and task at once."),
    ] = None
    test: Annotated[str | None, Parameter(help="The test: ping, traceroute, iperf, ...")] = None
    family: Family = None
    prefer: Annotated[
        Prefer, Parameter(help="The side that is kept where output and text disagree.")
    ] = "output"

    @property
    def hints(self) -> Hints:
        """The hints as `Responses` takes them."""
        return Hints(self.url, self.test, self.family, self.prefer)


@Parameter(name="*")
@attrs.frozen
class RedactionOptions:
    """Whether the output is redacted, and by which key."""

    redact: Annotated[
        bool,
        Parameter(
            negative="",
            help="Replace serial numbers, addresses, names of hosts and users, and secrets by stand-ins.",
        ),
    ] = False
    redact_key: Annotated[
        str | None,
        Parameter(help="Redact so that another run with this key gives the same stand-ins."),
    ] = None

    @property
    def redactor(self) -> Redactor | None:
        """The redactor, None without these options."""
        if not self.redact and self.redact_key is None:
            return None
        from netassay.redaction import Redactor  # noqa: PLC0415 - only where it is asked for

        return Redactor(self.redact_key)

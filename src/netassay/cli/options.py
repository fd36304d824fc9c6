"""The options that commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import attrs
from cyclopts import Parameter

from netassay.cli.reading import Hints
from netassay.cli.writing import STANDARD, Format
from netassay.normalizing.reconcile import Prefer  # noqa: TC001 - cyclopts reads annotations at run time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.redaction import Redactor

__all__ = ["DASH", "CheckForm", "Family", "Form", "Known", "Output", "Paths", "Sharing", "named"]

#: Stands for ``-`` while words are parsed, for which that would be an option without a
#: name; no argument of a process can hold a NUL.
DASH = "\0"


def named(paths: Sequence[str]) -> list[str]:
    """Return the paths as they were given."""
    return [STANDARD if path == DASH else path for path in paths]


Paths = Annotated[
    str,
    Parameter(
        help="Files of responses (.json, .ndjson, .har, ...; also .gz, .zst) and folders; - is standard input.",
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
CheckForm = Annotated[
    Literal["groups", "responses", "ndjson"] | None,
    Parameter(name="--format", help="On a terminal groups, else responses."),
]
Family = Annotated[str | None, Parameter(help="The devices: aps, cx, aos-s or gateways.")]


@Parameter(name="*")
@attrs.frozen
class Known:
    """What the body of a response does not say: which test it was, on which device."""

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
        """The hints, as the reading takes them."""
        return Hints(self.url, self.test, self.family, self.prefer)


@Parameter(name="*")
@attrs.frozen
class Sharing:
    """Whether the output is for others, and how stand-ins are made."""

    redact: Annotated[
        bool,
        Parameter(
            negative="",
            help="Replace serial numbers, addresses, MACs, names of hosts and users by stand-ins.",
        ),
    ] = False
    redact_key: Annotated[
        str | None,
        Parameter(help="Redact so that another run with this key gives the same stand-ins."),
    ] = None

    @property
    def redactor(self) -> Redactor | None:
        """What replaces who and where, None where nobody asked."""
        if not self.redact and self.redact_key is None:
            return None
        from netassay.redaction import Redactor  # noqa: PLC0415 - for those who ask

        return Redactor(self.redact_key)

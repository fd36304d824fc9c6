"""The records of a ping sweep."""

from __future__ import annotations

from typing import ClassVar

from netassay.core.records.record import Record, many, record, some
from netassay.core.values.units import Bytes
from netassay.records.ping import Totals

__all__ = ["Pass", "PingSweep", "Request"]


@record
class Request(Record):
    """The outcome of one echo request."""

    row_key: ClassVar = ("request",)

    request: int | None = some("number of the request, counted through all passes")
    size: Bytes | None = some("size of the request")
    timed_out: bool | None = some("whether no reply came in time")


@record
class Pass(Record):
    """One pass through all sizes."""

    row_key: ClassVar = ("number",)

    number: int | None = some("number of the pass, from 1")
    replies: list[Request] = many("the requests of this pass, in order")


@record
class PingSweep(Totals):
    """The result of a ping sweep: totals, and the requests one by one."""

    passes: list[Pass] = many("the passes, in order")

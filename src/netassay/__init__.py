"""netassay: results of network troubleshooting tests as checked, unit-aware records.

::

    import netassay

    result = netassay.normalize(response.json(), url=str(response.url))
    result.measurement.rtt_avg.to("s")
    for finding in result.findings: ...

The names below load what they need when they are first used: importing the package
costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netassay._version import __version__

if TYPE_CHECKING:
    from netassay.analysis.compare import Change, compare
    from netassay.analysis.query import query
    from netassay.core.values.times import Timestamp
    from netassay.errors import (
        InputChanged,
        LoadError,
        MissingExtra,
        NetassayError,
        NotAResponse,
        NothingToDraw,
        QueryError,
        UnknownName,
        WeakKey,
    )
    from netassay.export.batches import batch_schema, normalize_batch
    from netassay.export.json_form import to_dict, to_json
    from netassay.export.schema import schema
    from netassay.export.tables import to_arrow, to_pandas
    from netassay.loading import Summary, load
    from netassay.normalizing.entry import normalize, parse_text, parse_texts
    from netassay.records import (
        Aaa,
        ArpTable,
        Bounce,
        BouncedPort,
        CablePair,
        CablePort,
        CableTest,
        CommandResponse,
        Cpu,
        Entry,
        Hop,
        Http,
        Interval,
        Iperf,
        MeasuredRun,
        Measurement,
        Nslookup,
        Pass,
        Ping,
        PingSweep,
        Probe,
        Reply,
        Request,
        Response,
        ShowCommand,
        Speedtest,
        Tcp,
        Traceroute,
        Transfer,
    )
    from netassay.records.result import Finding, Reject, Result, Unread
    from netassay.redaction import Redactor, redact
    from netassay.show.notebook import Results
    from netassay.sources import read

__all__ = [
    "Aaa",
    "ArpTable",
    "Bounce",
    "BouncedPort",
    "CablePair",
    "CablePort",
    "CableTest",
    "Change",
    "CommandResponse",
    "Cpu",
    "Entry",
    "Finding",
    "Hop",
    "Http",
    "InputChanged",
    "Interval",
    "Iperf",
    "LoadError",
    "MeasuredRun",
    "Measurement",
    "MissingExtra",
    "NetassayError",
    "NotAResponse",
    "NothingToDraw",
    "Nslookup",
    "Pass",
    "Ping",
    "PingSweep",
    "Probe",
    "QueryError",
    "Redactor",
    "Reject",
    "Reply",
    "Request",
    "Response",
    "Result",
    "Results",
    "ShowCommand",
    "Speedtest",
    "Summary",
    "Tcp",
    "Timestamp",
    "Traceroute",
    "Transfer",
    "UnknownName",
    "Unread",
    "WeakKey",
    "__version__",
    "batch_schema",
    "compare",
    "from_json",
    "load",
    "normalize",
    "normalize_batch",
    "parse_text",
    "parse_texts",
    "query",
    "read",
    "redact",
    "schema",
    "to_arrow",
    "to_dict",
    "to_json",
    "to_pandas",
]

_HOMES = {
    "Aaa": "records",
    "ArpTable": "records",
    "Bounce": "records",
    "BouncedPort": "records",
    "CablePair": "records",
    "CablePort": "records",
    "CableTest": "records",
    "Change": "analysis.compare",
    "CommandResponse": "records",
    "Cpu": "records",
    "Entry": "records",
    "Finding": "records.result",
    "Hop": "records",
    "Http": "records",
    "Interval": "records",
    "Iperf": "records",
    "InputChanged": "errors",
    "LoadError": "errors",
    "MeasuredRun": "records",
    "Measurement": "records",
    "MissingExtra": "errors",
    "NetassayError": "errors",
    "NotAResponse": "errors",
    "NothingToDraw": "errors",
    "Nslookup": "records",
    "Pass": "records",
    "Ping": "records",
    "PingSweep": "records",
    "Probe": "records",
    "QueryError": "errors",
    "Redactor": "redaction",
    "Reject": "records.result",
    "Reply": "records",
    "Request": "records",
    "Response": "records",
    "Result": "records.result",
    "Results": "show.notebook",
    "ShowCommand": "records",
    "Speedtest": "records",
    "Summary": "loading",
    "Tcp": "records",
    "Timestamp": "core.values.times",
    "Traceroute": "records",
    "Transfer": "records",
    "UnknownName": "errors",
    "Unread": "records.result",
    "WeakKey": "errors",
    "batch_schema": "export.batches",
    "compare": "analysis.compare",
    "from_json": "normalizing.exported",
    "load": "loading",
    "normalize": "normalizing.entry",
    "normalize_batch": "export.batches",
    "parse_text": "normalizing.entry",
    "parse_texts": "normalizing.entry",
    "query": "analysis.query",
    "read": "sources",
    "redact": "redaction",
    "schema": "export.schema",
    "to_arrow": "export.tables",
    "to_dict": "export.json_form",
    "to_json": "export.json_form",
    "to_pandas": "export.tables",
}


def __getattr__(name: str) -> Any:
    """Load a public name at its first use (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'netassay' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - part of being light

    value = getattr(import_module(f"netassay.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__

"""`output` as the API states it: the key tables of the measurements, inverted.

Those tables hold the field of each key. This module holds the form of each value: mostly
strings, with a unit where the family writes one, and with the families' habits (an address
in the name's field, ``"null"`` for null, ``200/OK``).
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any, Final

from netassay.core.keys.compounds import Counters, Listed
from netassay.core.keys.wire import Each, Inside, To
from netassay.core.records.stored import build
from netassay.errors import UnknownName
from netassay.measurements import test_named
from netassay.measurements.show_command import OneCommand
from netassay.records.aaa import Aaa
from netassay.records.bounce import BouncedPort
from netassay.records.cable_test import CableTest
from netassay.records.http import Http, Response
from netassay.records.iperf import Interval, Iperf
from netassay.records.ping import Ping
from netassay.records.ping_sweep import PingSweep
from netassay.records.show_command import CommandResponse, ShowCommand
from netassay.records.speedtest import Speedtest
from netassay.records.traceroute import Probe
from netassay.testing.printers.http_gateway import rate_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netassay.core.records.record import Record

__all__ = ["stated"]


def stated(
    measurement: Record, test: str, family: str, *, one_command: bool = False
) -> dict[str, Any]:
    """Return a record as the `output` of that test and family states it.

    What `output` has no key for is left out; numbers have the digits that the record has.
    `one_command`: a show command has the form of v1alpha1, of the first response alone.
    Raises `UnknownName` for a test that the family does not have.
    """
    spec = test_named(test)
    if family not in spec.outputs:
        message = f"{spec.name} has no endpoint of {family!r}; there are {', '.join(spec.outputs)}"
        raise UnknownName(message)
    if one_command and isinstance(measurement, ShowCommand):
        row = measurement.responses[0] if measurement.responses else build(CommandResponse, {})
        return {"command": row.command, "response": row.response}
    return _object(measurement, spec.outputs[family], family)


def _object(record: Record, keys: Mapping[str, Any], family: str) -> dict[str, Any]:
    forms = _FORMS.get(type(record), {})
    return {
        key: forms[key](record) if key in forms else _value(record, use, family)
        for key, use in keys.items()
        if not isinstance(use, OneCommand)
    }


def _value(record: Record, use: Any, family: str) -> Any:
    if isinstance(use, Inside):
        return _object(record, use.keys, family)
    if isinstance(use, Each):
        rows = [row for row in getattr(record, use.field) if _is_stated(row)]
        if family in _OMITS_STARS and rows and isinstance(rows[0], Probe):
            rows = [row for row in rows if row.outcome == "reply"]
        return [_object(row, use.keys, family) for row in rows]
    if isinstance(use, Listed):
        return list(getattr(record, use.field))
    if isinstance(use, Counters):
        return {_camel(name): count for name, count in getattr(record, use.field).items()}
    field = use.field if isinstance(use, To) else use
    return _json_value(_canonical(record, field)) if isinstance(field, str) else None


#: A probe without an answer is no probe in the `output` of these.
_OMITS_STARS: Final = ("aos-s", "gateways")


def _is_stated(row: Record) -> bool:
    """Say whether `output` has a row: it lists no lost replies of a ping, and no sums of iperf."""
    if isinstance(row, Interval):
        return row.stream is not None
    return isinstance(row, Probe) or getattr(row, "outcome", "reply") == "reply"


def _canonical(record: Record | None, field: str) -> Any:
    """Return the plain value of a field, or of one of a nested record (``sent.bitrate``)."""
    *outer, last = field.split(".")
    for name in outer:
        record = getattr(record, name) if record is not None else None
    return None if record is None else record.__dict__.get(last)


def _json_value(value: Any) -> Any:
    """Return a value as `output` states it: a number as a string, a flag as it is."""
    return value if value is None or isinstance(value, bool | str) else _digits(value)


def _digits(value: float) -> str:
    """Return a number without an exponent and without trailing zeros."""
    text = f"{Decimal(repr(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), name)


# --- Values with a form of their own ---------------------------------------------------


def _number(field: str, write: Callable[[float], str]) -> Callable[[Any], str | None]:
    """Return the form of a number that is written with its unit, or in another unit."""

    def form(record: Any) -> str | None:
        value = _canonical(record, field)
        return None if value is None else write(value)

    return form


def _in_units_of(unit: int) -> Callable[[float], str]:
    """Return a writer of numbers in a larger unit: 48000 bytes as 48 of 1000."""
    return lambda value: _digits(float(Decimal(repr(value)) / unit))


def _scaled(step: int, unit: str) -> Callable[[float], str]:
    """Return a writer of numbers in the manner of iperf3: ``6.42 MBytes``."""

    def write(value: float) -> str:
        number, power = Decimal(repr(value)), 0
        while number >= step and power < len(_PREFIXES) - 1:
            number /= step
            power += 1
        digits = 2 if number < _TEN else 1 if number < _HUNDRED else 0
        rounded = number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
        return f"{rounded} {_PREFIXES[power]}{unit}"

    return write


_PREFIXES: Final = ("", "K", "M", "G", "T")
#: Where iperf3 goes on with a digit less (`src/units.c`).
_TEN: Final = Decimal("9.995")
_HUNDRED: Final = Decimal("99.95")
_SIZE: Final = _scaled(1024, "Bytes")
_BITRATE: Final = _scaled(1000, "bits/sec")


def _span(row: Interval) -> str:
    start, end = (Decimal(repr(_canonical(row, name))) for name in ("start", "end"))
    return f"{start:.2f}-{end:.2f}"


def _status(row: Response) -> str | None:
    if row.status_code is None:
        return row.error
    return f"{row.status_code}/{row.status_text}" if row.status_text else str(row.status_code)


def _round_trip(probe: Probe) -> str:
    time = _canonical(probe, "rtt")
    return "*" if time is None else f"{_digits(time)} ms"


def _success(loss: float) -> str:
    return _digits(float(100 - Decimal(repr(loss))))


def _integer(field: str) -> Callable[[Any], int | None]:
    """Return the form of a number that a CX switch writes as a number."""

    def form(record: Any) -> int | None:
        value = _canonical(record, field)
        return None if value is None else int(value)

    return form


def _ports(record: CableTest) -> Sequence[str | None]:
    return [row.port for row in record.ports]


_FORMS: Final[dict[type[Record], dict[str, Callable[[Any], Any]]]] = {
    Ping: {"successRatePercent": _number("loss", _success)},
    PingSweep: {"successRate": _number("loss", _success)},
    Probe: {
        "ipAddress": lambda probe: probe.address if probe.name else "null",
        "reverseDnsResolution": lambda probe: probe.name or probe.address or "null",
        "responseTimeMilliseconds": _round_trip,
    },
    Iperf: {
        "senderBandwidth": _number("sent.bitrate", _BITRATE),
        "receiverBandwidth": _number("received.bitrate", _BITRATE),
        "totalTransferredBytesFromSender": _number("sent.transferred", _SIZE),
        "totalTransferredBytesFromReceiver": _number("received.transferred", _SIZE),
    },
    Interval: {
        "id": lambda row: f"[{row.stream:3d}]",
        "intervalInSeconds": _span,
        "transferSizeInBytes": _number("transferred", _SIZE),
        "bandwidthInbps": _number("bitrate", _BITRATE),
    },
    Speedtest: {
        f"{way}BandwidthInMbps": _number(f"{way}.bitrate", _in_units_of(10**6))
        for way in ("upstream", "downstream")
    },
    Http: {
        "downloadBytesInKB": _number("downloaded", _in_units_of(1000)),
        "downloadRateInKbps": _number("download_rate", _in_units_of(1000)),
        **{
            key: _integer(field)
            for key, field in {
                "packetsTransmitted": "transmitted",
                "packetsReceived": "received",
                "minimumRttInMilliseconds": "latency_min",
                "averageRttInMilliseconds": "latency_avg",
                "maximumRttInMilliseconds": "latency_max",
                "httpTransactionRttInMilliseconds": "transaction_time",
                "dnsRttInMilliseconds": "dns_time",
            }.items()
        },
    },
    Response: {
        "downloadRate": _number("rate", rate_text),
        "responseCode": _status,
    },
    Aaa: {"authenticationStatus": lambda record: record.answer},
    BouncedPort: {"status": lambda row: row.answer},
    CableTest: {"ports": _ports},
}

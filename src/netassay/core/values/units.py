"""Units: in the annotations of fields, and in closed tables of printed spellings.

Only this module imports pint, when the first quantity is made. No text from outside reaches
pint's parser, which evaluates expressions: the unit names below are constants, and a printed
unit is looked up in a table or refused.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pint

    Quantity: TypeAlias = pint.Quantity[float]
else:

    class Quantity:
        """Stands in for `pint.Quantity` at run time, so that declaring a record loads no pint."""


__all__ = [
    "HTTP_RATES",
    "IPERF_BITRATES",
    "IPERF_SIZES",
    "BitsPerSecond",
    "Bytes",
    "CpuPercent",
    "Meters",
    "Milliseconds",
    "Percent",
    "Quantity",
    "Seconds",
    "Unit",
    "Volume",
    "quantity",
    "to_magnitude",
]


# --- Units as printed ---------------------------------------------------------------
#
# Each table gives the number of canonical units of a spelling. A spelling that is not listed is
# no unit. Each tool has its own table, because the same letters mean different sizes.


def _table(factors: Mapping[str, int | str]) -> dict[str, Decimal]:
    return {spelling: Decimal(factor) for spelling, factor in factors.items()}


_MILLISECONDS = _table(
    {"ms": 1, "msec": 1, "s": 1000, "sec": 1000, "us": "0.001", "usec": "0.001", "µs": "0.001"}
)
_SECONDS = {spelling: factor / 1000 for spelling, factor in _MILLISECONDS.items()}
_PERCENTS = _table({"%": 1, "percent": 1})
_METRES = _table({"m": 1, "cm": "0.01"})
_BYTES = _table({"bytes": 1, "byte": 1, "Bytes": 1, "B": 1, "KB": 1000, "kB": 1000, "MB": 1000**2})
_BITRATES = _table(
    {"bit/s": 1, "bps": 1, "Kbps": 1000, "kbps": 1000, "Mbps": 1000**2, "Gbps": 1000**3}
    | {"bits/sec": 1, "Kbits/sec": 1000, "Mbits/sec": 1000**2, "Gbits/sec": 1000**3}
)

# iperf3 `src/units.c`: KILO_UNIT is 1024 for volumes and for rates in bytes,
# KILO_RATE_UNIT is 1000 for rates in bits.
_STEPS = ("", "K", "M", "G", "T")
IPERF_SIZES = _table({f"{step}Bytes": 1024**n for n, step in enumerate(_STEPS)})
IPERF_BITRATES = _table(
    {f"{step}bits/sec": 1000**n for n, step in enumerate(_STEPS)}
    | {f"{step}Bytes/sec": 8 * 1024**n for n, step in enumerate(_STEPS)}
)

#: The gateway's HTTP ping counts kilobytes of 1000: 19556 bytes in 340 ms are 57.52 KB/sec.
HTTP_RATES = _table({"B/sec": 8, "KB/sec": 8000, "MB/sec": 8 * 1000**2, "GB/sec": 8 * 1000**3})


@attrs.frozen(eq=False)
class Unit:
    """A canonical unit.

    `name` is pint's name, `suffix` ends exported names, `symbol` stands behind numbers shown to
    people, `spellings` are those that a number may carry. `whole`: plain numbers are exact
    `int` (the bytes of one packet), not `float`. `limit` is the largest plausible value.
    """

    name: str
    suffix: str
    symbol: str
    description: str
    spellings: dict[str, Decimal]
    limit: int
    whole: bool = attrs.field(default=False, kw_only=True)


# No test reaches the limits: 10**12 ms are thirty years, no link has a petabit a second.
Milliseconds = Annotated[
    Quantity, Unit("millisecond", "ms", "ms", "milliseconds", _MILLISECONDS, 10**12)
]
Seconds = Annotated[Quantity, Unit("second", "s", "s", "seconds", _SECONDS, 10**9)]
BitsPerSecond = Annotated[
    Quantity, Unit("bit/second", "bps", "bit/s", "bits per second", _BITRATES, 10**15)
]
Bytes = Annotated[Quantity, Unit("byte", "bytes", "bytes", "bytes", _BYTES, 10**18, whole=True)]
Volume = Annotated[Quantity, Unit("byte", "bytes", "bytes", "bytes (rounded)", _BYTES, 10**18)]
Percent = Annotated[Quantity, Unit("percent", "percent", "%", "percent", _PERCENTS, 100)]
#: CPU use in percent of one processor: several processors have more than a hundred.
CpuPercent = Annotated[
    Quantity, Unit("percent", "percent", "%", "percent of one processor", _PERCENTS, 10**6)
]
Meters = Annotated[Quantity, Unit("meter", "m", "m", "metres", _METRES, 10**6)]


# --- pint ---------------------------------------------------------------------------


#: pint builds a registry at its first use, and that is not thread-safe.
_building: Final = Lock()


@lru_cache(maxsize=64)
def _pint_unit(registry: Any, name: str) -> Any:
    with _building:
        return registry.Unit(name)


def quantity(magnitude: float, unit: Unit) -> Quantity:
    """Return the number as a `pint.Quantity` of the application's registry.

    The application registry is looked up each time: the user may set another one, and quantities
    of different registries do not mix.
    """
    import pint  # noqa: PLC0415 - 70 to 110 ms, paid by those who look at a quantity

    application: Any = pint
    registry = application.get_application_registry().get()
    # First the unit: this builds the registry under the lock.
    pint_unit = _pint_unit(registry, unit.name)
    made: Quantity = registry.Quantity(magnitude, pint_unit)
    return made


def to_magnitude(value: Any, unit: Unit) -> float | None:
    """Return the canonical number of a quantity; plain numbers are returned as they are.

    Raises pint's `DimensionalityError` for a quantity of another dimension.
    """
    if value is None or isinstance(value, int | float):
        return value
    magnitude = value.to(unit.name).magnitude
    return round(magnitude) if unit.whole else float(magnitude)

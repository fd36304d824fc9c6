# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.core.values.field_types import Host
from netassay.core.values.field_types import Url
from netassay.core.values.units import BitsPerSecond
from netassay.core.values.units import Bytes
from netassay.core.values.units import Milliseconds
from netassay.core.values.units import Percent
from netassay.core.values.units import Quantity
from netassay.core.values.units import Volume
import attrs

def _magnitude(value: Quantity | float | None) -> Quantity | None: ...

__all__ = ['Http', 'Response']

@attrs.frozen(kw_only=True)
class Response(Record):
    """One HTTP reply."""
    number: int | None = None
    """number of the reply, from 1"""
    size: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """size of the reply, in bytes"""
    @property
    def size_bytes(self) -> int | None:
        """size of the reply, in bytes"""
    time: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """time the reply took, in ms"""
    @property
    def time_ms(self) -> float | None:
        """time the reply took, in ms"""
    rate: BitsPerSecond | None = attrs.field(default=None, converter=_magnitude)
    """size over time, in bit/s"""
    @property
    def rate_bps(self) -> float | None:
        """size over time, in bit/s"""
    status_code: int | None = None
    """HTTP status code (RFC 9110)"""
    status_text: str | None = None
    """reason phrase of the status"""
    error: str | None = None
    """why there was no reply, as the device says it"""

@attrs.frozen(kw_only=True)
class Http(Record):
    """The result of an HTTP or HTTPS test."""
    url: Url | None = None
    """what was asked for, as the device says it"""
    resolved_address: Host | None = None
    """address that the host resolved to"""
    transmitted: int | None = None
    """requests sent"""
    received: int | None = None
    """replies received"""
    success: Percent | None = attrs.field(default=None, converter=_magnitude)
    """share of requests that were answered, in %"""
    @property
    def success_percent(self) -> float | None:
        """share of requests that were answered, in %"""
    latency_min: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """smallest time of a reply, in ms"""
    @property
    def latency_min_ms(self) -> float | None:
        """smallest time of a reply, in ms"""
    latency_avg: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """mean time of a reply, in ms"""
    @property
    def latency_avg_ms(self) -> float | None:
        """mean time of a reply, in ms"""
    latency_max: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """largest time of a reply, in ms"""
    @property
    def latency_max_ms(self) -> float | None:
        """largest time of a reply, in ms"""
    downloaded: Volume | None = attrs.field(default=None, converter=_magnitude)
    """payload downloaded, in bytes"""
    @property
    def downloaded_bytes(self) -> float | None:
        """payload downloaded, in bytes"""
    download_rate: BitsPerSecond | None = attrs.field(default=None, converter=_magnitude)
    """rate of the download, in bit/s"""
    @property
    def download_rate_bps(self) -> float | None:
        """rate of the download, in bit/s"""
    dns_time: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """time the name's resolution took, in ms"""
    @property
    def dns_time_ms(self) -> float | None:
        """time the name's resolution took, in ms"""
    transaction_time: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """time the HTTP transaction took, in ms"""
    @property
    def transaction_time_ms(self) -> float | None:
        """time the HTTP transaction took, in ms"""
    error: str | None = None
    """why the test gave up, as the device says it"""
    dns_error: int | None = None
    """error of the name's resolution, as the switch numbers it"""
    http_error: int | None = None
    """error of the HTTP transaction, as the switch numbers it"""
    dhcp_server: Host | None = None
    """DHCP server of the probe"""
    responses: list[Response] = attrs.field(factory=list)
    """replies one by one"""
    counters: dict[str, int | None] = attrs.field(factory=dict)
    """the switch's probe counters, as it names them"""

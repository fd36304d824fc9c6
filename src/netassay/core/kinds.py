"""The kinds of plain values that records hold, each annotated with the reader that makes it."""

from __future__ import annotations

from typing import Annotated

from netassay.core import readings

__all__ = ["Address", "Host", "Mac", "Port", "TimeToLive"]

#: An IPv4 or IPv6 address in canonical text form (RFC 5952).
Address = Annotated[str, readings.ADDRESS]
#: A host as a device names it: an address, or a name.
Host = Annotated[str, readings.HOST]
#: An EUI-48 address, lower case with colons.
Mac = Annotated[str, readings.MAC]
#: A port number of TCP or UDP.
Port = Annotated[int, readings.count_upto(65535)]
#: The time to live of an IPv4 packet or the hop limit of an IPv6 one (one octet each).
TimeToLive = Annotated[int, readings.count_upto(255)]

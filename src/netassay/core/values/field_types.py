"""Types of record fields, each annotated with the reader of its values.

`netassay.redaction` recognizes personal data by the reader. So a type of such texts has a reader
of its own, even where that accepts any text.
"""

from __future__ import annotations

from typing import Annotated, Final

from netassay.core.values import readers, readings

__all__ = [
    "COOKIE",
    "HOST_NAME",
    "SERIAL_NUMBER",
    "TASK_ID",
    "URL",
    "USER_NAME",
    "Address",
    "Cookie",
    "Host",
    "HostName",
    "Mac",
    "Port",
    "SerialNumber",
    "TaskId",
    "TimeToLive",
    "Url",
    "UserName",
]

HOST_NAME: Final = readings.Reader()
URL: Final = readings.Reader()
USER_NAME: Final = readings.Reader()
SERIAL_NUMBER: Final = readings.Reader()
TASK_ID: Final = readings.Reader()
COOKIE: Final = readings.Reader()

#: An IPv4 or IPv6 address in canonical text form (RFC 5952).
Address = Annotated[str, readers.ADDRESS]
#: A host as a device names it: an address in canonical text form, or a name.
Host = Annotated[str, readers.HOST]
#: A host as it was written: an address in any form, or a name.
HostName = Annotated[str, HOST_NAME]
#: A URL, or a host alone, as it was written.
Url = Annotated[str, URL]
#: An EUI-48 address, lower case with colons.
Mac = Annotated[str, readers.MAC]
#: A port number of TCP or UDP.
Port = Annotated[int, readers.count_upto(65535)]
#: The time to live of an IPv4 packet or the hop limit of an IPv6 one (one octet each).
TimeToLive = Annotated[int, readers.count_upto(255)]
#: The name that somebody logs in with.
UserName = Annotated[str, USER_NAME]
#: The serial number of a device.
SerialNumber = Annotated[str, SERIAL_NUMBER]
#: The id of an asynchronous operation.
TaskId = Annotated[str, TASK_ID]
#: iperf3's name of a test: the client's host name and a time in version 3.0, later random letters.
Cookie = Annotated[str, COOKIE]

"""The families of devices."""

from __future__ import annotations

from typing import Final

__all__ = ["FAMILIES"]

#: What the API calls the four kinds of devices.
FAMILIES: Final = ("aps", "cx", "aos-s", "gateways")

"""Ports for the servers of the tests."""

from __future__ import annotations

import random
import socket

__all__ = ["free_port"]

#: Below those that the system gives to connections, which come and go at any time: a server
#: that is stopped finds its port free when it comes back.
_PORTS = range(12_000, 32_000)


def free_port() -> int:
    """Return a port of the loopback that nobody uses; chance keeps parallel runs apart."""
    chance = random.SystemRandom()
    while True:
        port = chance.choice(_PORTS)
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port

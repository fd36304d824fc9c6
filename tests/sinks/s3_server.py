"""A server of S3 on loopback: moto's, in a process of its own, which holds all in memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import Self

from ports import free_port

__all__ = ["SECRET", "Server"]

#: What takes longer, in seconds, hangs, however busy the machine is.
_LONGEST_START = 300
#: What no message, name or table may hold.
SECRET = "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY"  # noqa: S105 - the manual's example


class Server:
    """A server with one bucket; `with` ends it."""

    bucket = "bucket"

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which clients find the server, and look nowhere else."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_MAX_ATTEMPTS": "1",
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server, with an empty bucket."""
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + _LONGEST_START
        while not self._has_bucket():
            assert self._process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)

    def _has_bucket(self) -> bool:
        """Make the bucket; return False where the server does not answer yet."""
        request = urllib.request.Request(f"{self.url}/{self.bucket}", method="PUT")  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return 200 == answer.status
        except urllib.error.HTTPError as error:
            return error.code == 409  # It is there.
        except OSError:
            return False

    def stop(self) -> None:
        """End the server, and all that it held."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(_LONGEST_START)
            self._process = None

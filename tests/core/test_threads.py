from __future__ import annotations

import subprocess
import sys

#: Twelve threads look at a quantity at once, in a process in which nobody has before.
FIRST_LOOK = """
from threading import Barrier, Thread
import netassay
from netassay.records.ping import Ping
ping, barrier, seen = Ping(rtt_avg=20.5), Barrier(12), []
def look():
    barrier.wait()
    seen.append(str(getattr(ping, "rtt_avg", None)))
threads = [Thread(target=look) for _ in range(12)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(seen), *set(seen))
"""


def test_the_first_look_at_a_quantity() -> None:
    """Threads that look at a quantity first, all at once, all see it."""
    command = [sys.executable, "-c", FIRST_LOOK]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ("12 20.5 millisecond", "") == (run.stdout.strip(), run.stderr)

"""Run the fuzz target: ``python tests/fuzz/run.py [EXECUTIONS] [--atheris OPTION...]``.

Without `--atheris` the project's own mutator goes on from the samples and the corpus, in
this process, and says at the end how many executions there were, how long the slowest
took, and the most memory. With it, atheris does (the extra ``fuzz``), guided by coverage;
its options are libFuzzer's. What fails is written to the current folder.
"""

from __future__ import annotations

import random
import resource
import signal
import sys
import traceback
from collections import Counter
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from fuzz.mutations import mutated, seeds  # noqa: E402 - the path is set above
from fuzz.target import one  # noqa: E402

#: No input of a few kilobytes takes this long, in processor time.
HANG_S = 20


def corpus() -> list[bytes]:
    """Return the inputs that once failed."""
    return [path.read_bytes() for path in sorted((HERE / "corpus").iterdir())]


def hung(*_: object) -> None:
    """Take an input that does not come back for a failure."""
    raise TimeoutError(f"more than {HANG_S} s")


def own_loop(executions: int, seed: int) -> int:
    """Run so many mutated inputs; return how many kinds of failures there were."""
    signal.signal(signal.SIGPROF, hung)
    chance = random.Random(seed)
    pool = seeds() + corpus()
    failures: Counter[str] = Counter()
    slowest, began = 0.0, perf_counter()
    for done in range(1, executions + 1):
        data = mutated(chance.choice(pool), pool, chance)
        signal.setitimer(signal.ITIMER_PROF, HANG_S)
        start = process_time()
        try:
            one(data)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
            failures[kind] += 1
            if failures[kind] == 1:
                name = f"crash-{sha256(data).hexdigest()[:16]}"
                Path(name).write_bytes(data)
                print(f"{kind}: {error!s:.200} -> {name}", flush=True)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, process_time() - start)
        if done % 50_000 == 0 or done == executions:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{done} executions, {perf_counter() - began:.0f} s ({process_time():.0f} of the processor), slowest {slowest:.2f} s, "
                f"peak {memory:.0f} MiB, failures {dict(failures)}",
                flush=True,
            )
    return len(failures)


def with_atheris(options: list[str]) -> None:
    """Hand the target to atheris; half of its mutations are our own."""
    import atheris  # noqa: PLC0415 - the extra `fuzz`

    pool = seeds() + corpus()

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if not data:
            return chance.choice(pool)[:size]
        if chance.random() < 0.5:
            return mutated(data, pool, chance)[:size]
        return atheris.Mutate(data, size)

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *options], one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    if "--atheris" in sys.argv:
        with_atheris(sys.argv[sys.argv.index("--atheris") + 1 :])
    else:
        sys.exit(own_loop(*[int(word) for word in (*sys.argv[1:], "100000", "1")[:2]]) > 0)

"""The log of a folder in an object store: a commit a batch, each a small object of its own.

    _netassay/commits/000000000042.json   the 42nd commit: its files, and all that holds since
    _netassay/last.json                   a commit that is there, for the newest is behind it
    _netassay/pending/000000000043-...    what is written for a commit that is not there yet

Commits are numbered, and each is created by a write that fails where the object is there
(`Store.create`). So of two loads that want to make the same commit one does, and the other
sees that, looks at what is new, and makes the next. A store has no rename, and no lock that
goes away with who holds it; this needs neither.

What is pending for a number that is taken can't be committed any more and is removed, unless
it is what that commit names.
"""

from __future__ import annotations

import secrets
import time
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from netassay._version import __version__
from netassay.errors import LoadError
from netassay.sinks.id_runs import IdRun  # noqa: TC001 - msgspec reads the annotations
from netassay.sinks.sink import LoadProgress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.stores import Store, StoredObject

__all__ = ["FOLDER", "IDS", "Commit", "Commits", "LoadState", "new_token"]

T = TypeVar("T")

#: Where all that is no table's lies.
FOLDER: Final = "_netassay"
_LAST: Final = f"{FOLDER}/last.json"
IDS: Final = f"{FOLDER}/ids"
_PENDING: Final = f"{FOLDER}/pending"
#: Who writes a batch for longer (ns) has lost its commit, and the files that it still wrote stay.
_LONGEST_WRITE: Final = 3600 * 10**9


class LoadState(msgspec.Struct, frozen=True):
    """A load: its number, name, progress, and its count of batches."""

    number: int
    name: str
    done: LoadProgress = msgspec.field(default_factory=LoadProgress)
    batches: int = 0


class Commit(msgspec.Struct, frozen=True):
    """A commit, and what holds since: the load that made it, how many there are, all ids.

    `token` tells commits that wanted to be the same one apart; `files` are those that it adds.
    """

    number: int
    token: str
    form: str
    load: LoadState
    loads: int
    ids: tuple[IdRun, ...] = ()
    files: tuple[str, ...] = ()
    version: str = __version__


class _Last(msgspec.Struct):
    number: int = 0


class Commits:
    """The commits in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last(self, behind: int | None = None) -> Commit | None:
        """Return the last commit, None where there is none; those up to `behind` are there."""
        number = self._hint() if behind is None else behind
        last = self.at(number) if number else None
        if number and last is None:
            raise LoadError(f"{self._store.name}: commit {number} of its loads is missing")
        while (commit := self.at(number + 1)) is not None:
            last, number = commit, number + 1
        return last

    def _hint(self) -> int:
        data = self._store.read(_LAST)
        return 0 if data is None else self._decoded(data, _Last).number

    def at(self, number: int) -> Commit | None:
        """Return a commit by its number, None where it is not there."""
        data = self._store.read(_name(number))
        return None if data is None else self._decoded(data, Commit)

    def _decoded(self, data: bytes, kind: type[T]) -> T:
        try:
            return msgspec.json.decode(data, type=kind)
        except msgspec.MsgspecError:
            raise LoadError(
                f"{self._store.name}: {FOLDER} is not what a load wrote there"
            ) from None

    def make(self, commit: Commit) -> bool:
        """Make a commit; return False where another of its number is there."""
        if not self._store.create(_name(commit.number), msgspec.json.encode(commit)):
            # A client that lost the answer asks again, and then meets its own.
            found = self.at(commit.number)
            if found is None or found.token != commit.token:
                return False
        self._store.write_all({_LAST: msgspec.json.encode(_Last(commit.number))})
        return True

    def announce(self, number: int, token: str, files: Sequence[str]) -> None:
        """Tell which files are about to be written for a commit."""
        self._store.write_all({_pending(number, token): msgspec.json.encode(files)})

    def forget(self, number: int, token: str) -> None:
        """Remove what was announced, once it is committed or removed."""
        self._store.remove([_pending(number, token)])

    def tidy(self, last: Commit) -> None:
        """Remove files that were written for commits up to the last and are in none.

        Who wrote them may be at it still: what was announced a short time ago is looked at
        again by the next load.
        """
        for one in self._store.listed(_PENDING):
            number, _, token = one.path.rpartition("/")[2].removesuffix(".json").partition("-")
            if int(number) > last.number:
                continue
            made, data = self.at(int(number)), self._store.read(one.path)
            lost = made is None or made.token != token
            if data is not None and lost:
                self._store.remove(self._decoded(data, tuple[str, ...]))
            if not lost or _is_old(one):
                self._store.remove([one.path])
        runs = {run.name for run in last.ids}
        former = (one for one in self._store.listed(IDS) if one.path not in runs)
        self._store.remove([one.path for one in former if _is_old(one)])

    # --- Loads by their names, to be resumed ------------------------------------------

    def load_named(self, name: str, last: Commit | None) -> LoadState | None:
        """Return the last state of the last load of a name that is known."""
        if last is not None and last.load.name == name:
            return last.load
        data = self._store.read(_load(name))
        found = None if data is None else self._decoded(data, LoadState)
        return found if found is not None and found.name == name else None

    def keep(self, load: LoadState) -> None:
        """Keep the state of a load under its name.

        Where this is lost, the load is resumed from the state before: what it reads again is there
        already, by its ids.
        """
        self._store.write_all({_load(load.name): msgspec.json.encode(load)})


def _is_old(one: StoredObject) -> bool:
    """Say whether no load that still runs can have to do with an object."""
    return time.time_ns() - one.modified_ns > _LONGEST_WRITE


def _name(number: int) -> str:
    return f"{FOLDER}/commits/{number:012}.json"


def _pending(number: int, token: str) -> str:
    return f"{_PENDING}/{number:012}-{token}.json"


def _load(name: str) -> str:
    return f"{FOLDER}/loads/{blake2b(name.encode(), digest_size=16).hexdigest()}.json"


def new_token() -> str:
    """Return a word that nobody else has."""
    return secrets.token_hex(8)

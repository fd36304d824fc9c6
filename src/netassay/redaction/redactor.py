"""Results and texts with stand-ins for who and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from netassay.core.records.record import build, fields_of
from netassay.records.result import Reject, Result
from netassay.redaction.standins import Standins
from netassay.redaction.texts import learn_text, redacted_text
from netassay.redaction.values import Values
from netassay.redaction.walk import with_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Redactor", "redact"]

Item = TypeVar("Item", bound=Result | Reject)


class Redactor:
    """Replaces who and where in results and texts, the same value always by the same stand-in.

    One object is for all that is shown together. What is replaced in free text depends on
    what was learned, so `learn` of everything first, then `redact` it; `redact` learns of
    its own item too. With a `key` (at least twelve characters, else `WeakKey`) the
    stand-ins are the same in another run; without one two runs have nothing in common.
    """

    def __init__(self, key: str | None = None) -> None:
        #: Whether stand-ins are the same in another run.
        self.keyed = key is not None
        self._values = Values(Standins(key))

    def learn(self, item: Result | Reject) -> None:
        """Learn which names stand for somebody, to find them in all texts."""
        if isinstance(item, Reject):
            self.learn_text(_decoded(item.data))
        else:
            with_texts(item, self._noted)

    def learn_text(self, text: str) -> None:
        """Learn names of a raw text: what it calls a serial number, a host name, an SSID."""
        learn_text(text, self._values)

    def redact(self, item: Item) -> Item:
        """Return a result, or a reject, with stand-ins; numbers, times and states are the same.

        The `id` is another one too: anybody could try serial numbers for the first.
        """
        self.learn(item)
        if isinstance(item, Reject):
            return cast("Item", self._reject(item))
        made = with_texts(item, self._replaced)
        stored = {field.name: getattr(made, field.exported) for field in fields_of(Result)}
        identity = self._values.standins.identity(made.id)
        # A name that was cut in the line would be found nowhere: the line is made anew.
        if made.summary:
            del stored["summary"]
        return cast("Item", build(Result, stored | {"id": identity}))

    def text(self, text: str) -> str:
        """Return any text with stand-ins: a raw output, a path, a message."""
        return redacted_text(text, self._values)

    def _reject(self, reject: Reject) -> Reject:
        return attrs.evolve(
            reject,
            source=self.text(reject.source),
            reason=self.text(reject.reason),
            place=self.text(reject.place),
            data=self.text(_decoded(reject.data)).encode("utf-8", "surrogateescape"),
        )

    def _noted(self, kind: str | None, text: str) -> str:
        if kind is None:
            self.learn_text(text)
        else:
            self._values.learn(kind, text)
        return text

    def _replaced(self, kind: str | None, text: str) -> str:
        return self.text(text) if kind is None else self._values.replaced(kind, text)


def redact(items: Iterable[Item], key: str | None = None) -> Iterator[Item]:
    """Give results and rejects with stand-ins, in order; see `Redactor`.

    All are read before the first is given, so that what one tells is found in every other.
    """
    redactor = Redactor(key)
    kept = list(items)
    for item in kept:
        redactor.learn(item)
    return map(redactor.redact, kept)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")

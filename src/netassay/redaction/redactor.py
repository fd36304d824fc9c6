"""Results and texts with stand-ins for names and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from netassay.core.records.record import fields_of
from netassay.core.records.stored import build
from netassay.records.result import Reject, Result, placed
from netassay.redaction.encoded import bytes_with, text_of
from netassay.redaction.paths import redact_path
from netassay.redaction.result_texts import map_texts
from netassay.redaction.standins import Standins
from netassay.redaction.texts import learn_text, redact_text
from netassay.redaction.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Redactor", "redact"]

Item = TypeVar("Item", bound=Result | Reject)


class Redactor:
    """Replaces names and addresses in results and texts, the same value by the same stand-in.

    Use one object for everything that is shown together. Names in free text are replaced if
    they were learned: `learn` everything first, then `redact` it; `redact` learns its own
    item too. With a `key` (at least twelve characters, else `WeakKey`) another run gives the
    same stand-ins; without one, two runs have nothing in common.
    """

    def __init__(self, key: str | None = None) -> None:
        #: Whether stand-ins are the same in another run.
        self.keyed = key is not None
        self._values = Values(Standins(key))

    def learn(self, item: Result | Reject) -> None:
        """Learn the names in a result or reject, to find them in all texts."""
        if isinstance(item, Reject):
            found = text_of(item.data)
            if found is not None:
                self.learn_text(found[0])
        else:
            map_texts(item, self._learn_value)

    def learn_text(self, text: str) -> None:
        """Learn the labelled names in a raw text: serial numbers, host names, SSIDs."""
        learn_text(text, self._values)

    def redact(self, item: Item) -> Item:
        """Return a result, or a reject, with stand-ins; numbers, times and states are the same.

        The `id` is replaced too: from the original, serial numbers could be found by trying.
        """
        self.learn(item)
        if isinstance(item, Reject):
            return cast("Item", self._reject(item))
        redacted = map_texts(item, self._replace_value)
        stored = {field.name: getattr(redacted, field.exported) for field in fields_of(Result)}
        identity = self._values.standins.identity(redacted.id)
        # A name cut short in the summary would not be found: the summary is built anew.
        if redacted.summary:
            del stored["summary"]
        made = build(Result, stored | {"id": identity})
        return cast("Item", placed(made, item.place))

    def text(self, text: str) -> str:
        """Return any text with stand-ins: a raw output, a path, a message."""
        return redact_text(text, self._values)

    def path(self, source: str) -> str:
        """Return the name of a source with stand-ins for all steps but words of this field."""
        return redact_path(source, self._values)

    def told(self, message: str) -> str:
        """Return ``PATH: words`` with stand-ins in the path; the words are netassay's own."""
        source, separator, words = message.rpartition(": ")
        return f"{self.path(source)}{separator}{words}"

    def digest(self, text: str) -> str:
        """Return 32 hex digits that are the same for the same text, and tell nothing of it.

        Without a key they are others in each run.
        """
        return self._values.standins.identity(text)

    def _reject(self, reject: Reject) -> Reject:
        return attrs.evolve(
            reject,
            source=self.path(reject.source),
            reason=self.text(reject.reason),
            place=self.text(reject.place),
            data=bytes_with(reject.data, self.text),
        )

    def _learn_value(self, kind: str | None, text: str) -> str:
        if kind is None:
            self.learn_text(text)
        else:
            self._values.learn(kind, text)
        return text

    def _replace_value(self, kind: str | None, text: str) -> str:
        return self.text(text) if kind is None else self._values.replace(kind, text)


def redact(items: Iterable[Item], key: str | None = None) -> Iterator[Item]:
    """Give results and rejects with stand-ins, in order; see `Redactor`.

    All are read before the first is given: a name in one is replaced in all.
    """
    redactor = Redactor(key)
    kept = list(items)
    for item in kept:
        redactor.learn(item)
    return map(redactor.redact, kept)

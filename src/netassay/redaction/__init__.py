"""Redaction: results that can be shown to others, with stand-ins for who and where.

Serial numbers, task ids, addresses, MACs, host names, URLs, SSIDs and user names are
replaced wherever they stand: in records, extras, findings, unread lines, and in raw text.
The same value gets the same stand-in; numbers, times and states stay as they are.

    standins   what is said in place of a value: addresses of the documentation ranges, ...
    shapes     what a secret looks like in a text that nobody annotated
    known      secrets that were seen, found again in any text
    values     single values, each replaced in its own form
    texts      a text with all of them replaced, laid out as it was
    walk       a result, field by field as its annotations say
    redactor   results, rejects and texts with stand-ins
"""

from __future__ import annotations

from netassay.redaction.redactor import Redactor, redact

__all__ = ["Redactor", "redact"]

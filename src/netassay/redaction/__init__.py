"""Redaction: stand-ins for names and addresses, so that results can be shown to others.

Serial numbers, task ids, addresses, MACs, host names, URLs, SSIDs and user names are
replaced wherever they stand: in records, extras, findings, unread lines, and in raw text.
The same value gets the same stand-in; numbers, times and states stay as they are.

    standins      the stand-ins: addresses of the documentation ranges, ...
    shapes        patterns of secrets in free text
    names         learned names, found again in any text
    values        single values, each replaced in its own form
    texts         texts with all secrets replaced and their layout kept
    result_texts  the texts of a result, each with its kind
    redactor      results, rejects and texts with stand-ins
"""

from __future__ import annotations

from netassay.redaction.redactor import Redactor, redact

__all__ = ["Redactor", "redact"]

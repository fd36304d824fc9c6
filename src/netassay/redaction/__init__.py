"""Redaction: stand-ins for names and addresses, so that results can be shown to others.

Serial numbers, task ids, addresses, MACs, host names, URLs, SSIDs, user names, and what devices
print as passwords and keys, are replaced wherever they stand: in records, extras, findings, unread
lines, in raw text and in the names of sources. The same value gets the same stand-in; numbers,
times and states stay as they are.

    standins       the stand-ins: addresses of the documentation ranges, ...
    domains        top-level domains
    shapes         what an address, a serial number and the name of a host look like
    labels         what a label or a key calls by its name
    secret_words   words that say: what follows is a secret
    secret_tables  secrets behind labels and in columns
    secrets        secrets in configurations
    escapes        the text that is meant by one with escapes
    encoded        UTF-16, base64, bytes of no text
    names          learned names, found again in any text
    values         single values, each replaced in its own form
    spans          parts of a text that are to be replaced
    words          addresses and words as such parts
    texts          whole texts: all that is to be replaced, the layout kept
    paths          the names of sources
    result_texts   the texts of a result, each with its kind
    redactor       results, rejects and texts with stand-ins
"""

from __future__ import annotations

from netassay.redaction.redactor import Redactor, redact

__all__ = ["Redactor", "redact"]

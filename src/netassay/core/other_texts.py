"""What a text is that is no JSON: a word for who has to look for its cause."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["named_text"]

#: Characters that are looked at, from the beginning and around the first mistake.
_LOOKED_AT: Final = 2000

_PYTHON: Final = "the repr of a Python object"
#: By how a text begins.
_BEGINNINGS: Final = (
    ("an HTML page", re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)),
    (_PYTHON, re.compile(r"\s*(?:\[\s*|\(\s*|\{\s*|OrderedDict\(\[?)*\{\s*'[^'\n]*'\s*:")),
    (_PYTHON, re.compile(r"\s*(?:b['\"]\s*[{\[]|<Response \[\d+\]>|OrderedDict\(|Result\(id=)")),
    ("XML", re.compile(r"\s*<(?:\?xml\b|!--|[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>)")),
    ("an RTF document", re.compile(r"\s*\{\\rtf")),
    ("a message of curl", re.compile(r"\s*curl: \(\d+\) ")),
    ("YAML", re.compile(r"\s*(?:%YAML|---[ \t]*\r?\n)")),
    (
        "YAML",
        re.compile(
            r"\s*(?:- )?[A-Za-z_][\w.-]*:(?: [^\n]*)?\n\s*(?:- )?[A-Za-z_][\w.-]*:(?: |\r?$|\r?\n)"
        ),
    ),
)
#: By what stands where JSON ends to be JSON.
_COMMENTS: Final = ("//", "/*", "#")
_PYTHON_WORDS: Final = re.compile(r"(?:None|True|False)\b|'|b'")


def named_text(text: str, mistake: int | None = None) -> str | None:
    """Return what a text is, None where it can't be told.

    `mistake` is where JSON's decoder gave up, if it did.
    """
    begin = text[:_LOOKED_AT]
    for name, beginning in _BEGINNINGS:
        if beginning.match(begin):
            return name
    if mistake is None or begin.lstrip()[:1] not in ("{", "["):
        return None
    before = text[max(mistake - _LOOKED_AT, 0) : mistake].rstrip()
    behind = text[mistake : mistake + _LOOKED_AT].lstrip()
    if behind.startswith(_COMMENTS):
        return "JSON with comments"
    if _PYTHON_WORDS.match(behind):
        return _PYTHON
    # Python from 3.13 on gives up at the comma, older ones behind it.
    comma = behind[1:].lstrip() if behind.startswith(",") else behind
    if comma[:1] in ("}", "]") and (behind.startswith(",") or before.endswith(",")):
        return "JSON with a comma before a closing bracket"
    return None

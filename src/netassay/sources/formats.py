"""The formats, by the suffix and the content of an input.

A new format is one module with its `Format`, imported here and added to the tables. Packing
is recognized by `netassay.sources.packing`, archives by `netassay.sources.opening`.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from netassay.sources.decompressors import SUFFIXES
from netassay.sources.documents import DOCUMENT, DOCUMENT_AMONG_LINES
from netassay.sources.lines import DOCUMENTS_IN_LINES, LINES
from netassay.sources.pages import PAGE
from netassay.sources.texts import TEXT, TEXT_AT_SIGHT
from netassay.sources.transcripts import TRANSCRIPT

if TYPE_CHECKING:
    from collections.abc import Container

    from netassay.sources.inputs import Format, Input

__all__ = ["ARCHIVES", "format_of", "has_known_suffix", "split_suffixes"]

#: The formats of JSON, which tools print too. The first that fits is taken, else the last.
_JSON: Final = (TRANSCRIPT, TEXT_AT_SIGHT, DOCUMENTS_IN_LINES, DOCUMENT)
_LINES: Final = (DOCUMENT_AMONG_LINES, LINES)
_PAGE: Final = (LINES, DOCUMENT, PAGE)
_ANYTHING: Final = (*_JSON, PAGE, TEXT)

BY_SUFFIX: Final[dict[str, tuple[Format, ...]]] = {
    ".har": (DOCUMENT,),
    ".json": _JSON,
    ".jsonl": _LINES,
    ".log": _ANYTHING,
    ".markdown": _PAGE,
    ".md": _PAGE,
    ".ndjson": _LINES,
    ".txt": _ANYTHING,
}

#: Suffixes of archives, whose members are of the formats.
ARCHIVES: Final = {".tar": "tar", ".zip": "zip"}
#: Short for an archive's suffix and that of its packing.
_SHORT: Final = {
    ".tbz": ".bz2",
    ".tbz2": ".bz2",
    ".tgz": ".gz",
    ".txz": ".xz",
    ".tzst": ".zst",
}

_FORMATS_AND_ARCHIVES: Final = BY_SUFFIX.keys() | ARCHIVES.keys()


def split_suffixes(name: str) -> tuple[str, str, str]:
    """Return a file's bare name, the suffix of its format or archive, and that of its packing.

    Suffixes are in lower case, and empty where they are not known.
    """
    bare, short = _split_suffix(name, _SHORT)
    if short:
        return bare, ".tar", _SHORT[short]
    name, packing = _split_suffix(name, SUFFIXES)
    bare, suffix = _split_suffix(name, _FORMATS_AND_ARCHIVES)
    return bare, suffix, packing


def _split_suffix(name: str, known: Container[str]) -> tuple[str, str]:
    stem, dot, last = name.rpartition(".")
    suffix = f"{dot}{last}".lower()
    return (stem, suffix) if stem and suffix in known else (name, "")


def has_known_suffix(name: str) -> bool:
    """Say whether a file's suffix is that of a format or an archive."""
    return bool(split_suffixes(name)[1])


def format_of(opened: Input) -> Format:
    """Return the format of an input by its suffix and, where several share it, by its head."""
    *choices, last = BY_SUFFIX.get(split_suffixes(PurePath(opened.source).name)[1], _ANYTHING)
    if not choices:
        return last
    head = opened.head()
    return next((choice for choice in choices if choice.fits(head)), last)

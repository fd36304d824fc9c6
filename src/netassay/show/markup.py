"""HTML elements that escape every child and attribute that is not `Markup`."""

from __future__ import annotations

from html import escape
from typing import Final

from netassay.show.terminal.text import visible

__all__ = ["Markup", "tag"]

_EMPTY_TAGS: Final = frozenset({"rect", "path"})


class Markup(str):
    """A text that is HTML; only `tag` makes it."""

    __slots__ = ()


def tag(name: str, *children: str, **attributes: object) -> Markup:
    """Return an element; a trailing underscore is no part of an attribute's name.

    Children of plain text and all attributes are escaped; invisible characters become
    visible escapes.
    """
    attribute_texts = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_safe(str(value))}"'
        for key, value in attributes.items()
    )
    inner = "".join(one if isinstance(one, Markup) else _safe(one) for one in children)
    closing = "/>" if name in _EMPTY_TAGS else f">{inner}</{name}>"
    return Markup(f"<{name}{attribute_texts}{closing}")


def _safe(text: str) -> str:
    return escape("\n".join(map(visible, text.split("\n"))))

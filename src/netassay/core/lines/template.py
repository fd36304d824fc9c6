"""Templates of lines, taken apart: holes, blanks, what may be missing, and what stands for itself."""

from __future__ import annotations

import re
from typing import Final, Literal, cast

import attrs

from netassay.core.wording import under_caret
from netassay.errors import SpecError

__all__ = ["Token", "tokens", "wrong_at"]

_TOKENS: Final = re.compile(
    r"\{(?P<field>[\w.]+)(?P<adds>\*)?(?::(?P<reader>\w+))?\}"
    r"|(?P<opens>\[\[)|(?P<closes>\]\])|(?P<blanks> +)|(?P<loose>~)|(?P<text>[^{}\[\] ~]+|.)",
    re.DOTALL,
)

_Kind = Literal["hole", "opens", "closes", "blanks", "loose", "text"]


@attrs.frozen
class Token:
    """A piece of a template, `start` characters behind its beginning.

    A hole names its `field`, ``_`` for none, and its kind as `reader`, empty for the field's own;
    `adds` says that it has a star, `optional` that it stands in something that may be missing.
    """

    kind: _Kind
    text: str
    start: int
    field: str = ""
    reader: str = ""
    adds: bool = False
    optional: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields that lead to that of the hole, and its own."""
        return tuple(self.field.split("."))


def wrong_at(template: str, start: int, length: int, problem: str) -> SpecError:
    """Return the error on a place in a template, with a caret under it."""
    return SpecError(f"{problem}\n{under_caret(template, start, length)}", f"column {start + 1}")


def tokens(template: str) -> list[Token]:
    """Return the pieces of a template; raise `SpecError` where it is none."""
    found: list[Token] = []
    opened: list[int] = []
    for match in _TOKENS.finditer(template):
        token = _token(match, optional=bool(opened))
        if token.kind == "opens":
            opened.append(token.start)
        elif token.kind == "closes":
            if not opened:
                raise wrong_at(template, token.start, 2, "this closes nothing; no [[ is open")
            opened.pop()
        elif token.kind == "text":
            _check_text(template, token)
        found.append(token)
    if opened:
        raise wrong_at(template, opened[0], 2, "this is not closed; a ]] is missing")
    return found


def _token(match: re.Match[str], *, optional: bool) -> Token:
    if match["field"]:
        return Token(
            kind="hole",
            text=match[0],
            start=match.start(),
            field=match["field"],
            reader=match["reader"] or "",
            adds=bool(match["adds"]),
            optional=optional,
        )
    kind = cast("_Kind", match.lastgroup)
    return Token(kind, match[0], match.start(), optional=optional)


def _check_text(template: str, token: Token) -> None:
    """Raise `SpecError` where a text that would stand for itself was meant otherwise."""
    if token.text == "{":
        end = template.find("}", token.start)
        problem = "this is no {field} or {field:kind}" if end > 0 else "this hole is not closed"
        raise wrong_at(template, token.start, 1, problem)
    if token.text == "}":
        raise wrong_at(template, token.start, 1, "this closes no hole")
    if "\n" in token.text:
        start = token.start + token.text.index("\n")
        raise wrong_at(template, start, 1, "a template is one line")

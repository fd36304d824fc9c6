"""Turns a table of ours into the function that a person would write by hand.

attrs and cattrs do the same for classes. Closures over the same tables, with
`operator.itemgetter` and `map` at their hearts, make a whole response take a tenth longer. The source is made of names and positions of
our own tables, checked to be identifiers; no text from outside is ever in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["function", "safe_name"]


def function(head: str, body: Sequence[str], names: Mapping[str, Any]) -> Callable[..., Any]:
    """Compile ``def made(<head>): <body>`` with `names` in its globals."""
    source = f"def made({head}):\n" + "\n".join(f"    {line}" for line in body)
    scope: dict[str, Any] = dict(names)
    exec(compile(source, f"<netassay: {head}>", "exec"), scope)  # noqa: S102 - see the module
    made: Callable[..., Any] = scope["made"]
    return made


def safe_name(name: str) -> str:
    """Return the name, or raise `SpecError` where it is no identifier."""
    if not name.isidentifier():
        message = f"{name!r} is no field name"
        raise SpecError(message)
    return name

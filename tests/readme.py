"""The pages of the project, and the blocks of code in them."""

from __future__ import annotations

import doctest
import re

from bodies import ROOT

#: The pages, each by its path.
PAGES = {
    path: (ROOT / path).read_text("utf-8")
    for path in ("README.md", "src/netassay/README.md", "tests/README.md", "samples/README")
}
README = PAGES["README.md"]


def blocks(language: str) -> list[str]:
    """Return the README's fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def snippets() -> doctest.DocTest:
    """Return the README's Python snippets, one after the other, as one test."""
    text = "\n".join(blocks("pycon"))
    return doctest.DocTestParser().get_doctest(text, {}, "README", "README.md", 0)

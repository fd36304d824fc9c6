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


def rows_of(head: str) -> list[list[str]]:
    """Return the cells of the README's table under a head."""
    table = README.partition(f"| {head} |\n")[2].partition("\n\n")[0]
    return [
        [cell.strip() for cell in row.strip("|").split(" | ")] for row in table.splitlines()[1:]
    ]


def rows_of_tests() -> list[list[str]]:
    """Return the cells of the README's table of tests: test, URLs, record, families, texts."""
    return rows_of("test | in URLs | record | families | texts read")

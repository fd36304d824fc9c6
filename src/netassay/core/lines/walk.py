"""The walk through a text by the one regular expression of a dialect.

Rows stay texts at first. Where one of them needs a closer look (it has a finding, or a line
tells more of it), or somebody asks which line gave what, the text is read with rows as nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from netassay.core.limits import LONGEST_LINE, spans
from netassay.core.lines.line import RowsOfTexts
from netassay.core.lines.scan import LineNumbers, Scan
from netassay.core.values.readings import ValueProblem

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping, Sequence

    from netassay.core.findings import Notes
    from netassay.core.lines.line import CompiledLine
    from netassay.core.values.readings import Node

__all__ = ["scan_nodes", "scan_texts"]

#: By number of a group, the line that it belongs to.
_Lines: TypeAlias = "Sequence[CompiledLine | None]"


def scan_texts(regex: re.Pattern[str], lines: _Lines, text: str, end: int) -> Scan | None:
    """Read a text with its rows as texts, None where one of them needs a closer look."""
    if end > LONGEST_LINE and [(0, end, True)] != list(spans(text, end)):
        return None
    scan = Scan()
    node, section = scan.node, scan.section
    numbers = LineNumbers(text)
    lists: dict[str, RowsOfTexts] = {}
    try:
        for match in regex.finditer(text, 0, end):
            index = match.lastindex
            if index is None:
                continue
            compiled = lines[index]
            if compiled is None:
                scan.unread.append((numbers.at(match.start(index)), match[index].rstrip()))
                continue
            if compiled.columns is None:
                if compiled.fields and not compiled.makes_rows:
                    scan.saw(compiled)
                compiled.read(match, node, section)
            else:
                name = compiled.only_list or compiled.list_in(section)
                rows = lists.get(name)
                if rows is None:
                    rows = lists[name] = RowsOfTexts()
                    node.setdefault(name, [])
                rows.add(compiled, match)
            if compiled.marks:
                section = compiled.line.section_after(section)
                scan.closed |= compiled.line.closes
    except ValueProblem:
        return None
    scan.section = section
    return scan if _take_rows(node, lists) else None


def _take_rows(node: Node, lists: Mapping[str, RowsOfTexts]) -> bool:
    """Put rows of texts into their lists; return False where one needs a closer look."""
    for name, texts in lists.items():
        read = None if node[name] else texts.rows()
        if read is None:
            return False
        node[name] = read
    return True


def scan_nodes(
    regex: re.Pattern[str], lines: _Lines, text: str, end: int, notes: Notes, *, trace: bool
) -> Scan:
    """Read a text with its rows as nodes, whatever is in it; remarks go to `notes`."""
    scan = Scan()
    for start, stop, readable in spans(text, end):
        if readable:
            matches = regex.finditer(text, start, stop)
            _add_nodes(matches, lines, scan, notes, text if trace else None)
        elif line := text[start:stop].strip():
            scan.unread.append((text.count("\n", 0, start) + 1, line))
            message = f"a line of {stop - start} characters, too long to read"
            notes.add("limit-reached", "", message)
    return scan


def _add_nodes(
    matches: Iterable[re.Match[str]], lines: _Lines, scan: Scan, notes: Notes, trace: str | None
) -> None:
    """Read lines; `trace` is their text, where it is to be known which line gave what."""
    node, section = scan.node, scan.section
    numbers: LineNumbers | None = None
    for match in matches:
        index = match.lastindex
        if index is None:
            continue
        compiled = lines[index]
        if compiled is None:
            numbers = numbers or LineNumbers(match.string)
            scan.unread.append((numbers.at(match.start(index)), match[index].rstrip()))
            continue
        read = compiled.add_node(match, node, section, notes)
        if read is node and compiled.fields:
            scan.saw(compiled)
        if compiled.marks:
            scan.section = section = compiled.line.section_after(section)
            scan.closed |= compiled.line.closes
        if trace is not None:
            numbers = numbers or LineNumbers(match.string)
            number = numbers.at(match.end() - len(match[0].lstrip()))
            row = None if read is node else read
            scan.origins.append((number, match[0].strip(), row, compiled.fields))

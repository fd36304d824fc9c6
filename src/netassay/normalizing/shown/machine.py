r"""A TextFSM template as a parser that reads all of a text or nothing, in time linear in its length.

The rules of a template are matched by RE2: many have quantifiers that overlap, and one hostile
line of 160 characters keeps Python's `re` busy for a second (`show arp` of aruba_os). RE2 and `re`
find the same match of such a rule. A rule that RE2 lacks the means for (a lookahead) goes to `re`,
on short lines alone.

TextFSM passes over lines that no rule of a state fits, and templates have rules that fit any
line. A table of which a row is lost that way is worse than none, so that `Machine` refuses a text

* with a line that no rule fits; but in a state without a rule for errors, lines before the first
  value may be such: one, the names of the columns, or where no rule of the state has a value, any;
* with a line among the rows, or right behind them, that only a rule without a word of its own fits
  (``^.+\.+``), or that a rule fits without a character of it (``^\s*-*``); a legend stands behind
  a blank line;
* with a list of which the rules for its items, ``-> Continue``, leave the end.
"""

from __future__ import annotations

import io
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import attrs
import re2
import textfsm

from netassay.core.limits import LARGEST_TABLE, LONGEST_LINE_OF_TABLE

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HalfReadError", "Machine"]

#: What is matched by Python's `re` is shorter, and is tried so many times in one text. Such rules
#: need up to 0.5 ms a line of this length.
_LONGEST_FOR_RE: Final = 128
_MOST_FOR_RE: Final = 10_000
#: Bytes that RE2 may keep for one rule, of which there are over 500; without them it is slower.
_MEMORY: Final = 2**20
#: Parts of a pattern that stand for no word: escapes, classes, quantifiers, what may be absent.
_NO_WORDS: Final = re.compile(r"\\[A-Za-z]|\[\^?\]?[^]]*\]|\{[0-9,]*\}|\\?\.|[^\\][*?]")
_WORD: Final = re.compile(r"[A-Za-z0-9:=#\"-]|\\[*#]")


class HalfReadError(Exception):
    """A text of which a template reads a part."""


@attrs.frozen
class _Match:
    """A match as TextFSM looks at it: the texts of the named groups, and where it ends, in bytes."""

    values: dict[str, str | None]
    end: int

    @property
    def has_values(self) -> bool:
        return any(value is not None for value in self.values.values())

    def groupdict(self) -> dict[str, str | None]:
        return self.values

    def group(self, name: str) -> str | None:
        return self.values[name]


class Machine(textfsm.TextFSM):  # type: ignore[misc]
    """One template; `read` reads a text from its beginning."""

    def __init__(self, template: str) -> None:
        super().__init__(io.StringIO(template))
        self.names = tuple(self.header)
        self._lists = frozenset(self.GetValuesByAttrib("List"))
        self._names_size = sum(map(len, self.names))

    def read(self, lines: list[str]) -> list[list[Any]]:
        """Return the rows of a text; raise `HalfReadError`, or an error of TextFSM, without them.

        A value is a text, or for a value of many a list of texts or of objects.
        """
        self.Reset()
        self._size = self._by_re = 0
        self._unread = self._captured = self._skipped = self._apart = False
        for line in lines:
            if len(line) > LONGEST_LINE_OF_TABLE:
                raise HalfReadError
            self._read_line(line)
            if self._cur_state_name in ("End", "EOF"):
                break
        if self._cur_state_name != "End" and "EOF" not in self.states:
            self._AppendRecord()
        rows: list[list[Any]] = self._result
        return rows

    def _read_line(self, line: str) -> None:
        """Hand a line to the rules of the state, and look at what became of it."""
        self._line = line.encode()
        self._rules: list[tuple[Any, _Match]] = []
        rules = self._cur_state
        self._CheckLine(line)
        if not line.strip():
            self._apart = True
            return
        captured = [(rule, match) for rule, match in self._rules if match.has_values]
        if captured:
            self._check_captured(captured)
        elif not any(_tells(rule, match) for rule, match in self._rules if _ends(rule)):
            self._pass_over(rules)

    def _check_captured(self, captured: list[tuple[Any, _Match]]) -> None:
        if self._skipped:
            raise HalfReadError
        self._captured, self._apart = True, False
        ends = [
            match.end
            for rule, match in captured
            if not _ends(rule) and not self._lists.isdisjoint(match.values)
        ]
        if ends and self._line[max(ends) :].strip(b" \t,"):
            raise HalfReadError

    def _pass_over(self, rules: list[Any]) -> None:
        """Take a line that no rule reads; only one may be before the rows, or a legend behind."""
        if any(_ends(rule) for rule, _ in self._rules):
            if self._captured and not self._apart:
                raise HalfReadError
            self._skipped = self._captured
            return
        if any(rule.line_op == "Error" for rule in rules):
            raise HalfReadError
        if self._captured or (self._unread and any("(?P<" in rule.regex for rule in rules)):
            raise HalfReadError
        self._unread = True

    def _CheckRule(self, rule: Any, line: str) -> _Match | None:  # noqa: N802 - TextFSM's name
        matcher = _matcher(rule.regex)
        match = self._by_python(rule.regex, line) if matcher is None else matcher(self._line)
        if match is not None:
            self._rules.append((rule, match))
        return match

    def _by_python(self, regex: str, line: str) -> _Match | None:
        self._by_re += 1
        if len(line) > _LONGEST_FOR_RE or self._by_re > _MOST_FOR_RE:
            raise HalfReadError
        match = re.match(regex, line)
        return _Match(match.groupdict(), len(line[: match.end()].encode())) if match else None

    def _AppendRecord(self) -> None:  # noqa: N802 - TextFSM's name
        before = len(self._result)
        super()._AppendRecord()
        for row in self._result[before:]:
            self._size += sum(map(_length, row)) + self._names_size
        if self._size > LARGEST_TABLE:
            raise HalfReadError


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str) else sum(len(str(item)) for item in value)


def _ends(rule: Any) -> bool:
    """Say whether no further rule is tried behind this one."""
    return bool(rule.line_op != "Continue")


def _tells(rule: Any, match: _Match) -> bool:
    """Say whether a rule without a value knows its line: by a word in it, or by what it does."""
    return bool(match.end and (rule.record_op or rule.new_state or _has_word(rule.regex)))


@cache
def _has_word(regex: str) -> bool:
    return _WORD.search(_NO_WORDS.sub("", regex.removeprefix("^"))) is not None


@cache
def _matcher(regex: str) -> Callable[[bytes], _Match | None] | None:
    """Return what matches the beginning of a line in UTF-8 with a rule, None where RE2 can't."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        compiled = re2.compile(regex.encode(), options)
    except re2.error:
        return None
    places = [(name.decode(), at) for name, at in compiled.groupindex.items()]

    def match(line: bytes) -> _Match | None:
        found = compiled.match(line)
        if found is None:
            return None
        groups = [(name, found.group(at)) for name, at in places]
        values = {name: None if text is None else text.decode() for name, text in groups}
        return _Match(values, found.end())

    return match

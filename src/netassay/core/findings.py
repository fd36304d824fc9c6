"""The notes of one response: its findings, and the values that no field took."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netassay.core.codec import encode
from netassay.core.finding import SEVERITIES, Finding
from netassay.core.limits import within_limits
from netassay.core.records.paths import exported_path

if TYPE_CHECKING:
    from collections.abc import Collection

    from netassay.core.finding import Code
    from netassay.core.records.record import Record
    from netassay.core.values.readings import ValueProblem

__all__ = ["Notes"]


class _Habit:
    """A finding that a device repeats in each row, and the number of repetitions."""

    __slots__ = ("finding", "more")

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        self.more = 0


class Notes:
    """Collects findings and extras while a response is read.

    A device's habit (a unit other than the key's, the text ``null``) would be a finding in each
    row. It becomes one, with the first place and the number of the others.
    """

    def __init__(self) -> None:
        self.found: list[Finding] = []
        self.extras: dict[str, Any] = {}
        self._habits: dict[tuple[Code, str], _Habit] = {}

    def add(
        self,
        code: Code,
        path: str,
        message: str,
        stated: str | None = None,
        printed: str | None = None,
    ) -> None:
        """Add one finding."""
        self.found.append(_finding(code, path, message, stated, printed))

    def habit(self, code: Code, key: str, path: str, message: str, stated: str) -> None:
        """Add the first finding of a habit, of which `again` counts the others."""
        self._habits[code, key] = _Habit(_finding(code, path, message, stated, None))

    def again(self, code: Code, key: str, times: int = 1) -> bool:
        """Count a repetition of a habit; return False where the habit is new."""
        habit = self._habits.get((code, key))
        if habit is None:
            return False
        habit.more += times
        return True

    def problem(
        self, problem: ValueProblem, key: str, path: str, pointer: str, stated: Any
    ) -> None:
        """Add the finding of a value of `output`; keep the value where it has no reading."""
        if problem.code in ("null-text", "placeholder"):
            if not self.again(problem.code, key):  # type: ignore[arg-type]
                self.habit(problem.code, key, path, problem.message, _text(stated))  # type: ignore[arg-type]
            return
        kept = self.keep(pointer, stated) if problem.reading is None else stated
        self.add(problem.code, path, f"{problem.message} ({pointer})", _text(kept))  # type: ignore[arg-type]

    def unknown(self, pointer: str, value: Any) -> None:
        """Keep the value of an unknown key, with a finding."""
        self.keep(pointer, value)
        self.add("unknown-field", pointer, "a field that netassay does not know, kept in extras")

    def keep(self, pointer: str, value: Any) -> Any:
        """Keep a value in the extras, within the limits; return what was kept."""
        if type(value) in (dict, list):
            # Encoded after the walk, whose depth leaves no room on the stack.
            parts: list[tuple[str, str, Any]] = []
            value = within_limits(value, pointer, lambda *part: parts.append(part))
            for part in parts:
                self.beyond(*part)
        self.extras[pointer] = value
        return value

    def beyond(self, pointer: str, message: str, value: Any) -> None:
        """Keep what is over a limit as JSON text, which is not nested, with a finding."""
        self.extras[pointer] = encode(value).decode()
        self.add("limit-reached", pointer, message)

    def take(self, other: Notes) -> None:
        """Add what other notes hold, behind these."""
        self.found += other.found
        self.extras |= other.extras
        for (code, key), habit in other._habits.items():
            if not self.again(code, key, 1 + habit.more):
                self._habits[code, key] = habit

    def forget(self, codes: Collection[Code]) -> None:
        """Drop the findings with these codes, except habits."""
        self.found = [finding for finding in self.found if finding.code not in codes]

    def findings(self, cls: type[Record] | None) -> list[Finding]:
        """Return all findings, habits last; paths have the exported names of `cls`."""
        found = self.found
        for habit in self._habits.values():
            if habit.more:
                places = "place" if habit.more == 1 else "places"
                told = f"{habit.finding.message}, and in {habit.more} more {places}"
                habit.finding.__dict__["message"] = told
            found.append(habit.finding)
        if cls is not None:
            for finding in found:
                finding.__dict__["path"] = exported_path(cls, finding.path)
        return found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)


def _finding(
    code: Code, path: str, message: str, stated: str | None, printed: str | None
) -> Finding:
    # Half the time of `build`: some devices give four findings in each response.
    made = object.__new__(Finding)
    storage = made.__dict__
    storage["code"] = code
    storage["severity"] = SEVERITIES[code]
    storage["path"] = path
    storage["message"] = message
    storage["stated"] = stated
    storage["printed"] = printed
    return made

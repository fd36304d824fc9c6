"""Findings: what is wrong with a response, or worth knowing, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from netassay.core.limits import within_limits
from netassay.core.record import Record, build, exported_path, record, some
from netassay.decode import encode

if TYPE_CHECKING:
    from netassay.core.readings import Odd

__all__ = ["SEVERITIES", "Code", "Finding", "Notes", "Severity"]

Severity = Literal["info", "warning", "error"]
Code = Literal[
    "disagree",
    "only-in-text",
    "only-in-output",
    "arithmetic",
    "time-order",
    "implausible",
    "unit-conflict",
    "null-text",
    "misplaced",
    "unread-text",
    "truncated-text",
    "unknown-field",
    "bad-value",
    "placeholder",
    "ambiguous-test",
    "duplicate-key",
    "limit-reached",
]

#: How much each finding weighs. A code never changes its meaning.
SEVERITIES: Final[dict[str, Severity]] = {
    "disagree": "error",
    "only-in-text": "warning",
    "only-in-output": "info",
    "arithmetic": "warning",
    "time-order": "warning",
    "implausible": "warning",
    "unit-conflict": "info",
    "null-text": "info",
    "misplaced": "info",
    "unread-text": "warning",
    "truncated-text": "warning",
    "unknown-field": "info",
    "bad-value": "error",
    "placeholder": "info",
    "ambiguous-test": "info",
    "duplicate-key": "warning",
    "limit-reached": "warning",
}


@record
class Finding(Record):
    """One thing that is wrong with a response, or worth knowing about it."""

    code: Code = some("what kind of finding it is", "")
    severity: Severity = some("how much it weighs", "info")
    path: str = some("the field it is about: a path in the record, or a JSON pointer", "")
    message: str = some("one line for a person", "")
    stated: str | None = some("what `output` said, verbatim")
    printed: str | None = some("what the device's text said, verbatim")


class Notes:
    """Collects findings, and the values that no field could take, while a body is read.

    Remarks that a device's habit repeats in every row (a unit other than the key's, the
    text ``null``) are one finding: the first place, and how often.
    """

    def __init__(self) -> None:
        self.found: list[Finding] = []
        self.extras: dict[str, Any] = {}
        self._habits: dict[tuple[Code, str], tuple[str, str, str]] = {}
        self._times: dict[tuple[Code, str], int] = {}

    def add(
        self,
        code: Code,
        path: str,
        message: str,
        stated: str | None = None,
        printed: str | None = None,
    ) -> None:
        """Note one finding."""
        self.found.append(_finding(code, path, message, stated, printed))

    def habit(self, code: Code, key: str, path: str, message: str, stated: str) -> None:
        """Note what may well be said again of the same key."""
        if not self.again(code, key):
            self._habits[code, key] = (path, message, stated)
            self._times[code, key] = 1

    def again(self, code: Code, key: str, times: int = 1) -> bool:
        """Count a remark that was made before; say whether it was."""
        if (code, key) not in self._times:
            return False
        self._times[code, key] += times
        return True

    def odd(self, odd: Odd, key: str, path: str, pointer: str, stated: Any) -> None:
        """Note a value of `output` that reads only with a remark, or not at all."""
        if odd.code in ("null-text", "placeholder"):
            self.habit(odd.code, key, path, odd.message, _text(stated))  # type: ignore[arg-type]
            return
        kept = self.keep(pointer, stated) if odd.reading is None else stated
        self.add(odd.code, path, f"{odd.message} ({pointer})", _text(kept))  # type: ignore[arg-type]

    def unknown(self, pointer: str, value: Any) -> None:
        """Keep a field that nothing here knows."""
        self.keep(pointer, value)
        self.add("unknown-field", pointer, "a field that netassay does not know, kept in extras")

    def keep(self, pointer: str, value: Any) -> Any:
        """Keep a value that no field took, in the extras; return it as it is there."""
        if type(value) in (dict, list):
            value = within_limits(value, pointer, self.beyond)
        self.extras[pointer] = value
        return value

    def beyond(self, pointer: str, message: str, value: Any) -> None:
        """Keep what is too deep or too much to read; as a text, so that it is not too deep there."""
        self.extras[pointer] = encode(value).decode()
        self.add("limit-reached", pointer, message)

    def findings(self, cls: type[Record] | None) -> list[Finding]:
        """Return all findings, repeated remarks last, with the paths of `cls` as exported."""
        found = self.found
        for habit, (path, message, stated) in self._habits.items():
            more = self._times[habit] - 1
            often = f"{message}, and in {more} more place{'s'[: more > 1]}" if more else message
            found.append(_finding(habit[0], path, often, stated, None))
        if cls is not None:
            for finding in found:
                finding.__dict__["path"] = exported_path(cls, finding.path)
        return found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)


def _finding(
    code: Code, path: str, message: str, stated: str | None, printed: str | None
) -> Finding:
    return build(
        Finding,
        {
            "code": code,
            "severity": SEVERITIES[code],
            "path": path,
            "message": message,
            "stated": stated,
            "printed": printed,
        },
    )

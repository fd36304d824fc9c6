"""Where a run of a tool begins and ends in a text that holds several."""

from __future__ import annotations

from typing import Final

import attrs

from netassay.core.lines.patterns import check_pattern

__all__ = ["NEXT_LINE", "NO_RUNS", "Runs"]

#: The end of a line within a pattern of `Runs`, where the next line has the same prefix.
NEXT_LINE: Final = r"\n(?#and a prefix)"


@attrs.frozen
class Runs:
    r"""What tells the lines of one run from those of others, as regular expressions.

    Each matches at the first letter of a line, behind a prefix and blanks, and has no capturing
    group. `opens`: a line that begins a run wherever it stands. `leads`: one that may stand
    before that. `alone`: one that is a whole run where no other run of the format is open.
    `within`: one that shows a run whose beginning is missing, beside the signature. `trails`: a
    line that waits for the next run; without one it belongs to the run before. `once`: a
    line that a run has once for each text that matches, so that the second is of another.
    `restarts`: a line that a run does not have behind one of these; `heads`: one that it does not
    have behind its end. `resumes`: the last line that
    leads to a run, behind which what stands among these parts nothing. `nests`:
    behind a match anywhere, another run is part of this one up to its last line.
    """

    opens: str = ""
    leads: str = ""
    alone: str = ""
    within: str = ""
    trails: str = ""
    once: str = ""
    restarts: str = ""
    heads: str = ""
    resumes: str = ""
    nests: str = ""

    @property
    def patterns(self) -> dict[str, str]:
        """Those that are given, by name."""
        return {name: pattern for name, pattern in attrs.asdict(self).items() if pattern}

    def check(self, dialect: str) -> None:
        """Raise `SpecError` where a pattern can't be a part of another."""
        for name, pattern in self.patterns.items():
            check_pattern(pattern, f"{dialect}, {name}")


#: Of a format whose texts hold one run each.
NO_RUNS = Runs()

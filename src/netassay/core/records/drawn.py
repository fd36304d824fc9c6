"""How rows are drawn: which of their fields goes along, which goes up.

A record class says it of its rows, as it says their units, so that the terminal, plots
and pages draw a test alike and know nothing of it.
"""

from __future__ import annotations

import attrs

__all__ = ["Drawn"]


@attrs.frozen
class Drawn:
    """The fields of a row that are drawn, by their names.

    `x` is a number that grows from row to row. `ys` are figures, the first the one that
    matters most; ``probes.rtt`` is a figure of the rows within a row. Rows are of one line
    where all of `by` are the same. `whole` names a way to tell the rows that are sums of
    others from those others. `missing` is the field of the outer record that lists the
    `x` of which there is no row because nothing came back; a row says so itself by an
    `outcome` other than ``reply``.
    """

    x: str
    ys: tuple[str, ...]
    by: tuple[str, ...] = ()
    missing: str | None = None

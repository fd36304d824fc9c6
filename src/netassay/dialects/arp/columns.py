"""The columns that the printed ARP tables share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.values.readers import ADDRESS, MAC, Computed, Printed
from netassay.core.values.readings import TEXT, Reader, Reading, ValueProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.lines.grammar import Scan

__all__ = ["COLUMNS", "PRINTED_ADDRESS", "close", "header_end"]


class _PrintedAddress(Reader):
    """The word in a text's address column.

    A gateway cuts its columns, so the word may be no address. It is then kept as printed,
    without a value, to be compared with the address of `output`.
    """

    kind = "an address"
    pattern = r"\S++"
    usual_pattern = ADDRESS.usual_pattern

    def read(self, text: str) -> Reading:
        try:
            return ADDRESS[text] or Reading(None, text)
        except ValueProblem:
            return Reading(None, text)

    def column(self, texts: Sequence[str]) -> Sequence[Any] | None:
        """Return the addresses, or the addresses and None for the other words."""
        return ADDRESS.column(texts) or super().column(texts)

    def usual_values(self, texts: Sequence[str]) -> Sequence[Any]:
        """Return the addresses."""
        return texts

    @property
    def usual(self) -> Reader:
        """The reader of addresses."""
        return ADDRESS


PRINTED_ADDRESS: Final[Reader] = _PrintedAddress()


#: Readers and patterns of the columns. Where the last column does not fit into the line, its
#: word stands alone in the next one (`fold`, `lone`).
COLUMNS: Final[dict[str, Reader | Printed]] = {
    "address": PRINTED_ADDRESS,
    # In columns where a name may stand in place of an address.
    "ipv4": Printed(PRINTED_ADDRESS, r"[0-9]{1,3}+(?:\.[0-9]{1,3}+){3}(?![^\s])"),
    "named": Printed(TEXT, r"[^\s()\[\]<>*]++"),
    # All twelve digits, in any notation: with fewer the column was cut.
    "mac": Printed(
        MAC,
        r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}"
        r"|[0-9A-Fa-f]{6}-[0-9A-Fa-f]{6}|(?:[0-9A-Fa-f]{4}[.-]){2}[0-9A-Fa-f]{4}",
    ),
    "fold": Printed(TEXT, r"[ \t]*+\n\n?+[ \t]*+"),
    "lone": Printed(TEXT, r"[A-Za-z0-9]\S*+"),
    # An IPv6 address too long for its column leaves the line to itself.
    "long": Printed(PRINTED_ADDRESS, r"[0-9A-Fa-f:.]{16,45}+(?:%\w++)?+"),
}


def close(scan: Scan) -> None:
    """Take a text as whole that has an entry and a last line with an end."""
    scan.closed = "entries" in scan.node and not scan.cut_line


def header_end(end: str) -> Computed:
    """Return the hole for the last word of a header: it reads as a table without rows.

    A header without rows is an empty table. A hole, unlike a literal, must be there to its
    last character, so a header that was cut counts as cut.
    """
    return Computed(lambda _: [], end)

"""Top-level domains: those of the public suffix list, those for use at home, and reserved ones."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

__all__ = ["is_top_domain"]

#: In wide use inside of networks, or reserved (RFC 2606, 6761, 6762, 8375).
_OTHERS: Final = frozenset(
    {
        *(
            "local",
            "lan",
            "corp",
            "home",
            "internal",
            "intra",
            "intranet",
            "private",
            "localdomain",
        ),
        *("domain", "test", "example", "invalid", "arpa", "site", "onion", "alt", "localhost"),
    }
)


def is_top_domain(label: str) -> bool:
    """Say whether a label is a top-level domain, in any letters and as Unicode or as ``xn--``."""
    low = label.lower()
    return (len(low) == 2 and low.isalpha()) or low in _OTHERS or _is_public(low)  # noqa: PLR2004 - a country


@cache
def _list() -> object:
    # Imported at its first use: it reads ten thousand lines.
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415

    return PublicSuffixList(accept_unknown=False, only_icann=True)


@lru_cache(maxsize=4096)
def _is_public(label: str) -> bool:
    public: object = _list().publicsuffix(f"a.{label}")  # type: ignore[attr-defined]
    return public is not None

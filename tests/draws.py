"""How many examples a property draws that is tried in several ways."""

from __future__ import annotations

from hypothesis import settings

__all__ = ["shared_by"]

LEAST = 10


def shared_by(ways: int) -> settings:
    """Return settings under which so many ways together draw twice what one property does."""
    return settings(max_examples=max(LEAST, 2 * settings().max_examples // ways))

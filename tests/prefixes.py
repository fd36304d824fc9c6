"""What is read of a cut text, held against what is read of the whole."""

from __future__ import annotations


def assert_prefix_of(part: object, whole: object, *derived: str) -> None:
    """Assert that a measurement, as plain data, is the whole one with its end missing.

    `derived` are fields that follow from all of a text, so that part of it gives another value.
    """
    if isinstance(part, dict):
        for name, value in part.items():
            if value not in (None, []) and name not in derived:
                assert_prefix_of(value, whole[name], *derived)
    elif isinstance(part, list):
        assert len(part) <= len(whole)
        for one, other in zip(part, whole, strict=False):
            assert_prefix_of(one, other, *derived)
    else:
        assert whole == part

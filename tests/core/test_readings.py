"""What readers must not mix up."""

from __future__ import annotations

import pytest

from netassay.core.values.readers import count_upto
from netassay.core.values.readings import ValueProblem


@pytest.mark.parametrize("number", [0, 1, 2, 3.0])
def test_numbers_are_no_flags(number: float) -> None:
    """A number of JSON reads alike again and again, and true and false read as none."""
    reader = count_upto(7)
    first = reader[number]
    assert first == reader[number]
    assert first == reader[str(int(number))]
    for flag in (True, False):
        with pytest.raises(ValueProblem, match=str(flag)):
            reader[flag]

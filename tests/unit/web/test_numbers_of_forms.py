"""The number that a form was opened with is read, whatever came back."""

import pytest

from shared.web.forms import number_in


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("12", 12),
        ("", 0),
        ("-1", 0),
        ("1.5", 0),
        ("\u0663", 0),
        ("9" * 9, 999_999_999),
        ("9" * 30, 0),
    ],
)
def test_a_number_is_read_and_anything_else_is_none_that_there_is(said: str, number: int) -> None:
    assert number_in({"number": said}, "number") == number
    assert number_in({}, "number") == 0

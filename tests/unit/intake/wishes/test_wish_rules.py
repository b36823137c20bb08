"""What can be a number on the roster."""

import pytest

from services.intake.wishes.rules import wrong_number


@pytest.mark.parametrize("text", ["1", "17", " 17 ", "007", "9999999999"])
def test_one_to_ten_digits_are_a_number(text: str) -> None:
    assert wrong_number(text) is None


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_is_missing(text: str) -> None:
    assert wrong_number(text) == "missing"


@pytest.mark.parametrize(
    "text", ["0", "000", "12345678901", "1 7", "-1", "1.5", "Matti", "\u0661\u0667", "²"]
)
def test_anything_else_is_no_number(text: str) -> None:
    assert wrong_number(text) == "invalid"

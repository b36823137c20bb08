"""What finds somebody, and what of them is shown unasked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.lookups.model import Wanted, WantedKind
from services.intake.lookups.rules import masked_name, masked_phone, read_wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("k7 0b11", Wanted(WantedKind.REFERENCE, "K7-0B11")),
        (" 040 123 4567 ", Wanted(WantedKind.PHONE, "+358401234567")),
        ("+46 70 123 45 67", Wanted(WantedKind.PHONE, "+46701234567")),
        ("Aino@Example.org", Wanted(WantedKind.EMAIL, "aino@example.org")),
    ],
)
def test_somebody_is_found_by_something_whole(typed: str, wanted: Wanted) -> None:
    assert read_wanted(typed) == wanted


@pytest.mark.parametrize("typed", ["", " ", "Aino", "K7", "0401", "aino@", "%", "*", "12"])
def test_nobody_is_found_by_a_part(typed: str) -> None:
    assert read_wanted(typed) is None


@given(st.text())
def test_anything_may_be_typed(typed: str) -> None:
    read_wanted(typed)


@given(st.text(min_size=3))
def test_a_mask_shows_one_letter_of_a_name_and_two_digits_of_a_number(text: str) -> None:
    assert masked_name(text) == f"{text[0]}…"
    assert masked_phone(text) == f"…{text[-2:]}"


def test_of_nothing_nothing_is_shown() -> None:
    assert (masked_name(""), masked_phone("")) == ("", "")

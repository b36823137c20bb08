"""Phone numbers and postal codes as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shared.fields.phone import international, is_phone, readable
from shared.fields.postal_code import bare, is_postal_code


@pytest.mark.parametrize(
    "typed", ["040 123 4567", "+358 40 1234567", "040-1234567", "00358401234567"]
)
def test_any_way_to_write_a_number_is_one_number(typed: str) -> None:
    assert international(typed) == "+358401234567"


@pytest.mark.parametrize("typed", ["12", "soita", "040 123 4567 8901 2345", "+"])
def test_what_is_no_number_is_left_to_be_refused(typed: str) -> None:
    assert not is_phone(international(typed))


def test_no_number_is_no_number() -> None:
    assert international("  ") == ""


@given(some.text())
def test_whatever_is_typed_is_a_number_or_refused(typed: str) -> None:
    stored = international(typed)

    assert is_phone(stored) or stored in {"", "?"}
    assert isinstance(readable(stored), str)


def test_a_number_is_shown_as_it_is_dialled_at_home() -> None:
    assert readable("+358401234567") == "040 1234567"
    assert readable("+46701234567").startswith("+46 ")


@pytest.mark.parametrize(("typed", "known"), [("50100", True), (" 50 100", True), ("5010", False)])
def test_spaces_in_a_postal_code_do_not_matter(typed: str, known: bool) -> None:
    assert is_postal_code(bare(typed)) is known


def test_other_digits_are_not_stored() -> None:
    assert not is_postal_code("\u0665\u0660\u0661\u0660\u0660")

"""References can be read aloud, and each number has its own."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.submissions.rules.reference import (
    DIGITS,
    LETTERS,
    REFERENCES,
    read_reference,
    reference_of,
)

dashes = st.sampled_from(
    ["", "-", " ", "  ", "\N{EN DASH}", "\N{NON-BREAKING HYPHEN}", "\N{MINUS SIGN}", "."]
)
blanks = st.sampled_from(["", " ", "\N{NO-BREAK SPACE}", "\t"])
lookalikes = st.sampled_from(
    [("0", "O"), ("0", "o"), ("1", "I"), ("1", "i"), ("1", "l"), ("1", "L")]
)

numbers = st.integers(0, REFERENCES - 1)


@given(numbers, numbers)
def test_every_number_has_a_reference_of_its_own(one: int, other: int) -> None:
    assert (reference_of(one) == reference_of(other)) is (one == other)


@given(numbers)
def test_a_reference_can_be_read_aloud(number: int) -> None:
    reference = reference_of(number)

    assert re.fullmatch(r"[A-Z][0-9]-[0-9A-Z]{4}", reference)
    assert not set(reference) & set("AEIOUYL")


@given(numbers, dashes, blanks, st.booleans())
def test_a_reference_is_read_however_it_is_typed(
    number: int, dash: str, blank: str, lower: bool
) -> None:
    reference = reference_of(number)
    typed = blank + reference.replace("-", dash) + blank

    assert read_reference(typed.lower() if lower else typed) == reference


@given(numbers, lookalikes)
def test_letters_that_no_reference_has_are_taken_for_digits(
    number: int, alike: tuple[str, str]
) -> None:
    digit, letter = alike
    reference = reference_of(number)

    assert read_reference(reference.replace(digit, letter)) == reference


@pytest.mark.parametrize(
    "typed", ["87-0B11", "K7-OBIL", "\N{FULLWIDTH LATIN CAPITAL LETTER K}7-0B11"]
)
def test_what_looks_alike_is_what_is_possible_there(typed: str) -> None:
    read = read_reference(typed)

    assert read in {"B7-0B11", "K7-0B11"}


@given(st.text(max_size=12))
def test_what_is_read_is_a_reference_or_nothing(typed: str) -> None:
    read = read_reference(typed)

    assert read is None or (read[0] in LETTERS and read[1] in DIGITS and len(read) == 7)


@pytest.mark.parametrize(
    "typed", ["", "x", "K7-0B1", "K7-0B111", "77-0B11", "K7-0A11", "\N{ARABIC-INDIC DIGIT ONE}"]
)
def test_what_is_no_reference_is_none(typed: str) -> None:
    assert read_reference(typed) is None

"""References can be read aloud, and each number has its own."""

import re

from hypothesis import given
from hypothesis import strategies as st

from services.intake.submissions.rules.reference import REFERENCES, reference_of

numbers = st.integers(0, REFERENCES - 1)


@given(numbers, numbers)
def test_every_number_has_a_reference_of_its_own(one: int, other: int) -> None:
    assert (reference_of(one) == reference_of(other)) is (one == other)


@given(numbers)
def test_a_reference_can_be_read_aloud(number: int) -> None:
    reference = reference_of(number)

    assert re.fullmatch(r"[A-Z][0-9]-[0-9A-Z]{4}", reference)
    assert not set(reference) & set("AEIOUYL")

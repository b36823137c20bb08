"""References, code words, waits, and who may see the contact page."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.contact_access.model import ContactLink, View
from services.intake.contact_access.rules import view_of
from services.intake.requests.model import MatchId, RequestId, VolunteerId
from services.intake.requests.rules.code_words import WORDS
from services.intake.staff.rules import delay_after
from services.intake.submissions.rules.reference import REFERENCES, reference_of
from shared.contracts.words import Language

numbers = st.integers(0, REFERENCES - 1)


@given(numbers, numbers)
def test_every_number_has_a_reference_of_its_own(one: int, other: int) -> None:
    assert (reference_of(one) == reference_of(other)) is (one == other)


@given(numbers)
def test_a_reference_can_be_read_aloud(number: int) -> None:
    reference = reference_of(number)

    assert re.fullmatch(r"[A-Z][0-9]-[0-9A-Z]{4}", reference)
    assert not set(reference) & set("AEIOUYL")


@pytest.mark.parametrize("language", list(Language))
def test_there_are_many_code_words_of_one_word(language: Language) -> None:
    words = WORDS[language]

    assert len(set(words)) == len(words) >= 60
    assert all(word.isalpha() and word.islower() and 3 <= len(word) <= 12 for word in words)


def test_the_first_wrong_passwords_cost_nothing() -> None:
    assert [delay_after(failures) for failures in range(5)] == [timedelta()] * 5


@given(st.integers(0, 10_000))
def test_waits_grow_up_to_a_quarter_of_an_hour(failures: int) -> None:
    assert delay_after(failures) <= delay_after(failures + 1) <= timedelta(minutes=15)


def link(**bent: bool) -> ContactLink:
    return ContactLink(
        MatchId(uuid4()), RequestId(uuid4()), VolunteerId(uuid4()), **{"assigned": True, **bent}
    )


@pytest.mark.parametrize(
    ("seen", "view"),
    [
        (None, View.UNKNOWN),
        (link(assigned=False), View.MOMENT),
        (link(), View.BUTTON),
        (link(used=True, bound=True), View.CONTACT),
        (link(used=True, bound=True, expired=True), View.CONTACT),
        (link(used=True), View.USED),
        (link(expired=True), View.EXPIRED),
        (link(used=True, bound=True, over=True), View.CLOSED),
        (link(assigned=False, over=True), View.CLOSED),
    ],
)
def test_the_contact_page_shows_what_its_link_allows(seen: ContactLink | None, view: View) -> None:
    assert view_of(seen) is view


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_contact_data_needs_an_assignment_and_the_bound_browser(
    used: bool, expired: bool, assigned: bool, over: bool, bound: bool
) -> None:
    seen = view_of(link(used=used, expired=expired, assigned=assigned, over=over, bound=bound))

    assert (seen is View.CONTACT) is (assigned and bound and not over)

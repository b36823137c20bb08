"""Two services recognise one person; nobody else learns anything."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.words import Language
from shared.reach_points import ReachKind, ReachPoint
from shared.same_person import SamePerson
from shared.sealing.key_text import KeyText
from tests.support.same_person import SAME_PERSON

REQUEST = UUID("00000000-0000-7000-8000-0000000000ab")


def mail(address: str) -> ReachPoint:
    return ReachPoint(ReachKind.EMAIL, address, Language.FINNISH)


def phone(number: str) -> ReachPoint:
    return ReachPoint(ReachKind.PHONE, number, Language.FINNISH)


def test_a_person_is_known_by_number_or_by_address_however_it_is_written() -> None:
    marks = SAME_PERSON.marks(REQUEST, [phone("+358401234567"), mail("Aino@Example.org")])

    assert SAME_PERSON.is_one_of(marks, REQUEST, [phone("+358401234567")])
    assert SAME_PERSON.is_one_of(marks, REQUEST, [mail("aino@example.ORG"), phone("+358501")])
    assert not SAME_PERSON.is_one_of(marks, REQUEST, [phone("+358401234568")])


def test_of_two_requests_nobody_else_can_say_that_one_person_asked() -> None:
    own, other = (SAME_PERSON.marks(uuid4(), [phone("+358401234567")]) for _ in range(2))

    assert set(own).isdisjoint(other)


def test_under_another_key_nobody_is_known() -> None:
    marks = SamePerson(KeyText("another")).marks(REQUEST, [phone("+358401234567")])

    assert not SAME_PERSON.is_one_of(marks, REQUEST, [phone("+358401234567")])


@given(st.text(max_size=40), st.text(max_size=40))
def test_two_are_one_only_where_they_are_reached_alike(one: str, other: str) -> None:
    marks = SAME_PERSON.marks(REQUEST, [phone(one)])

    assert SAME_PERSON.is_one_of(marks, REQUEST, [phone(other)]) is (one == other)
    assert not SAME_PERSON.is_one_of((), REQUEST, [phone(one)])

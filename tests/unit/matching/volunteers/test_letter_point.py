"""Which of someone's reach points letters go to."""

import pytest

from services.matching.volunteers.model import Contact
from services.matching.volunteers.rules import UnreachableError, letter_point, mail_and_phone
from shared.contracts.words import Language
from shared.reach_points import ReachKind, ReachPoint

MAIL = ReachPoint(ReachKind.EMAIL, "veera@example.org", Language.SWEDISH)
PHONE = ReachPoint(ReachKind.PHONE, "+358401234567", Language.SWEDISH)


@pytest.mark.parametrize("points", [(MAIL,), (MAIL, PHONE), (PHONE, MAIL)])
def test_letters_go_where_notify_can_carry_them(points: tuple[ReachPoint, ...]) -> None:
    assert letter_point(Contact("Veera", points)) == MAIL


def test_who_has_only_a_phone_gets_no_letter() -> None:
    with pytest.raises(UnreachableError):
        letter_point(Contact("Veera", (PHONE,)))


def test_what_was_not_given_is_no_reach_point() -> None:
    assert mail_and_phone(MAIL.address, PHONE.address, Language.SWEDISH) == (MAIL, PHONE)
    assert mail_and_phone(MAIL.address, "", Language.SWEDISH) == (MAIL,)


def test_an_address_is_not_shown_by_accident() -> None:
    assert MAIL.address not in repr(Contact("Veera Virtanen", (MAIL, PHONE)))
    assert "Veera" not in repr(Contact("Veera Virtanen", (MAIL,)))

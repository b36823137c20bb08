"""Whoever it is, they are reached by reach points of whatever kinds."""

from shared.contracts.words import Language
from shared.reach_points import ReachKind, ReachPoint, address_of, reached_by_letter

PIGEON = ReachPoint("pigeon", "loft 4", Language.SWEDISH)
PHONE = ReachPoint(ReachKind.PHONE, "+358401234567", Language.FINNISH)
EMAIL = ReachPoint(ReachKind.EMAIL, "aino@example.org", Language.FINNISH)


def test_a_letter_takes_the_first_way_that_notify_knows() -> None:
    assert reached_by_letter((PIGEON, PHONE, EMAIL)) == EMAIL
    assert reached_by_letter((PIGEON, PHONE)) is None
    assert reached_by_letter(()) is None


def test_an_address_is_found_by_its_kind() -> None:
    assert address_of((PIGEON, PHONE), ReachKind.PHONE) == "+358401234567"
    assert address_of((PIGEON, PHONE), ReachKind.EMAIL) == ""


def test_an_address_is_not_printed() -> None:
    assert "loft" not in repr(PIGEON)

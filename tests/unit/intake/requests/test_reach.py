"""Whoever asks is reached by reach points of whatever kinds."""

from services.intake.requests.model import ReachKind, ReachPoint
from services.intake.requests.rules.reach import address_of, reached_by_letter
from shared.contracts.words import Language
from tests.support.intake.submissions.building import reach_points

PIGEON = ReachPoint("pigeon", "loft 4", Language.SWEDISH)


def test_a_letter_takes_the_first_way_that_notify_knows() -> None:
    phone, email = reach_points(email="aino@example.org")

    assert reached_by_letter((PIGEON, phone, email)) == email
    assert reached_by_letter((PIGEON, phone)) is None
    assert reached_by_letter(()) is None


def test_an_address_is_found_by_its_kind() -> None:
    points = (PIGEON, *reach_points())

    assert address_of(points, ReachKind.PHONE) == "+358401234567"
    assert address_of(points, ReachKind.EMAIL) == ""


def test_an_address_is_not_printed() -> None:
    assert "loft" not in repr(PIGEON)

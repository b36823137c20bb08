"""Every text exists in every language, every code has words, and areas are named as people do."""

from datetime import UTC, datetime

import pytest

from services.matching.app import SERVICE
from services.matching.proposals.model import Outcome
from services.matching.proposals.wording import LetterWording
from services.matching.volunteers.pages.nearby import GROUPS
from shared.contracts.words import OFFERED, VOLUNTEER_CATEGORIES, Category, Language, Urgency
from tests.support.matching.page import CONTACT

SHOWN = SERVICE.pages(CONTACT)


@pytest.mark.parametrize("language", OFFERED)
def test_every_code_has_words(language: Language) -> None:
    words, code = LetterWording(SHOWN.catalogues), language

    assert all(words.kind(category, language) for category in Category)
    assert all(SHOWN.text(code, f"urgency.{urgency}") for urgency in Urgency)
    assert all(SHOWN.text(code, f"proposal.{outcome}.title") for outcome in Outcome)
    assert all(SHOWN.text(code, f"group.{group}") for group in GROUPS)


def test_the_groups_hold_every_kind_a_volunteer_may_do_once() -> None:
    shown = [category for group in GROUPS.values() for category in group]

    assert len(shown) == len(set(shown))
    assert set(shown) == VOLUNTEER_CATEGORIES


def test_times_are_finnish_times() -> None:
    moment = datetime(2026, 11, 25, 9, 5, tzinfo=UTC)

    assert LetterWording(SHOWN.catalogues).time(moment, Language.FINNISH) == "25.11.2026 klo 11.05"

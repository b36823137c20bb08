"""Every text exists in every language, every code has words, and areas are named as people do."""

from datetime import UTC, datetime

import pytest

from services.matching.app import HERE, pages
from services.matching.domain.accepting import Outcome
from services.matching.web.nearby import GROUPS
from services.matching.wording import Words, area
from shared.contracts.words import VOLUNTEER_CATEGORIES, Category, Language, Urgency
from shared.web.catalogues import missing_texts
from tests.support.matching.page import CONTACT

SHOWN = pages(CONTACT)


@pytest.mark.parametrize("language", list(Language))
def test_the_catalogue_is_complete(language: Language) -> None:
    assert missing_texts(HERE / "locales", language) == []


@pytest.mark.parametrize("language", list(Language))
def test_every_code_has_words(language: Language) -> None:
    words, code = Words(SHOWN.catalogues), language

    assert all(words.kind(category, language) for category in Category)
    assert all(SHOWN.text(code, f"urgency.{urgency}") for urgency in Urgency)
    assert all(SHOWN.text(code, f"proposal.{outcome}.title") for outcome in Outcome)
    assert all(SHOWN.text(code, f"group.{group}") for group in GROUPS)


def test_the_groups_hold_every_kind_a_volunteer_may_do_once() -> None:
    shown = [category for group in GROUPS.values() for category in group]

    assert len(shown) == len(set(shown))
    assert set(shown) == VOLUNTEER_CATEGORIES


@pytest.mark.parametrize(
    ("municipality", "postal_code", "language", "said"),
    [
        ("491", "50100", "fi", "Mikkeli (50100)"),
        ("491", "50100", "sv", "S:t Michel (50100)"),
        ("491", "50670", "fi", "Mikkeli, Otava (50670)"),
        ("491", "50670", "sv", "S:t Michel, Otava (50670)"),
        ("999", "12345", "fi", "999 (12345)"),
    ],
)
def test_an_area_is_named_no_closer_than_its_postal_code(
    municipality: str, postal_code: str, language: str, said: str
) -> None:
    assert area(municipality, postal_code, language) == said


def test_times_are_finnish_times() -> None:
    moment = datetime(2026, 11, 25, 9, 5, tzinfo=UTC)

    assert Words(SHOWN.catalogues).time(moment, Language.FINNISH) == "25.11.2026 klo 11.05"

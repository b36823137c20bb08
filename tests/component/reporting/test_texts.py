"""Every text exists in every language, and every code an event can hold has words."""

from datetime import UTC, datetime
from enum import StrEnum

import pytest
from babel.messages.pofile import read_po

from services.reporting.app import pages_of
from services.reporting.domain.model import RequestState
from services.reporting.web.wording import GROUPS, Wording
from shared.contracts.words import Language
from shared.web.catalogues import missing_texts
from tests.support.reporting.page import CONTACT, HERE

LOCALES = HERE / "locales"


@pytest.mark.parametrize("language", list(Language))
def test_the_catalogue_is_complete(language: Language) -> None:
    assert missing_texts(LOCALES, language) == []


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(GROUPS), ids=lambda kind: kind.__name__)
def test_every_code_has_words(language: Language, kind: type[StrEnum]) -> None:
    wording = Wording(pages_of(CONTACT).catalogues, language)

    unsaid = [code for code in kind if f"{GROUPS[kind]}.{code}" not in _ids(language)]

    assert unsaid == []
    assert all(wording.code(GROUPS[kind], code) for code in kind)


@pytest.mark.parametrize("language", list(Language))
def test_every_state_has_words(language: Language) -> None:
    assert {f"state.{state}" for state in RequestState} <= _ids(language)


def test_a_code_without_words_is_shown_as_it_is() -> None:
    wording = Wording(pages_of(CONTACT).catalogues, Language.FINNISH)

    assert wording.code("reason", "brand_new") == "brand_new"
    assert wording.place("999") == "999"


@pytest.mark.parametrize(
    ("language", "number", "hours"),
    [
        (Language.FINNISH, "1\xa0204,5", "0,8"),
        (Language.SWEDISH, "1\xa0204,5", "0,8"),
        (Language.ENGLISH, "1,204.5", "0.8"),
    ],
)
def test_numbers_are_written_as_the_readers_do(language: Language, number: str, hours: str) -> None:
    wording = Wording(pages_of(CONTACT).catalogues, language)

    assert wording.number(1204.5) == number
    assert wording.hours(45) == hours


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (Language.FINNISH, "25.11.2026 klo 10.05.07"),
        (Language.SWEDISH, "25.11.2026 kl. 10.05.07"),
        (Language.ENGLISH, "25 November 2026 at 10:05:07"),
    ],
)
def test_a_moment_is_written_to_the_second(language: Language, written: str) -> None:
    moment = datetime(2026, 11, 25, 8, 5, 7, tzinfo=UTC)

    assert Wording(pages_of(CONTACT).catalogues, language).moment(moment) == written


def _ids(language: Language) -> set[str]:
    file = LOCALES / language / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as stream:
        return {str(message.id) for message in read_po(stream)}

"""Every text exists in every language, and every code an event can hold has words."""

from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from services.reporting.app import SERVICE
from services.reporting.figures.model.facts import RequestState
from services.reporting.reports.wording.values import GROUPS, ReportWording
from shared.contracts.words import Language
from shared.web.catalogues import KIT, missing_texts
from tests.support.reporting.page import CONTACT, HERE

LOCALES = HERE / "locales"


@pytest.mark.parametrize("language", list(Language))
def test_the_catalogue_is_complete(language: Language) -> None:
    assert missing_texts(LOCALES, language) == []


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(GROUPS), ids=lambda kind: kind.__name__)
def test_every_code_has_words(language: Language, kind: type[StrEnum]) -> None:
    wording = ReportWording(SERVICE.pages(CONTACT).catalogues, language)

    unsaid = [code for code in kind if f"{GROUPS[kind]}.{code}" not in _ids(language)]

    assert unsaid == []
    assert all(wording.code(GROUPS[kind], code) for code in kind)


@pytest.mark.parametrize("language", list(Language))
def test_every_state_has_words(language: Language) -> None:
    assert {f"state.{state}" for state in RequestState} <= _ids(language)


def test_a_code_without_words_is_other_and_a_place_stays_its_code() -> None:
    wording = ReportWording(SERVICE.pages(CONTACT).catalogues, Language.FINNISH)

    assert wording.code("reason", "brand_new") == "muu (brand_new)"
    assert wording.place("999") == "999"


def _ids(language: Language) -> set[str]:
    return set().union(*(_ids_in(folder, language) for folder in (LOCALES, KIT)))


def _ids_in(folder: Path, language: Language) -> set[str]:
    file = folder / language / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as stream:
        return {str(message.id) for message in read_po(stream)}

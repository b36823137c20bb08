"""Places, numbers and moments are written as readers of each language write them."""

from datetime import UTC, datetime

import pytest

from shared.contracts.words import Language
from shared.web.catalogues import KIT, read_catalogues
from shared.web.wording import Wording, area, name_of, place_of

NO_TEXTS = read_catalogues([])


def test_a_place_is_named_in_the_reader_s_language() -> None:
    assert place_of("50100", Language.SWEDISH) == name_of("491", Language.SWEDISH) == "S:t Michel"


def test_a_code_nobody_knows_stays_a_code_and_a_postal_code_stays_unsaid() -> None:
    assert name_of("999", Language.FINNISH) == "999"
    assert place_of("00000", Language.FINNISH) == ""


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


@pytest.mark.parametrize(("language", "other"), [("fi", "muu"), ("sv", "annat"), ("en", "other")])
def test_a_code_of_a_later_version_is_other_with_the_code_behind(language: str, other: str) -> None:
    wording = Wording(read_catalogues([KIT]), Language(language))

    assert wording.code("category", "sauna_heating") == f"{other} (sauna_heating)"
    assert other not in wording.code("category", "groceries")


@pytest.mark.parametrize(
    ("language", "number", "hours"),
    [
        (Language.FINNISH, "1\xa0204,5", "0,8"),
        (Language.SWEDISH, "1\xa0204,5", "0,8"),
        (Language.ENGLISH, "1,204.5", "0.8"),
    ],
)
def test_numbers_are_written_as_the_readers_do(language: Language, number: str, hours: str) -> None:
    wording = Wording(NO_TEXTS, language)

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

    assert Wording(NO_TEXTS, language).moment(moment) == written

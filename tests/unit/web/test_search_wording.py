"""How a search stands is said in every language, one by its number."""

import pytest

from shared.contracts.words import SPOKEN, Language
from shared.search_summary import Opening, Part, Summary
from shared.web.catalogues import KIT, read_catalogues
from shared.web.search_wording import SearchWording

CATALOGUES = read_catalogues([KIT])
WHOLE = Summary(dict(zip(Part, (12, 7, 2, 3, 1, 2, 4), strict=True)))


def said(summed: Summary, language: Language = Language.FINNISH) -> str:
    return SearchWording(CATALOGUES, language).search(summed)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            Language.FINNISH,
            (
                "12 sopii, 7 on saanut kysymyksen, 2 miettii, 3 kieltäytyi, 1 ei vastannut, "
                "2 on saavuttanut viikkorajansa, 4 on saanut paljon kysymyksiä viime aikoina"
            ),
        ),
        (
            Language.SWEDISH,
            (
                "12 passar, 7 har tillfrågats, 2 funderar, 3 har tackat nej, 1 svarade inte, "
                "2 har nått sin veckogräns, 4 har tillfrågats ofta på sistone"
            ),
        ),
        (
            Language.ENGLISH,
            (
                "12 fit, 7 asked, 2 thinking it over, 3 declined, 1 did not answer, "
                "2 at their weekly limit, 4 asked often lately"
            ),
        ),
    ],
)
def test_every_count_is_told(language: Language, sentence: str) -> None:
    assert said(WHOLE, language) == sentence


def test_that_nobody_was_asked_is_said_in_words() -> None:
    told = Summary({Part.FITTING: 12, Part.ASKED: 0})

    assert said(told) == "12 sopii, keneltäkään ei ole kysytty"


@pytest.mark.parametrize(
    ("opening", "sentence"),
    [
        (Opening.NOT_YET, "Ketään ei ole vielä valittu, 1 ei vastannut"),
        (Opening.NOBODY_FITS, "Kukaan lähellä ei sovi, 1 ei vastannut"),
        (Opening.NOT_FOR_VOLUNTEERS, "Tehtävä ei ole vapaaehtoisille, 1 ei vastannut"),
    ],
)
def test_a_sentence_begins_with_why_nobody_fits(opening: Opening, sentence: str) -> None:
    assert said(Summary({Part.SILENT: 1}, opening)) == sentence


@pytest.mark.parametrize("language", SPOKEN)
def test_every_part_and_opening_has_words_in_the_kit(language: Language) -> None:
    known = CATALOGUES.texts[language]

    assert {f"search.{code}" for code in (*Part, *Opening, "asked_nobody")} <= known.keys()

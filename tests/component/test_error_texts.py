"""What is wrong with a field is heard as what it is, on the forms of every service."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from shared.contracts.words import OFFERED, Language
from shared.web.pages import open_pages
from tests.support.serving import browser_of
from tests.support.web.showcase import CONTACT, showcase

SERVICES: Final = Path(__file__).parents[2] / "services"
BY_HAND: Final = re.compile(
    r"govuk-error-message|govukErrorMessage|visuallyHiddenText|kit\.error\b"
)
GIVEN: Final = re.compile(r'"errorMessage": (?!as_error\()')
HEARD: Final = {
    Language.FINNISH: "Virhe",
    Language.SWEDISH: "Fel",
    Language.ENGLISH: "Error",
    Language.SIMPLE_FINNISH: "Virhe",
}


def spoken(page: str) -> Iterator[str]:
    """Give each error text of a page as a screen reader reads it."""
    for found in re.findall(r'<p id="[\w-]+-error"[^>]*>(.*?)</p>', page, re.DOTALL):
        yield " ".join(re.sub(r"<[^>]+>", "", found).split())


def test_no_service_writes_what_is_heard_before_an_error_itself() -> None:
    templates = list(SERVICES.glob("*/*/templates/*.html"))
    by_hand = [
        f"{file.relative_to(SERVICES)}: {found[0]}"
        for file in templates
        for pattern in (BY_HAND, GIVEN)
        for found in pattern.finditer(file.read_text(encoding="utf-8"))
    ]

    assert len(templates) > 60
    assert by_hand == [], "error_message and as_error of the kit do"


@pytest.mark.long
@pytest.mark.parametrize("language", OFFERED)
async def test_a_macro_of_govuk_says_once_that_it_is_an_error(language: Language) -> None:
    async with browser_of(showcase()) as visitor:
        answer = await visitor.post(f"/{language}/kysymys")

    texts = open_pages(rooms={}, texts=[], contact=CONTACT).catalogues
    wrong = [texts.text(language, text) for text in ("problem.404.title", "problem.405.title")]
    assert list(spoken(answer.text)) == [f"{HEARD[language]}: {words}" for words in wrong]
    assert f"<title>{HEARD[language]}: " in answer.text


@pytest.mark.parametrize("language", OFFERED)
def test_a_field_of_our_own_says_the_same(language: Language) -> None:
    pages = open_pages(rooms={}, texts=[], contact=CONTACT)
    kit = pages.environment.get_template("kit.html")
    module = kit.make_module({"_": lambda text: pages.text(language, text)})

    assert list(spoken(module.error_message("phone", "x"))) == [f"{HEARD[language]}: x"]  # type: ignore[attr-defined]
    assert module.error_message("phone", "").strip() == ""  # type: ignore[attr-defined]

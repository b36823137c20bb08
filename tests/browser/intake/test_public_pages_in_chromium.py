"""The pages about the network, in a real browser."""

import pytest
from playwright.async_api import Browser

from tests.support.intake.walk import walk
from tests.support.looks import OFFERED, Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")
_LANGUAGES = """() => [...document.querySelectorAll(".pk-languages li > *")]
  .map(part => part.getBoundingClientRect())
  .map(({left, top, width, height}) => [left, top, width, height])"""
PATHS = ("keita-olemme", "tila", "tietosuoja", "saavutettavuus")


@seen("about")
async def test_the_pages_about_the_network_keep_nobody_out(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        for path in PATHS:
            await person.open(f"/{path}", f"about-{path}")


@pytest.mark.parametrize("language", OFFERED)
async def test_the_languages_stand_alike_whether_they_are_links_or_buttons(
    browser: Browser, language: str
) -> None:
    async with walk(browser, Look(language)) as person:
        places = []
        for path in ("", "/apua/vaara"):
            await person.go(path)
            places.append(await person.page.evaluate(_LANGUAGES))

        assert places[0] == places[1]

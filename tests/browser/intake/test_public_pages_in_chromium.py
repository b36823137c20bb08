"""The pages about the network, in a real browser."""

import pytest
from playwright.async_api import Browser

from tests.support.intake.walk import OLD_PHONE, VIEWS, walk

pytestmark = pytest.mark.asyncio(loop_scope="session")
PATHS = ("keita-olemme", "tila", "tietosuoja", "saavutettavuus")


@pytest.mark.parametrize(("language", "width"), [*VIEWS, ("fi", OLD_PHONE)])
async def test_the_pages_about_the_network_keep_nobody_out(
    browser: Browser, language: str, width: int
) -> None:
    async with walk(browser, language, width, scripts=False) as person:
        for path in PATHS:
            await person.open(f"/{path}", f"about-{path}")

"""A language from right to left: the pages are mirrored, and offered by the setting alone."""

import pytest
from playwright.async_api import Browser

from shared.contracts.words import Language
from tests.support.intake.page_world import ask, link_of
from tests.support.intake.walk import Walk, show_all_the_same, walk
from tests.support.looks import OLD_PHONE, Look

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def is_mirrored(person: Walk) -> bool:
    """Say whether the name of the network stands on the right."""
    name = await person.page.locator(".pk-header__name").bounding_box()
    width = await person.page.evaluate("document.documentElement.clientWidth")
    direction = await person.page.locator("html").get_attribute("dir")
    return direction == "rtl" and name is not None and name["x"] + name["width"] > width * 0.8


async def test_the_pages_are_mirrored(browser: Browser) -> None:
    async with walk(browser, Look("ar", OLD_PHONE, scripts=False)) as person:
        await ask(person.world)
        paths = ("", "/apua/soita-112", "/apua/vaara", f"/p/{link_of(person.world)}")
        for path in paths:
            await person.go(path)
            assert await is_mirrored(person), path
        await person.go("/apua/vaara")
        await person.press()
        assert await is_mirrored(person)


async def test_without_the_setting_the_same_address_is_finnish(browser: Browser) -> None:
    async with walk(browser, Look()) as person:
        person.language = "ar"
        await person.go("")
        assert await person.page.locator("html").get_attribute("dir") == "ltr"
        assert await person.page.locator("html").get_attribute("lang") == "fi"

        show_all_the_same(person.world, Language.ARABIC)
        await person.go("")
        assert await person.page.locator("html").get_attribute("lang") == "ar"

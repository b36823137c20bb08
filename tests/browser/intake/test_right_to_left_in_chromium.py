"""A language from right to left: the form's pages are mirrored and keep nobody out."""

from dataclasses import replace

import pytest
from playwright.async_api import Browser

from shared.contracts.words import Language
from tests.support.browser import PHONE
from tests.support.intake.walk import OLD_PHONE, Walk, walk

pytestmark = pytest.mark.asyncio(loop_scope="session")
ANSWERS = (
    *(("danger", "no"), ("whom", "no"), ("need", "groceries")),
    *(("payment", "shop_bills"), ("urgency", "today")),
)


def shown_all_the_same(person: Walk) -> None:
    """Set what `INTAKE_PREVIEW_LANGUAGES` sets."""
    pages = person.world.app.state.pages
    languages = [*pages.languages, Language.ARABIC]
    person.world.app.state.pages = replace(pages, languages=languages)


async def is_mirrored(person: Walk) -> bool:
    """Say whether the name of the network stands on the right."""
    name = await person.page.locator(".pk-header__name").bounding_box()
    width = await person.page.evaluate("document.documentElement.clientWidth")
    direction = await person.page.locator("html").get_attribute("dir")
    return direction == "rtl" and name is not None and name["x"] + name["width"] > width * 0.8


async def answer_what_is_chosen(person: Walk) -> None:
    """Answer the questions with one choice, each first wrongly."""
    for name, value in ANSWERS:
        await person.press()
        await person.look(f"{name}-wrong")
        assert await is_mirrored(person)
        await person.choose(value)


async def answer_what_is_typed(person: Walk) -> None:
    """Answer where and how, each first wrongly; who reads Arabic is helped in another language."""
    for name, field, said in (
        ("where", "postal_code", "50100"),
        ("contact", "phone", "0401234567"),
    ):
        await person.look(name)
        await person.press()
        await person.look(f"{name}-wrong")
        await person.page.fill(f"#{field}", said)
        if name == "contact":
            await person.page.check("input[name=language][value=fi]")
        await person.press()


@pytest.mark.parametrize("width", [OLD_PHONE, PHONE])
async def test_the_form_from_right_to_left_keeps_nobody_out(browser: Browser, width: int) -> None:
    async with walk(browser, "ar", width) as person:
        shown_all_the_same(person)
        await person.open("", "landing")
        assert await is_mirrored(person)
        await person.open("/apua/soita-112", "call-112")
        await person.open("/apua/vaara", "danger")
        await answer_what_is_chosen(person)
        await answer_what_is_typed(person)
        for name in ("words", "check"):
            await person.look(name)
            await person.press()
        await person.look("done")
        assert await is_mirrored(person)


async def test_without_the_setting_the_same_address_is_finnish(browser: Browser) -> None:
    async with walk(browser, "ar", PHONE) as person:
        await person.open("", "landing-not-offered")

        assert await person.page.locator("html").get_attribute("dir") == "ltr"
        assert await person.page.locator("html").get_attribute("lang") == "fi"

"""What help is needed: short on a phone, and every need is reached without a script."""

import pytest
from playwright.async_api import Browser

from tests.support.browser import PHONE
from tests.support.intake.journey import WIDTHS
from tests.support.intake.walk import walk

pytestmark = pytest.mark.asyncio(loop_scope="session")
SCREENS = 1.5
"""Of 360 by 800 pixels, down to the foot that every page has."""


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_the_needs_fit_a_phone_and_the_others_open_by_a_press(
    browser: Browser, language: str
) -> None:
    async with walk(browser, language, PHONE, scripts=False) as person:
        await person.page.goto(f"{person.origin}/{language}/apua/vaara")
        for value in ("no", "no"):
            await person.choose(value)
        height = await person.page.evaluate("document.querySelector('footer').offsetTop")
        for width in WIDTHS:
            await person.page.set_viewport_size({"width": width, "height": 800})
            await person.look(f"need-{width}")
        await person.page.locator("main summary").click()
        await person.look("need-opened")
        await person.fill_in({"category": "pharmacy pet_care"})
        await person.page.go_back()
        is_ticked = await person.page.is_checked("input[value=pet_care]")

    assert height <= SCREENS * 800, height
    assert is_ticked


@pytest.mark.parametrize("path", ["", "/apua/vaara", "/huoli"])
async def test_four_languages_stand_in_one_row_of_a_phone_as_links_or_as_buttons(
    browser: Browser, path: str
) -> None:
    async with walk(browser, "fi", PHONE, scripts=False) as person:
        await person.page.goto(f"{person.origin}/fi{path}")
        items = await person.page.locator(".pk-languages li").all()
        boxes = [await item.bounding_box() for item in items]

    assert len(boxes) > 3
    assert len({round(box["y"]) for box in boxes if box}) == 1

"""What help is needed: short on a phone, and every need is reached without a script."""

import pytest
from playwright.async_api import Browser

from tests.support.intake.walk import walk
from tests.support.looks import PHONE, Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")
SCREENS = 1.5
"""Of 360 by 800 pixels, down to the foot that every page has."""


@seen("need")
async def test_the_needs_fit_a_phone_and_the_others_open_by_a_press(
    browser: Browser, look: Look
) -> None:
    async with walk(browser, look) as person:
        await person.come_to("tarve")
        await person.page.set_viewport_size({"width": PHONE, "height": 800})
        height = await person.page.evaluate("document.querySelector('footer').offsetTop")
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
    async with walk(browser, Look(scripts=False)) as person:
        await person.go(path)
        items = await person.page.locator(".pk-languages li").all()
        boxes = [await item.bounding_box() for item in items]

    assert len(boxes) > 3
    assert len({round(box["y"]) for box in boxes if box}) == 1

"""An operator takes calls in a real browser: by keyboard alone, at a desk and on a small screen."""

from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, Page

from services.intake.requests.model import State
from shared.contracts.words import StaffRole
from tests.support.intake.walk import Walk, sign_in_as, walk
from tests.support.looks import DESK, Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

MOST_STROKES = 25
"""Of a whole call, besides the letters and digits that the caller says."""


@dataclass
class Keys:
    """A keyboard that counts what the caller did not say."""

    page: Page
    strokes: int = 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)
            self.strokes += 1

    async def to(self, field: str) -> None:
        """Go on with Tab until a field is reached."""
        while await self.page.evaluate('document.activeElement.id || ""') != field:
            await self.press("Tab")
            assert self.strokes <= 2 * MOST_STROKES, field

    async def say(self, field: str, words: str) -> None:
        await self.to(field)
        await self.page.keyboard.type(words)

    async def pick(self, field: str, down: int = 1) -> None:
        await self.to(field)
        await self.press(*["ArrowDown"] * down)


async def at_the_phone(person: Walk) -> Keys:
    await sign_in_as(person, StaffRole.OPERATOR)
    await person.go("/ops")
    await person.page.locator("main :focus").wait_for()
    return Keys(person.page)


async def press(person: Walk, value: str, name: str) -> None:
    """Press, and look when another page is there, or its middle anew."""
    await person.page.evaluate("() => { document.querySelector('#main').dataset.seen = 1 }")
    await person.page.locator(f"main button[value={value}]").first.click()
    await person.page.locator("#main:not([data-seen])").wait_for()
    await person.look_as_staff(name)


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_whole_call_is_taken_by_keyboard_alone_with_few_strokes(
    browser: Browser, scripts: bool
) -> None:
    async with walk(browser, Look("fi", DESK, scripts)) as person:
        keys, page = await at_the_phone(person), person.page
        await keys.press("Enter")
        await page.wait_for_url("**/ops/*-*")
        await keys.say("phone", "0401234567")
        await keys.say("first_name", "Aino")
        await keys.to("notice")
        await keys.press("Space")
        await keys.pick("category")
        await keys.pick("urgency")
        await keys.pick("payment")
        await keys.say("postal_code", "50100")
        await keys.say("street", "Porrassalmenkatu 1")
        await keys.say("text", "Maitoa")
        await keys.press("Tab", "Tab", "Tab", "Enter")
        await page.wait_for_url("**/loppu*")

        (request,) = person.world.store.state.requests.values()
        assert request.plea.contact.street == "Porrassalmenkatu 1"
        assert request.stored.reference in await page.locator("main").inner_text()
        assert keys.strokes <= MOST_STROKES, keys.strokes


@seen("calls")
async def test_the_pages_of_calls_keep_nobody_out(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        page = person.page
        await at_the_phone(person)
        await person.look_as_staff("calls")
        await press(person, "inbound", "call")
        for summary in await page.locator("main summary").all():
            await summary.click()
        await person.look_as_staff("call-unfolded")
        await press(person, "new_request", "call-wrong")
        await page.fill("#phone", "0401234567")
        await page.select_option("#category", "pharmacy")
        await press(person, "like", "call-like")
        await press(person, "soittakaa", "call-in-danger")
        await page.select_option("#outcome", "handed_over")
        await press(person, "end", "call-ended")

        (request,) = person.world.store.state.requests.values()
        assert request.stored.state is State.ESCALATED

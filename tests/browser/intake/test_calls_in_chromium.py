"""An operator takes calls in a real browser: by keyboard alone, at a desk and on a small screen."""

import pytest
from playwright.async_api import Browser

from services.intake.requests.model import State
from tests.support.intake.at_the_phone import MOST_STROKES, at_the_phone
from tests.support.intake.walk import Walk, walk
from tests.support.looks import DESK, Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def press(person: Walk, value: str, name: str) -> None:
    await person.press_anew(f"button[value={value}]")
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
        for field in ("category", "urgency", "payment"):
            await keys.pick(field, "ArrowDown")
        await keys.say("postal_code", "50100")
        await keys.say("street", "Porrassalmenkatu 1")
        await keys.say("text", "Maitoa")
        await keys.to_button("new_request")
        await keys.press("Enter")
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

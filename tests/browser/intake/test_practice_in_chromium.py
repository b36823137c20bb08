"""Whoever is new practises a call, at a desk and on a small screen."""

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.activations import ASLEEP
from tests.support.intake.walk import sign_in_as, walk
from tests.support.looks import DESK, Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

PRACTICE = "/ops/harjoitus"


@seen("practice")
async def test_the_pages_of_practice_keep_nobody_out_while_the_network_sleeps(
    browser: Browser, look: Look
) -> None:
    async with walk(browser, look) as person:
        page = person.page
        person.world.stand(ASLEEP)
        await sign_in_as(person, StaffRole.OPERATOR)
        await person.go("/ops")
        await person.press_anew("button[value=inbound]")
        await person.look_as_staff("call-asleep")
        await page.locator("main form a").click()
        await page.wait_for_url(f"**{PRACTICE}")
        await person.look_as_staff("practice-callers")
        await person.go(f"{PRACTICE}/groceries")
        await page.locator("main summary").first.click()
        await person.look_as_staff("practice-call")
        await page.locator("main button[value=done]").click()
        await page.locator("main ul li").first.wait_for()
        await person.look_as_staff("practice-missed")


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_caller_who_called_before_is_found_and_added_to(
    browser: Browser, scripts: bool
) -> None:
    async with walk(browser, Look("fi", DESK, scripts)) as person:
        page = person.page
        await sign_in_as(person, StaffRole.OPERATOR)
        await person.go(f"{PRACTICE}/known")
        await page.fill("#phone", "040 222 3344")
        await page.select_option("#urgency", "today")
        await page.check("#notice")
        await page.locator("main button[value=like]").click()
        await page.locator("main button[name=attach]").click()
        await page.get_by_text("Kaikki tarpeellinen").wait_for()

        assert person.world.store.state.calls == {}

"""Who answers now, what whoever calls can expect, and a professional who asks, in Chromium."""

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.intake.supply.building import supply_reported
from tests.support.intake.walk import sign_in_as, walk
from tests.support.looks import DESK, PHONE, Look

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("look", [Look("fi", DESK), Look("fi", PHONE)], ids=["desk", "phone"])
async def test_an_operator_goes_to_the_phone_and_says_what_can_be_expected(
    browser: Browser, look: Look
) -> None:
    async with walk(browser, look) as person:
        page = person.page
        await person.world.react(supply_reported(1, 10, 180))
        await sign_in_as(person, StaffRole.OPERATOR)
        await person.open_as_staff("/ops", "shifts-off")
        await person.press_anew('button[value="at_phone"]')
        await person.look_as_staff("shifts-at-phone")
        await person.press_anew('button[value="inbound"]')
        await page.fill("#postal_code", "50100")
        await page.select_option("#category", "groceries")
        await page.select_option("#urgency", "within_2_days")
        await page.select_option("#caller", "professional")
        await person.press_anew('button[value="save"]')
        await person.look_as_staff("expected")

        assert "Noin 10 auttajaa" in await page.inner_text('[aria-labelledby="expected"]')

        await page.locator("main summary").first.click()
        await page.locator("#organisation").wait_for()
        await person.look_as_staff("referrer")

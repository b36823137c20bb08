"""A partner's member asks for somebody and follows it, in a real browser."""

from uuid import uuid4

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.intake.walk import Walk, sign_in_as, walk
from tests.support.looks import Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def send(person: Walk) -> None:
    async with person.page.expect_navigation():
        await person.page.locator("main form button.govuk-button").last.click()


@seen("partner requests")
async def test_a_member_asks_for_somebody_and_sees_how_it_goes(
    browser: Browser, look: Look
) -> None:
    async with walk(browser, look) as person:
        house = uuid4()
        await sign_in_as(person, StaffRole.PARTNER_MEMBER, organisation_id=house)
        await person.open_as_staff(f"/pyynnot/{house}", "partner-requests-none")
        await person.page.locator("main a.govuk-button").click()
        await person.look_as_staff("partner-request")
        await send(person)
        await person.look_as_staff("partner-request-missing")
        await person.page.locator("#consent").check()
        for field, words in (
            ("phone", "040 123 4567"),
            ("postal_code", "50100"),
            ("street", "Porrassalmenkatu 1"),
            ("asker_name", "Mari"),
            ("organisation", "Ruoka-apu ry"),
            ("asker_phone", "040 111 2223"),
        ):
            await person.page.fill(f"#{field}", words)
        await person.page.locator("#category").select_option("pet_care")
        await person.page.locator("#urgency").select_option("within_2_days")
        await send(person)
        await person.look_as_staff("partner-requests")

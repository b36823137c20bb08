"""The list of those who need a person, and the page of duty, in a real browser."""

import pytest
from playwright.async_api import Browser

from services.intake.attention.model import AttentionReason
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import ask
from tests.support.intake.walk import Walk, staff_walk
from tests.support.looks import Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

R = AttentionReason


async def settle(person: Walk) -> None:
    """Say what came of it: first nothing, then that nobody answered."""
    page, done = person.page, "form[action$=hoidettu] button"
    await page.locator(done).click()
    await person.look_as_staff("duty-no-outcome")
    await page.locator(".govuk-error-summary a").click()
    await page.locator("input[value=not_reached]").check()
    await page.locator(done).click()
    await person.look_as_staff("duty-later")


@seen("call list")
async def test_somebody_is_taken_opened_and_settled(browser: Browser, look: Look) -> None:
    async with staff_walk(browser, look, StaffRole.COORDINATOR) as person:
        page, store = person.page, person.world.store
        story = await ask(person.world)
        async with store.begin() as work:
            for reason in (R.DANGER_CALL_ME, R.TELL_CODE_WORD):
                await work.attention.call_person(story.request_id, reason)
        await person.open_as_staff("/taulu", "duty-board")
        await page.locator("section[aria-labelledby=people] a").first.click()
        await person.look_as_staff("duty-free")
        await page.locator("main section.pk-card button").click()
        await person.look_as_staff("duty-mine")
        await page.locator("button[name=reason]").first.click()
        await person.look_as_staff("duty-opened")
        assert "Aino" in await page.locator("main").inner_text()
        await page.go_back()
        await settle(person)

    assert [look.reason for look in store.state.looks] == ["safety"]


@seen("duty")
async def test_somebody_goes_on_duty(browser: Browser, look: Look) -> None:
    async with staff_walk(browser, look, StaffRole.COORDINATOR) as person:
        page = person.page
        await person.go("/istunnot")
        await page.locator("main a[href$=vuoro]").click()
        await page.locator("button[value=on]").click()
        await person.look_as_staff("duty-no-address")
        await page.fill("#email", "kaisa@esimerkki.fi")
        await page.locator("form[action$=osoite] button").click()
        await page.locator("button[value=on]").click()
        await person.look_as_staff("duty-on")
        await person.open_as_staff("/paivystys", "duty-nobody-waits")
        assert "Kaisa" in await page.locator("main").inner_text()

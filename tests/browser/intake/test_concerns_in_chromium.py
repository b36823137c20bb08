"""Something was wrong, in a real browser: without scripts, on old phones, for lead and deputy."""

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.intake.concerns.building import TYPED
from tests.support.intake.page_world import ask, assign, link_of
from tests.support.intake.walk import Walk, staff_walk, walk
from tests.support.looks import OLD_PHONE, Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def tell(person: Walk) -> None:
    for name, text in TYPED.items():
        if await person.page.locator(f"#{name}").count():
            await person.page.fill(f"#{name}", text)
    await person.press()


async def test_whoever_asked_says_without_scripts_that_something_was_wrong(
    browser: Browser,
) -> None:
    async with walk(browser, Look("fi", OLD_PHONE, scripts=False)) as person:
        await ask(person.world)
        await person.go(f"/p/{link_of(person.world)}")
        # the one way at the end of every page, which leads on with this request
        await person.page.locator("a[href$='/huoli']").click()
        await person.press()
        assert await person.page.locator(".govuk-error-summary").is_visible()
        await tell(person)

        assert person.page.url.endswith("/fi/huoli/kiitos")
    (kept,) = person.world.store.state.concerns.values()
    (request,) = person.world.store.state.requests.values()
    assert kept.words.reference == request.stored.reference


@seen("concern")
async def test_the_pages_of_a_concern_keep_nobody_out(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        await person.open("/huoli", "concern")
        await person.press()
        await person.look("concern-empty")
        await tell(person)
        await person.look("concern-sent")
        await assign(person.world, await ask(person.world))
        await person.go("/yhteys/access-token")
        await person.press()
        await person.page.locator("footer a[href$='/huoli']").click()
        await person.look("concern-of-helper")


@seen("lead")
async def test_the_pages_of_lead_and_deputy_keep_nobody_out(browser: Browser, look: Look) -> None:
    async with staff_walk(browser, look, StaffRole.SAFEGUARDING_DEPUTY) as person:
        await person.go("/huoli")
        await tell(person)
        await person.open_as_staff("/huolet", "concerns")
        await person.page.locator("main ul button").click()
        await person.look_as_staff("concern-opened")
        await person.page.locator("#outcome-passed_on").check()
        await person.fill_in({"note": "Soitin hänelle"})
        await person.look_as_staff("concerns-closed")

"""Something was wrong, in a real browser: without scripts, on old phones, for lead and deputy."""

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.browser import PHONE, answer_passkey
from tests.support.intake.concerns.building import TYPED
from tests.support.intake.page_world import KAISAS, ask, assign, link_of, staffed
from tests.support.intake.walk import OLD_PHONE, VIEWS, Walk, walk

pytestmark = pytest.mark.asyncio(loop_scope="session")
OLD_AND_NEW = (("fi", OLD_PHONE), ("sv", PHONE), ("en", PHONE))


async def tell(person: Walk) -> None:
    for name, text in TYPED.items():
        if await person.page.locator(f"#{name}").count():
            await person.page.fill(f"#{name}", text)
    await person.press()


@pytest.mark.parametrize(("language", "width"), OLD_AND_NEW)
async def test_whoever_asked_says_without_scripts_that_something_was_wrong(
    browser: Browser, language: str, width: int
) -> None:
    async with walk(browser, language, width, scripts=False) as person:
        await ask(person.world)
        await person.page.goto(f"{person.origin}/{language}/p/{link_of(person.world)}")
        await person.page.locator("main a[href$='/huoli']").click()
        await person.press()
        assert await person.page.locator(".govuk-error-summary").is_visible()
        await tell(person)

        assert person.page.url.endswith(f"/{language}/huoli/kiitos")
    (kept,) = person.world.store.state.concerns.values()
    (request,) = person.world.store.state.requests.values()
    assert kept.words.reference == request.stored.reference


@pytest.mark.parametrize(("language", "width"), [*VIEWS, ("fi", OLD_PHONE)])
async def test_the_pages_of_a_concern_keep_nobody_out(
    browser: Browser, language: str, width: int
) -> None:
    async with walk(browser, language, width) as person:
        await person.open("/huoli", "concern")
        await person.press()
        await person.look("concern-empty")
        await tell(person)
        await person.look("concern-sent")


@pytest.mark.parametrize(("language", "width"), VIEWS)
async def test_the_word_and_the_way_to_say_so_are_seen_by_both_sides(
    browser: Browser, language: str, width: int
) -> None:
    async with walk(browser, language, width) as person:
        story = await ask(person.world)
        status = f"/p/{link_of(person.world)}"
        await person.open(status, "word-before")
        await assign(person.world, story)
        await person.open(status, "word-with-helper")
        await person.open("/yhteys/access-token", "card-button")
        await person.press()
        await person.look("card")
        await person.page.locator("main a[href$='/huoli']").click()
        await person.look("concern-of-helper")


@pytest.mark.parametrize(("language", "width"), VIEWS)
async def test_the_pages_of_lead_and_deputy_keep_nobody_out(
    browser: Browser, language: str, width: int
) -> None:
    async with walk(browser, language, width) as person:
        staffed(person.world, StaffRole.SAFEGUARDING_DEPUTY)
        await person.open("/huoli", "concern-again")
        await tell(person)
        await person.open("/kirjaudu", "sign-in-deputy")
        await person.page.fill("#name", "kaisa")
        await person.page.fill("#password", "oikea")
        await person.press()
        await answer_passkey(person.page, KAISAS)
        await person.page.goto(f"{person.origin}/{language}/huolet")
        await person.look_as_staff("concerns")
        await person.page.locator("main ul button").click()
        await person.look_as_staff("concern-opened")
        await person.page.fill("#note", "Soitin hänelle")
        await person.page.locator("#outcome-passed_on").check()
        await person.press()
        await person.look_as_staff("concerns-closed")

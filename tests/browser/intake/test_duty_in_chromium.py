"""The list of those who need a person, and the page of duty, in a real browser without scripts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser

from services.intake.attention.model import AttentionReason
from shared.contracts.words import StaffRole
from tests.support.browser import DESK, PHONE, Visitor, signed_in
from tests.support.intake.page_world import PageWorld, ask, sign_in, staffed

pytestmark = pytest.mark.asyncio(loop_scope="session")

VIEWS = (("fi", 320), ("sv", PHONE), ("en", DESK))
R = AttentionReason


@asynccontextmanager
async def on_duty(
    browser: Browser, world: PageWorld, width: int
) -> AsyncIterator[tuple[Visitor, str]]:
    """Open the browser of somebody who signed in."""
    staffed(world, StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        token = visitor.cookies["porukalla"]
    async with signed_in(browser, world.app, token, width=width) as (person, origin):
        yield person, origin


async def look(person: Visitor, name: str, language: str) -> None:
    await person.picture(f"duty-{language}-{name}")
    assert await person.violations() == [], name
    assert not await person.is_too_wide(), name
    assert await person.small_targets() == [], name
    assert await person.page.locator("h1").count() == 1, name


async def settle(person: Visitor, language: str) -> None:
    """Say what came of it: first nothing, then that nobody answered."""
    page, done = person.page, "form[action$=hoidettu] button"
    await page.locator(done).click()
    await look(person, "no-outcome", language)
    await page.locator(".govuk-error-summary a").click()
    await page.locator("input[value=not_reached]").check()
    await page.locator(done).click()
    await look(person, "later", language)


@pytest.mark.parametrize(("language", "width"), VIEWS)
async def test_somebody_is_taken_opened_and_settled(
    browser: Browser, language: str, width: int
) -> None:
    world = PageWorld()
    story = await ask(world)
    async with world.store.begin() as work:
        for reason in (R.DANGER_CALL_ME, R.TELL_CODE_WORD):
            await work.attention.call_person(story.request_id, reason)
    async with on_duty(browser, world, width) as (person, origin):
        page, base = person.page, f"{origin}/{language}"
        await page.goto(f"{base}/taulu")
        await person.picture(f"duty-{language}-board")
        assert await person.violations() == []
        await page.locator("section[aria-labelledby=people] a").first.click()
        await look(person, "free", language)
        await page.locator("main section.pk-card button").click()
        await look(person, "mine", language)
        await page.locator("button[name=reason]").first.click()
        await look(person, "opened", language)
        assert "Aino" in await page.locator("main").inner_text()
        await page.go_back()
        await settle(person, language)

    assert [look.reason for look in world.store.state.looks] == ["safety"]


@pytest.mark.parametrize(("language", "width"), VIEWS)
async def test_somebody_goes_on_duty(browser: Browser, language: str, width: int) -> None:
    world = PageWorld()
    async with on_duty(browser, world, width) as (person, origin):
        page = person.page
        await page.goto(f"{origin}/{language}/istunnot")
        await page.locator("main a[href$=vuoro]").click()
        await page.locator("button[value=on]").click()
        await look(person, "no-address", language)
        await page.fill("#email", "kaisa@esimerkki.fi")
        await page.locator("form[action$=osoite] button").click()
        await page.locator("button[value=on]").click()
        await look(person, "on", language)
        await page.goto(f"{origin}/{language}/paivystys")
        await look(person, "nobody-waits", language)
        assert "Kaisa" in await page.locator("main").inner_text()

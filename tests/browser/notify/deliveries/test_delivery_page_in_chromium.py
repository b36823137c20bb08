"""The delivery page in a real browser: readable, reachable by keyboard, usable without scripts."""

from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.browser import DESK, PHONE, Visitor, signed_in
from tests.support.notify.page import PageWorld

pytestmark = pytest.mark.asyncio(loop_scope="session")


def coordinator(
    browser: Browser, world: PageWorld, width: int, *, scripts: bool = True
) -> AbstractAsyncContextManager[tuple[Visitor, str]]:
    return signed_in(
        browser, world.app(), world.sign_in(StaffRole.COORDINATOR), width=width, scripts=scripts
    )


async def busy_world() -> PageWorld:
    world = PageWorld()
    await world.add_news("volunteer.matched")
    await world.add_letter("proposal")
    await world.add_news("request.created", reason="gave_up")
    await world.add_letter(response="550", reason="recipient_refused")
    await world.add_letter(response="unreadable", reason="unreadable")
    await world.hold_news()
    return world


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_the_page_keeps_nobody_out(browser: Browser, width: int, language: str) -> None:
    async with coordinator(browser, await busy_world(), width) as (person, origin):
        path, name = f"/{language}/toimitukset", f"notify-deliveries-{language}"
        assert await person.hindrances_at(origin, path, name) == []


async def test_the_empty_page_keeps_nobody_out(browser: Browser) -> None:
    async with coordinator(browser, PageWorld(), PHONE) as (person, origin):
        await person.page.goto(f"{origin}/fi/toimitukset")
        await person.picture("notify-deliveries-empty")

        assert await person.violations() == []


async def test_a_failure_is_sent_again_by_keyboard_without_scripts(browser: Browser) -> None:
    world = await busy_world()

    async with coordinator(browser, world, DESK, scripts=False) as (person, origin):
        await person.page.goto(f"{origin}/fi/toimitukset")
        button = person.page.get_by_role("button", name="Lähetä uudelleen")
        await button.focus()
        await person.page.keyboard.press("Enter")
        await person.page.get_by_text("Viesti lähetetään uudelleen.").wait_for()

    assert world.woken == 1
    assert await world.deliveries.count_for_humans() == 2

"""The delivery page in a real browser: readable, reachable by keyboard, usable without scripts."""

from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.browser import Visitor
from tests.support.guests import signed_in
from tests.support.looks import DESK, Look, seen
from tests.support.notify.page import PageWorld

pytestmark = pytest.mark.asyncio(loop_scope="session")


def coordinator(
    browser: Browser, world: PageWorld, look: Look
) -> AbstractAsyncContextManager[tuple[Visitor, str]]:
    return signed_in(browser, world.app(), world.sign_in(StaffRole.COORDINATOR), look)


async def busy_world() -> PageWorld:
    world = PageWorld()
    await world.add_news("volunteer.matched")
    await world.add_letter("proposal")
    await world.add_news("request.created", reason="gave_up")
    await world.add_letter(response="550", reason="recipient_refused")
    await world.add_letter(response="unreadable", reason="unreadable")
    await world.hold_news()
    return world


@seen("deliveries")
async def test_the_page_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with coordinator(browser, await busy_world(), look) as (person, origin):
        await person.page.goto(f"{origin}/{look.language}/toimitukset")

        assert await person.hindrances(f"notify-deliveries-{look.language}") == []


async def test_the_empty_page_keeps_nobody_out(browser: Browser) -> None:
    async with coordinator(browser, PageWorld(), Look()) as (person, origin):
        await person.page.goto(f"{origin}/fi/toimitukset")

        assert await person.hindrances("notify-deliveries-empty") == []


async def test_a_failure_is_sent_again_by_keyboard_without_scripts(browser: Browser) -> None:
    world = await busy_world()

    async with coordinator(browser, world, Look(width=DESK, scripts=False)) as (person, origin):
        await person.page.goto(f"{origin}/fi/toimitukset")
        button = person.page.get_by_role("button", name="Lähetä uudelleen")
        await button.focus()
        await person.page.keyboard.press("Enter")
        await person.page.get_by_text("Viesti lähetetään uudelleen.").wait_for()

    assert world.woken == 1
    assert await world.deliveries.count_for_humans() == 2

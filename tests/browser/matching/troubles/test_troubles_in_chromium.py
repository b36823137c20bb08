"""The page of what is set aside in a real browser: readable at any width, usable by keyboard."""

from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import Browser

from services.matching.troubles.model import Kind
from shared.contracts.words import StaffRole
from tests.support.browser import Visitor
from tests.support.guests import signed_in
from tests.support.looks import DESK, Look, seen
from tests.support.matching.page import PageWorld
from tests.support.matching.troubles.building import ERRORS, KINDS, set_aside

pytestmark = pytest.mark.asyncio(loop_scope="session")


def coordinator(
    browser: Browser, world: PageWorld, look: Look
) -> AbstractAsyncContextManager[tuple[Visitor, str]]:
    return signed_in(browser, world.app(), world.sign_in(StaffRole.COORDINATOR), look)


def troubled_world() -> PageWorld:
    world = PageWorld()
    for at, kind in enumerate((*KINDS, KINDS[-1])):
        set_aside(world, kind, ERRORS[at % len(ERRORS)])
    return world


@seen("troubles")
async def test_the_list_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with coordinator(browser, troubled_world(), look) as (person, origin):
        await person.page.goto(f"{origin}/{look.language}/perustelut/syrjassa")

        assert await person.hindrances(f"matching-troubles-{look.language}") == []


async def test_the_empty_list_keeps_nobody_out(browser: Browser) -> None:
    async with coordinator(browser, PageWorld(), Look()) as (person, origin):
        await person.page.goto(f"{origin}/fi/perustelut/syrjassa")

        assert await person.hindrances("matching-troubles-none") == []


async def test_a_row_is_tried_again_by_keyboard_without_scripts(browser: Browser) -> None:
    world = PageWorld()
    set_aside(world, Kind("lapsed_matches"))

    async with coordinator(browser, world, Look(width=DESK, scripts=False)) as (person, origin):
        await person.page.goto(f"{origin}/fi/perustelut/syrjassa")
        await person.page.get_by_role("button", name="Yritä uudelleen").focus()
        await person.page.keyboard.press("Enter")
        await person.page.get_by_text("Yritetään uudelleen.").wait_for()

    assert world.store.state.troubles == []

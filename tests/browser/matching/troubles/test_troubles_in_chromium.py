"""The page of what is set aside in a real browser: readable at any width, usable by keyboard."""

from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import Browser

from services.matching.troubles.model import Kind
from shared.contracts.words import StaffRole
from tests.support.browser import DESK, PHONE, Visitor, signed_in
from tests.support.matching.page import PageWorld
from tests.support.matching.troubles.building import ERRORS, KINDS, set_aside

pytestmark = pytest.mark.asyncio(loop_scope="session")


def coordinator(
    browser: Browser, world: PageWorld, width: int, *, scripts: bool = True
) -> AbstractAsyncContextManager[tuple[Visitor, str]]:
    return signed_in(
        browser, world.app(), world.sign_in(StaffRole.COORDINATOR), width=width, scripts=scripts
    )


def troubled_world() -> PageWorld:
    world = PageWorld()
    for at, kind in enumerate((*KINDS, KINDS[-1])):
        set_aside(world, kind, ERRORS[at])
    return world


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_the_list_keeps_nobody_out(browser: Browser, width: int, language: str) -> None:
    async with coordinator(browser, troubled_world(), width) as (person, origin):
        path, name = f"/{language}/perustelut/syrjassa", f"matching-troubles-{language}"
        assert await person.hindrances_at(origin, path, name) == []


async def test_the_empty_list_keeps_nobody_out(browser: Browser) -> None:
    async with coordinator(browser, PageWorld(), PHONE) as (person, origin):
        await person.page.goto(f"{origin}/fi/perustelut/syrjassa")

        assert await person.violations() == []


async def test_a_row_is_tried_again_by_keyboard_without_scripts(browser: Browser) -> None:
    world = PageWorld()
    set_aside(world, Kind("lapsed_matches"))

    async with coordinator(browser, world, DESK, scripts=False) as (person, origin):
        await person.page.goto(f"{origin}/fi/perustelut/syrjassa")
        await person.page.get_by_role("button", name="Yritä uudelleen").focus()
        await person.page.keyboard.press("Enter")
        await person.page.get_by_text("Yritetään uudelleen.").wait_for()

    assert world.store.state.troubles == []

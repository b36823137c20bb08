"""A member's own pages in a real browser: readable where it is narrow, usable without scripts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import pytest
from playwright.async_api import Browser, Page

from shared.contracts.words import OFFERED, Language
from shared.reach_points import ReachKind
from tests.support.browser import PHONE, Visitor, visitor
from tests.support.matching.page import PageWorld

pytestmark = pytest.mark.asyncio(loop_scope="session")

NARROW = 320


@asynccontextmanager
async def member(
    browser: Browser, world: PageWorld, width: int, *, scripts: bool
) -> AsyncIterator[tuple[Visitor, str]]:
    async with (
        world.served() as origin,
        visitor(browser, width=width, scripts=scripts) as person,
    ):
        yield person, origin


async def link_of(world: PageWorld, language: Language) -> str:
    """Let somebody join and ask for their link; gives its path."""
    joined = await world.add_volunteer(language)
    mail = joined.contact.address(ReachKind.EMAIL)
    async with world.browser() as client:
        await client.post(f"/{language}/vapaaehtoinen/hallinta", data={"email": mail})
    return world.link("member_url")


async def press(page: Page, role: Literal["button", "link"], name: str, then: str) -> None:
    """Press, and wait for what the next page says."""
    await page.get_by_role(role, name=name).click()
    await page.get_by_text(then).first.wait_for()


@pytest.mark.parametrize("width", [NARROW, PHONE])
@pytest.mark.parametrize("language", OFFERED)
async def test_a_members_pages_keep_nobody_out(
    browser: Browser, language: Language, width: int
) -> None:
    world = PageWorld()
    link = await link_of(world, language)
    await world.assign()
    await world.ask()
    ask = f"/{language}/vapaaehtoinen/hallinta"
    pages = {
        "ask": ask,
        "mine": link,
        "change": f"{link}/tiedot",
        "moved-nowhere": f"{link}/tiedot?postal_code=00000",
        "leave": f"{link}/lopeta",
        "left": f"{ask}/kiitos",
        "gone": f"{ask}/x",
    }
    async with member(browser, world, width, scripts=True) as (person, origin):
        assert await person.problems_at(origin, pages, f"member-{{}}-{language}") == {}
        assert person.hosts == {origin.removeprefix("http://")}


@pytest.mark.parametrize("width", [NARROW, PHONE])
async def test_a_member_pauses_comes_back_changes_and_leaves_without_scripts(
    browser: Browser, width: int
) -> None:
    world = PageWorld()
    joined = await world.add_volunteer()
    await world.assign()

    async with member(browser, world, width, scripts=False) as (person, origin):
        page = person.page
        await page.goto(f"{origin}/fi/vapaaehtoinen/hallinta")
        await page.get_by_label("Sähköposti").fill(joined.contact.address(ReachKind.EMAIL))
        await page.get_by_role("button", name="Lähettäkää linkki").click()
        await page.get_by_role("status").wait_for()
        await page.goto(f"{origin}{world.link('member_url')}")
        await page.get_by_label("kaksi viikkoa").check()
        await press(page, "button", "Aloita tauko", "Tauko on alkanut.")
        await person.picture("member-paused")
        await press(page, "button", "Olen taas mukana", "Olet taas mukana. Kiitos!")
        await press(page, "link", "Muuta tietojani", "Omat tietosi")
        await page.get_by_label("Puhelinnumero").fill("050 765 4321")
        await press(page, "button", "Tallenna", "Tietosi on muutettu.")
        await press(page, "link", "Haluan lopettaa", "Sinulla on 1 sovittu tehtävä.")
        await press(page, "button", "Lopetan", "Olet lopettanut.")

    assert world.facts()[-1] == "notification.recalled"

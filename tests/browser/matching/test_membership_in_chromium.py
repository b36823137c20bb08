"""A member's own pages in a real browser: readable where it is narrow, usable without scripts."""

from typing import Literal

import pytest
from playwright.async_api import Browser, Page

from shared.contracts.words import Language
from shared.reach_points import ReachKind
from tests.support.guests import guest
from tests.support.looks import OLD_PHONE, Look, seen
from tests.support.matching.page import PageWorld

pytestmark = pytest.mark.asyncio(loop_scope="session")


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


@seen("member")
async def test_a_members_pages_keep_nobody_out(browser: Browser, look: Look) -> None:
    world, language = PageWorld(), Language(look.language)
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
    async with guest(browser, world.app(), look) as (person, origin):
        name = f"member-{{}}-{language}"
        assert await person.problems_at(origin, pages, name, is_public=True) == {}


async def test_a_member_pauses_comes_back_changes_and_leaves_without_scripts(
    browser: Browser,
) -> None:
    world = PageWorld()
    joined = await world.add_volunteer()
    await world.assign()

    look = Look(width=OLD_PHONE, scripts=False)
    async with guest(browser, world.app(), look) as (person, origin):
        page = person.page
        await page.goto(f"{origin}/fi/vapaaehtoinen/hallinta")
        await page.get_by_label("Sähköposti").fill(joined.contact.address(ReachKind.EMAIL))
        await press(page, "button", "Lähettäkää linkki", "linkki")
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

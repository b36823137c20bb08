"""The situation picture in a real browser: readable at any width, and live without jumping."""

import asyncio
from datetime import timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from services.reporting.open_picture.rules import days_to_close
from shared.clock import HELSINKI
from shared.contracts.words import Category, StaffRole
from tests.support.guests import guest, signed_in
from tests.support.looks import DESK, Look, seen
from tests.support.patience import PATIENCE
from tests.support.reporting.building import START, activity, called, created, helped
from tests.support.reporting.page import PageWorld
from tests.support.reporting.partners import partner_story
from tests.support.reporting.picture.store_contract import offered, waiting
from tests.support.reporting.stories import record

TOWNS = ("491", "178")
pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def busy_world() -> PageWorld:
    world = PageWorld()
    world.now = START + timedelta(hours=30)
    world.store.copied = lambda state: state
    moved = [
        each.model_copy(update={"time": each.time - timedelta(days=day, hours=-number)})
        for day in range(33)
        for number, category in enumerate(list(Category)[: 3 + day % 5])
        for each in helped(f"{day} {category}", category, municipality=TOWNS[number % 2])
    ]
    await record(world.store, *moved, batch=2000)
    await record(
        world.store,
        *(*waiting(), called("one"), called("two")),
        *(offered("volunteer"), offered("idle"), activity("food", headcount=120)),
        *(*partner_story("one"), *partner_story("two", amount=None)),
    )
    return world


@seen("picture")
async def test_the_picture_keeps_nobody_out(
    browser: Browser, busy_world: PageWorld, look: Look
) -> None:
    token = busy_world.sign_in(StaffRole.COORDINATOR)
    async with signed_in(browser, busy_world.app(), token, look) as (person, origin):
        pages = {"picture": f"/{look.language}/tilannekuva"}
        assert await person.problems_at(origin, pages, f"picture-{{}}-{look.language}") == {}


async def test_an_empty_picture_comes_alive_but_not_under_somebody_who_reads_a_table(
    browser: Browser,
) -> None:
    world = PageWorld()
    token = world.sign_in(StaffRole.COORDINATOR)
    async with signed_in(browser, world.app(), token, Look("fi", DESK)) as (person, origin):
        pages = {"empty": "/fi/tilannekuva"}
        assert await person.problems_at(origin, pages, "picture-{}") == {}
        await _listens(world)
        await _tell(world, "one")
        await expect(_asked(person.page)).to_have_text("1")
        table = person.page.locator("#hours-figures summary")
        await table.focus()
        await person.page.keyboard.press("Enter")
        await _tell(world, "two")
        await asyncio.sleep(0.3)
        assert await _asked(person.page).inner_text() == "1"
        await person.page.locator("h1").click()

        await expect(_asked(person.page)).to_have_text("2")
        await expect(person.page.locator("#hours-figures")).to_have_attribute("open", "")


def _asked(page: Page) -> Locator:
    return page.locator("[data-figure=asked] strong")


async def _listens(world: PageWorld) -> None:
    async with asyncio.timeout(PATIENCE):
        while not world.follow.followers:
            await asyncio.sleep(0.02)


async def _tell(world: PageWorld, name: str) -> None:
    await record(world.store, created(name))
    world.now += timedelta(seconds=2)
    await world.follow.tell()


@seen("open picture")
async def test_the_open_picture_keeps_nobody_out(
    browser: Browser, busy_world: PageWorld, look: Look
) -> None:
    await busy_world.closed_days.close(*days_to_close(busy_world.now, HELSINKI, 4), 5)
    async with guest(browser, busy_world.app(), look) as (person, origin):
        pages = {"open": f"/{look.language}/tilannekuva/avoin"}
        name = f"picture-{{}}-{look.language}"
        assert await person.problems_at(origin, pages, name, is_public=True) == {}

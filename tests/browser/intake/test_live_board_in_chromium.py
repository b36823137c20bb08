"""The board in a real browser while things change: nothing jumps, and no page keeps another out."""

import asyncio

import pytest
from playwright.async_api import Browser, Page, expect

from shared.contracts.words import StaffRole
from tests.support.intake.board.building import reported
from tests.support.intake.page_world import PageWorld, ask, ask_once, assign
from tests.support.intake.requests.building import MatchStory, unmatched
from tests.support.intake.walk import Walk, staff_walk
from tests.support.looks import DESK, OF_STAFF, PHONE, Look

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGES = 8
"""More than a browser asks one place at once where it speaks HTTP/1.1."""


async def listens(world: PageWorld, count: int = 1) -> None:
    """Wait until so many pages are told."""
    async with asyncio.timeout(10):
        while world.follow.followers != count:
            await asyncio.sleep(0.02)


async def open_board(person: Walk, asked: str = "") -> Page:
    await person.go(f"/taulu{asked}")
    await listens(person.world)
    return person.page


@pytest.mark.parametrize(
    "look",
    [Look(language, width) for language, width in zip(OF_STAFF, (PHONE, DESK, PHONE), strict=True)],
    ids=str,
)
async def test_what_comes_is_said_once_and_shown_when_it_is_asked_for(
    browser: Browser, look: Look
) -> None:
    async with staff_walk(browser, look, StaffRole.COORDINATOR) as person:
        await ask_once(person.world)
        page = await open_board(person)
        await page.locator("main tbody th a").focus()
        said, shown = page.locator("[role=status]"), page.locator("main tbody tr")
        for _ in range(2):
            await ask_once(person.world, phone="+358501234567", street="Toinen katu 2")
            await person.world.follow.tell()
            await expect(said).to_have_text(page_text(look, 1))
        button = page.get_by_role("button", name=page_text(look, 2))
        await expect(button).to_be_visible()

        assert await shown.count() == 1
        assert await page.evaluate("document.activeElement.matches('tbody th a')")
        await person.look_as_staff("board-news")
        await button.click()
        assert await shown.count() == 3
        await expect(said).to_have_text("")
        assert await page.evaluate("document.activeElement.matches('tbody tr:first-child a')")
        await person.look_as_staff("board-news-shown")


def page_text(look: Look, count: int) -> str:
    texts = {"fi": "Näytä uudet ({})", "sv": "Visa nya ({})", "en": "Show new ({})"}
    return texts[look.language].format(count)


async def test_a_line_changes_in_its_place_but_not_under_somebody_who_is_in_it(
    browser: Browser,
) -> None:
    async with staff_walk(browser, Look("fi", DESK), StaffRole.COORDINATOR) as person:
        world = person.world
        story = await ask(world)
        page = await open_board(person)
        line = page.locator("main tbody tr")
        await world.react(reported(story.request_id))
        await world.follow.tell()
        await expect(line).to_contain_text("12 sopii")
        await line.locator("a").first.focus()
        await world.react(unmatched(story.request_id))
        await world.follow.tell()
        await asyncio.sleep(0.3)
        untouched = await line.inner_text()
        await page.locator("h1").click()

        assert "Kukaan ei sovi tehtävään" not in untouched
        await expect(line).to_contain_text("Kukaan ei sovi tehtävään")


async def test_who_is_helped_is_said_to_be_gone_where_they_stood(browser: Browser) -> None:
    async with staff_walk(browser, Look("fi", PHONE), StaffRole.COORDINATOR) as person:
        story = await ask(person.world)
        page = await open_board(person)
        await assign(person.world, MatchStory(story.request_id))
        await person.world.follow.tell()

        await expect(page.locator("main tbody tr")).to_contain_text("Ei enää tässä luettelossa")
        await person.look_as_staff("board-gone")


async def test_eight_pages_of_the_board_load_and_some_of_them_listen(browser: Browser) -> None:
    async with staff_walk(browser, Look("fi", DESK), StaffRole.COORDINATOR) as person:
        await ask_once(person.world)
        pages = [await person.page.context.new_page() for _ in range(PAGES)]
        for page in pages:
            await page.goto(f"{person.origin}/fi/taulu")
            await expect(page.locator("main tbody tr")).to_have_count(1)
        await listens(person.world, 3)
        await pages[0].close()
        await listens(person.world, 2)


async def test_a_page_that_nobody_sees_listens_no_more_and_hears_later_what_it_missed(
    browser: Browser,
) -> None:
    async with staff_walk(browser, Look("fi", DESK), StaffRole.COORDINATOR) as person:
        await ask_once(person.world)
        page = await open_board(person)
        await turn(page, hidden=True)
        await listens(person.world, 0)
        await ask_once(person.world, phone="+358501234567", street="Toinen katu 2")
        await turn(page, hidden=False)

        await expect(page.get_by_role("button", name="Näytä uudet (1)")).to_be_visible()


async def turn(page: Page, *, hidden: bool) -> None:
    """Have the browser say that the page is hidden or seen: without a window it always is."""
    await page.evaluate(
        """hidden => {
            Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
        }""",
        hidden,
    )


async def test_where_the_session_ended_the_page_says_that_it_is_not_up_to_date(
    browser: Browser,
) -> None:
    async with staff_walk(browser, Look("fi", DESK), StaffRole.COORDINATOR) as person:
        await ask_once(person.world)
        page = await open_board(person)
        person.world.store.state.sessions.clear()
        await turn(page, hidden=True)
        await turn(page, hidden=False)

        await expect(page.get_by_text("Yhteys katkesi")).to_be_visible()
        person.visitor.complaints.clear()


@pytest.mark.parametrize(
    "look", [Look("fi", DESK), Look("sv", PHONE), Look("en", PHONE, scripts=False)], ids=str
)
async def test_the_map_of_areas_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with staff_walk(browser, look, StaffRole.COORDINATOR) as person:
        for number in range(3):
            code = ("50100", "50670", "51900")[number]
            await ask_once(person.world, phone=f"+35850123456{number}", postal_code=code)
        await person.open_as_staff("/taulu/kartta", "board-map")
        await person.page.locator("main ul a >> nth=0").click()
        await person.look_as_staff("board-of-one-area")

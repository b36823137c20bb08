"""Report and timeline in a real browser: readable at any width, with nothing from elsewhere."""

from contextlib import AbstractAsyncContextManager

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from shared.contracts.words import Category, StaffRole
from tests.support.browser import Visitor
from tests.support.guests import signed_in
from tests.support.looks import DESK, Look, seen
from tests.support.reporting.building import declined_match, helped, mailed, named, unmatched
from tests.support.reporting.page import PageWorld
from tests.support.reporting.partners import partner_story
from tests.support.reporting.referrals import COMPLETED, accepted, declined, referral_story
from tests.support.reporting.stories import STORIES, record

pytestmark = pytest.mark.asyncio(loop_scope="session")

MARGIN = 30
"""Pixels of white that paper has beside what is printed, whatever the printer leaves."""
_SHOWN_ON_PAPER = """() => {
  const every = [...document.querySelectorAll("body *")];
  const seen = every.filter(each => each.getClientRects().length);
  const blocks = seen.filter(each => each.matches("h1, h2, p, li, table, summary, svg"));
  return {
    pressed: seen.filter(each => each.matches("form, input, button, select, nav a"))
      .map(each => each.outerHTML.slice(0, 80)),
    left: Math.min(...blocks.map(each => each.getBoundingClientRect().left)),
  };
}"""


def reporter(
    browser: Browser, world: PageWorld, look: Look
) -> AbstractAsyncContextManager[tuple[Visitor, str]]:
    return signed_in(browser, world.app(), world.sign_in(StaffRole.REPORTER), look)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def busy_world() -> PageWorld:
    world = PageWorld()
    await record(world.store, *STORIES, mailed("one"), *declined_match("one"), unmatched("one"))
    await record(world.store, *partner_story("one"), *partner_story("two", amount=None))
    await record(
        world.store,
        *partner_story("three", rests=True),
        *referral_story("one", accepted(90), COMPLETED),
        *referral_story("two", declined(200)),
    )
    for number, category in enumerate(Category):
        await record(
            world.store,
            *(
                event
                for each in range(1, 20 - number)
                for event in helped(f"{category} {each}", category, municipality=f"{number:03}")
            ),
        )
    return world


@seen("report")
async def test_report_and_timeline_keep_nobody_out(
    browser: Browser, busy_world: PageWorld, look: Look
) -> None:
    paths = {"report": "raportit", "timeline": f"raportit/pyynto/{named('one')}"}
    pages = {name: f"/{look.language}/{path}" for name, path in paths.items()}
    async with reporter(browser, busy_world, look) as (person, origin):
        name = f"reporting-{{}}-{look.language}"
        assert await person.problems_at(origin, pages, name) == {}


async def test_empty_and_refused_reports_keep_nobody_out(browser: Browser) -> None:
    pages = {"empty": "/fi/raportit", "refused": "/fi/raportit?alku=eilen"}
    async with reporter(browser, PageWorld(), Look()) as (person, origin):
        assert await person.problems_at(origin, pages, "reporting-report-{}") == {}


async def test_a_period_is_chosen_and_a_request_followed_without_scripts(
    browser: Browser, busy_world: PageWorld
) -> None:
    look = Look(width=DESK, scripts=False)
    async with reporter(browser, busy_world, look) as (person, origin):
        await person.page.goto(f"{origin}/fi/raportit")
        await person.page.get_by_label("Ensimmäinen päivä").fill("2026-11-01")
        await person.page.get_by_role("button", name="Näytä").click()
        await person.page.get_by_role("heading", name="Raportti 1.11.2026").wait_for()
        await person.page.get_by_role("link", name="klo 10.00").first.click()
        await person.page.get_by_role("heading", name="Pyynnön aikajana").wait_for()


@pytest.mark.parametrize("path", ["raportit", f"raportit/pyynto/{named('one')}"])
async def test_on_paper_stand_figures_with_a_margin_and_nothing_to_press(
    browser: Browser, busy_world: PageWorld, path: str
) -> None:
    async with reporter(browser, busy_world, Look()) as (person, origin):
        page = person.page
        await page.goto(f"{origin}/fi/{path}")
        await page.emulate_media(media="print")
        shown = await page.evaluate(_SHOWN_ON_PAPER)

    assert shown["pressed"] == []
    assert shown["left"] >= MARGIN

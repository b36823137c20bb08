"""Report and timeline in a real browser: readable at any width, with nothing from elsewhere."""

from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import Browser

from shared.contracts.words import Category, StaffRole
from tests.support.browser import DESK, PHONE, Visitor, signed_in
from tests.support.reporting.building import declined_match, helped, mailed, named, unmatched
from tests.support.reporting.page import PageWorld
from tests.support.reporting.stories import STORIES, record

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANGUAGES = ["fi", "sv", "en"]
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
    browser: Browser, world: PageWorld, width: int, *, scripts: bool = True
) -> AbstractAsyncContextManager[tuple[Visitor, str]]:
    return signed_in(
        browser, world.app(), world.sign_in(StaffRole.REPORTER), width=width, scripts=scripts
    )


async def busy_world() -> PageWorld:
    world = PageWorld()
    await record(world.store, *STORIES, mailed("one"), *declined_match("one"), unmatched("one"))
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


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "path"), [("report", "raportit"), ("timeline", f"raportit/pyynto/{named('one')}")]
)
async def test_report_and_timeline_keep_nobody_out(
    browser: Browser, width: int, language: str, name: str, path: str
) -> None:
    async with reporter(browser, await busy_world(), width) as (person, origin):
        await person.page.goto(f"{origin}/{language}/{path}")
        await person.picture(f"reporting-{name}-{language}")

        assert await person.hindrances(origin) == []


@pytest.mark.parametrize("query", ["", "?alku=eilen"])
async def test_empty_and_refused_reports_keep_nobody_out(browser: Browser, query: str) -> None:
    async with reporter(browser, PageWorld(), PHONE) as (person, origin):
        await person.page.goto(f"{origin}/fi/raportit{query}")
        await person.picture(f"reporting-report-{'refused' if query else 'empty'}")

        assert await person.violations() == []
        assert not await person.is_too_wide()


async def test_a_period_is_chosen_and_a_request_followed_without_scripts(browser: Browser) -> None:
    async with reporter(browser, await busy_world(), DESK, scripts=False) as (person, origin):
        await person.page.goto(f"{origin}/fi/raportit")
        await person.page.get_by_label("Ensimmäinen päivä").fill("2026-11-01")
        await person.page.get_by_role("button", name="Näytä").click()
        await person.page.get_by_role("heading", name="Raportti 1.11.2026").wait_for()
        await person.page.get_by_role("link", name="klo 10.00").first.click()
        await person.page.get_by_role("heading", name="Pyynnön aikajana").wait_for()


@pytest.mark.parametrize("path", ["raportit", f"raportit/pyynto/{named('one')}"])
async def test_on_paper_stand_figures_with_a_margin_and_nothing_to_press(
    browser: Browser, path: str
) -> None:
    async with reporter(browser, await busy_world(), PHONE) as (person, origin):
        page = person.page
        await page.goto(f"{origin}/fi/{path}")
        await page.emulate_media(media="print")
        shown = await page.evaluate(_SHOWN_ON_PAPER)

    assert shown["pressed"] == []
    assert shown["left"] >= MARGIN

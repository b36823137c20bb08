"""Volunteers' pages in a real browser: readable at any width, usable without scripts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser

from shared.contracts.words import Language
from tests.support.browser import DESK, PHONE, Visitor, visitor
from tests.support.matching.building import FROM_SIGN_UP_TO_DONE, RequestStory
from tests.support.matching.page import PageWorld

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANGUAGES = ["fi", "sv", "en"]
JOIN = "/fi/vapaaehtoinen/liity"


@asynccontextmanager
async def volunteer(
    browser: Browser, world: PageWorld, width: int, *, scripts: bool = True
) -> AsyncIterator[tuple[Visitor, str]]:
    async with (
        world.served() as origin,
        visitor(browser, width=width, scripts=scripts) as person,
    ):
        yield person, origin


async def every_page(language: str) -> tuple[PageWorld, dict[str, str]]:
    """Give a town in which everything has happened, and the path of each page."""
    world = PageWorld()
    await world.add_volunteer(Language(language))
    story = RequestStory()
    paths = {
        "join": JOIN,
        "offer": f"{JOIN}/50100",
        "offer-alone": f"{JOIN}/99990",
        "mail": f"{JOIN}/kiitos",
        "proposal-open": await world.ask(),
        "proposal-declined": await world.ask(),
        "proposal-withdrawn": await world.ask(story),
    }
    await world.use.answer.decline_proposal(_token(paths["proposal-declined"]))
    await world.cancel(story)
    paths["task-mine"] = await world.assign()
    paths["task-give-up"] = f"{paths['task-mine']}/en-voi"
    paths["task-link-sent"] = f"{paths['task-mine']}?linkki=lahti"
    paths["proposal-accepted"] = world.link("proposal_url")
    paths["task-done"] = await world.assign()
    paths["proposal-completed"] = world.link("proposal_url")
    await world.use.assignments.complete_task(_token(paths["task-done"]), 90)
    return world, {name: f"/{language}/{path[4:]}" for name, path in paths.items()}


def _token(path: str) -> str:
    return path.rpartition("/")[2]


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_pages_keep_nobody_out(browser: Browser, language: str, width: int) -> None:
    world, paths = await every_page(language)
    async with volunteer(browser, world, width) as (person, origin):
        assert await person.problems_at(origin, paths, f"matching-{{}}-{language}") == {}
        assert person.hosts == {origin.removeprefix("http://")}
        assert person.complaints == []


@pytest.mark.parametrize("width", [PHONE, DESK])
async def test_a_refused_form_and_a_dead_link_keep_nobody_out(browser: Browser, width: int) -> None:
    async with volunteer(browser, PageWorld(), width) as (person, origin):
        found = []
        for path in (f"{JOIN}/50100", JOIN):
            await person.page.goto(f"{origin}{path}")
            await person.page.get_by_role("main").get_by_role("button").click()
            await person.page.get_by_role("alert").wait_for()
            await person.picture(f"matching-refused-{'offer' if path[-1] == '0' else 'join'}")
            found += await person.violations()
            focused = await person.page.evaluate("document.activeElement.className")
            assert focused == "govuk-error-summary"
        for path in ("vapaaehtoinen/vahvista/x", "v/x", "t/x"):
            await person.page.goto(f"{origin}/fi/{path}")
            await person.picture(f"matching-unknown-{path.replace('/', '-')}")
            found += await person.violations()

        assert found == []
        assert not await person.is_too_wide()


async def test_a_volunteer_signs_up_without_scripts(browser: Browser) -> None:
    world = PageWorld()

    async with volunteer(browser, world, PHONE, scripts=False) as (person, origin):
        page = person.page
        await page.goto(f"{origin}{JOIN}")
        await page.get_by_label("Postinumerosi").fill("50100")
        await page.get_by_role("button", name="Jatka").click()
        await page.get_by_label("Juva").check()
        await page.get_by_label("Ruokakaupassa käynti").check()
        await page.get_by_label("Etunimi ja sukunimi").fill("Veera Virtanen")
        await page.get_by_label("Sähköposti").fill("veera@example.org")
        await page.get_by_label("Lupaan noudattaa näitä pelisääntöjä").check()
        await page.get_by_role("button", name="Ilmoittaudu").click()
        await page.get_by_role("heading", name="Avaa vielä sähköpostisi").wait_for()

        await page.goto(f"{origin}{world.link('confirm_url')}")
        await page.get_by_role("button", name="Vahvista").click()
        await page.get_by_role("heading", name="Kiitos, olet mukana!").wait_for()
        await person.picture("matching-confirmed")

    assert world.facts() == ["volunteer.registered"]


async def test_a_task_is_taken_and_told_done_without_scripts(browser: Browser) -> None:
    world = PageWorld()
    await world.add_volunteer()

    async with volunteer(browser, world, PHONE, scripts=False) as (person, origin):
        page = person.page
        await page.goto(f"{origin}{await world.ask()}")
        await page.get_by_role("button", name="Otan tehtävän").dblclick()
        await page.get_by_role("heading", name="Kiitos, tehtävä on sinun!").wait_for()

        await page.goto(f"{origin}{world.link('task_url')}")
        await page.get_by_label("Paljonko aikaa kului?").fill("1 h 15 min")
        await page.get_by_role("button", name="Tehtävä on tehty").click()
        await page.get_by_role("heading", name="Kiitos avustasi!").wait_for()

    assert world.facts() == list(FROM_SIGN_UP_TO_DONE)


async def test_the_language_is_changed_on_the_page_itself(browser: Browser) -> None:
    world = PageWorld()
    await world.add_volunteer()
    link = await world.ask()

    async with volunteer(browser, world, DESK) as (person, origin):
        await person.page.goto(f"{origin}{link}")
        await person.page.get_by_role("link", name="Svenska").click()
        await person.page.get_by_role("heading", name="Kan du hjälpa?").wait_for()

        assert person.page.url == f"{origin}/sv/{link[4:]}"


async def test_the_big_buttons_are_large_and_apart(browser: Browser) -> None:
    world = PageWorld()
    await world.add_volunteer()

    async with volunteer(browser, world, PHONE) as (person, origin):
        await person.page.goto(f"{origin}{await world.ask()}")
        buttons = person.page.get_by_role("main").get_by_role("button")
        boxes = [await button.bounding_box() for button in await buttons.all()]

    yes, no = (box for box in boxes if box)
    assert min(yes["height"], no["height"]) >= 48
    assert min(yes["width"], no["width"]) >= 280
    assert no["y"] - (yes["y"] + yes["height"]) >= 12

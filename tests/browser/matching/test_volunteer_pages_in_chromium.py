"""Volunteers' pages in a real browser: readable at any width, usable without scripts."""

import pytest
from playwright.async_api import Browser

from shared.contracts.words import Language
from tests.support.guests import guest
from tests.support.looks import DESK, Look, seen
from tests.support.matching.building import FROM_SIGN_UP_TO_DONE, RequestStory
from tests.support.matching.page import PageWorld

pytestmark = pytest.mark.asyncio(loop_scope="session")

JOIN = "/vapaaehtoinen/liity"


async def every_page(language: str) -> tuple[PageWorld, dict[str, str]]:
    """Give a town in which everything has happened, and the path of each page."""
    world = PageWorld()
    await world.add_volunteer(Language(language))
    story = RequestStory()
    paths = {
        "join": f"/fi{JOIN}",
        "offer": f"/fi{JOIN}/50100",
        "offer-alone": f"/fi{JOIN}/99990",
        "mail": f"/fi{JOIN}/kiitos",
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


@seen("volunteer")
async def test_the_pages_keep_nobody_out(browser: Browser, look: Look) -> None:
    world, paths = await every_page(look.language)
    async with guest(browser, world.app(), look) as (person, origin):
        name = f"matching-{{}}-{look.language}"
        assert await person.problems_at(origin, paths, name, is_public=True) == {}


@seen("refused volunteer")
async def test_a_refused_form_and_a_dead_link_keep_nobody_out(browser: Browser, look: Look) -> None:
    name = f"matching-{{}}-{look.language}"
    async with guest(browser, PageWorld().app(), look) as (person, origin):
        for path in (f"{JOIN}/50100", JOIN):
            await person.page.goto(f"{origin}/{look.language}{path}")
            await person.page.get_by_role("main").get_by_role("button").click()
            await person.page.get_by_role("alert").wait_for()
            refused = name.format("refused-offer" if path[-1] == "0" else "refused-join")
            assert await person.hindrances(refused, is_public=True) == []
            focused = await person.page.evaluate("document.activeElement.className")
            assert focused == "govuk-error-summary"
        dead = {
            path.replace("/", "-"): f"/{look.language}/{path}"
            for path in ("vapaaehtoinen/vahvista/x", "v/x", "t/x")
        }
        assert await person.problems_at(origin, dead, name, is_public=True) == {}


async def test_a_volunteer_signs_up_without_scripts(browser: Browser) -> None:
    world = PageWorld()

    async with guest(browser, world.app(), Look(scripts=False)) as (person, origin):
        page = person.page
        await page.goto(f"{origin}/fi{JOIN}")
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

    async with guest(browser, world.app(), Look(scripts=False)) as (person, origin):
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

    async with guest(browser, world.app(), Look(width=DESK)) as (person, origin):
        await person.page.goto(f"{origin}{link}")
        await person.page.get_by_role("link", name="Svenska").click()
        await person.page.get_by_role("heading", name="Kan du hjälpa?").wait_for()

        assert person.page.url == f"{origin}/sv/{link[4:]}"


async def test_the_big_buttons_are_large_and_apart(browser: Browser) -> None:
    world = PageWorld()
    await world.add_volunteer()

    async with guest(browser, world.app(), Look()) as (person, origin):
        await person.page.goto(f"{origin}{await world.ask()}")
        buttons = person.page.get_by_role("main").get_by_role("button")
        boxes = [await button.bounding_box() for button in await buttons.all()]

    yes, no = (box for box in boxes if box)
    assert min(yes["height"], no["height"]) >= 48
    assert min(yes["width"], no["width"]) >= 280
    assert no["y"] - (yes["y"] + yes["height"]) >= 12

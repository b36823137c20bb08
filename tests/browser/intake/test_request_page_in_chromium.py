"""The page of who asked, in a real browser: corrections, the end, and who may look along."""

import re

import pytest
from playwright.async_api import Browser

from tests.support.intake.building import PUBLIC_URL
from tests.support.intake.page_world import ask, assign, link_of
from tests.support.intake.requests.building import MatchStory, unmatched
from tests.support.intake.walk import Walk, walk
from tests.support.looks import OLD_PHONE, Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def correct(person: Walk, status: str) -> None:
    await person.open(f"{status}/korjaa", "own-correct")
    await person.page.locator("main summary").last.click()
    await person.look("own-correct-open")
    await person.page.fill("#phone", "soita")
    await person.press()
    await person.look("own-correct-wrong")


async def share(person: Walk, status: str) -> str:
    await person.open(f"{status}/laheiselle", "own-share")
    await person.press()
    await person.look("own-shared")
    page = await person.page.content()
    (made,) = set(re.findall(rf"{PUBLIC_URL}/{person.language}(/seuraa/[\w-]+)", page))
    return str(made)


async def look_around(person: Walk, status: str) -> None:
    await person.open(f"{status}/katsojat", "own-looks")
    await person.open(f"{status}/muuta", "own-beside")


async def ask_once_more(person: Walk, status: str) -> None:
    await person.open(f"{status}/uudelleen", "own-again")
    await person.choose("no")
    assert await person.page.is_checked("#same_helper")
    await person.look("own-again-urgency")


async def lose_link(person: Walk) -> None:
    await person.open("/uusi-linkki", "lost")
    await person.press()
    await person.look("lost-wrong")
    await person.page.fill("#reference", "K7-0B11")
    await person.page.fill("#reach", "040 123 4567")
    await person.press()
    await person.look("lost-sent")


async def come_too_early(person: Walk, story: MatchStory) -> None:
    """Open the contact page before it is there, and before it may be read."""
    await person.open("/yhteys/access-token", "visit-unknown")
    await person.world.react(story.proposed())
    await person.world.react(story.access())
    await person.open("/yhteys/access-token", "visit-moment")


async def see_the_end(person: Walk, story: MatchStory, status: str, made: str) -> None:
    """Be helped, say that one was not, and be looked for in vain."""
    await person.world.react(story.matched())
    await person.open(made, "close-found")
    await person.world.react(story.completed())
    await person.open(status, "own-completed")
    await person.open(made, "close-done")
    await ask_once_more(person, status)
    await person.open(f"{status}/palaute?vastaus=no", "own-answer")
    await person.press()
    await person.look("own-answered")
    await person.open(f"{status}/ei-apua", "own-reopen")
    await person.press()
    await person.look("own-reopened")
    await person.world.react(unmatched(story.request_id, asked=1))
    await person.open(status, "own-unmatched")


@seen("own page")
async def test_the_page_of_who_asked_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        story = await ask(person.world)
        status = f"/p/{link_of(person.world)}"
        await person.open(status, "own-received")
        await correct(person, status)
        await look_around(person, status)
        made = await share(person, status)
        await come_too_early(person, story)
        await see_the_end(person, story, status, made)
        await person.open("/p/guess", "own-unknown")
        await lose_link(person)


async def test_a_correction_and_the_question_after_the_help_need_no_scripts(
    browser: Browser,
) -> None:
    async with walk(browser, Look("fi", OLD_PHONE, scripts=False)) as person:
        world, page = person.world, person.page
        story = await ask(world)
        await page.goto(f"{person.origin}/fi/p/{link_of(world)}")
        await page.locator("main a[href$='/korjaa']").click()
        await page.fill("#street", "Maaherrankatu 9")
        await person.press()
        await assign(world, story)
        await world.react(story.completed())
        await page.reload()
        await page.locator("button[value=partly]").click()

        (request,) = world.store.state.requests.values()
        assert request.plea.contact.street == "Maaherrankatu 9"
        assert request.helped == "partly"


async def test_on_paper_stand_neither_buttons_nor_addresses(browser: Browser) -> None:
    async with walk(browser, Look("fi", OLD_PHONE)) as person:
        await ask(person.world)
        await person.page.goto(f"{person.origin}/fi/p/{link_of(person.world)}")
        await person.page.emulate_media(media="print")

        assert not await person.page.locator("main .govuk-button").first.is_visible()
        shown = await person.page.evaluate(
            """() => [...document.querySelectorAll("a")]
              .filter(link => link.getClientRects().length)
              .map(link => getComputedStyle(link, "::after").content)"""
        )
        assert {*shown} <= {"none", "normal"}

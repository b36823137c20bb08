"""Journeys after a helper was found, without scripts: both sides read what is so."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser

from shared.contracts.words import Language, WithdrawalReason
from tests.support.intake.journey import Journey, helper_of, journey
from tests.support.intake.page_world import ask, assign, link_of
from tests.support.intake.requests.building import MatchStory
from tests.support.looks import Look, seen
from tests.support.matching.building import RequestStory
from tests.support.matching.page import PageWorld as HelpersWorld

pytestmark = pytest.mark.asyncio(loop_scope="session")
CARD = "/yhteys/access-token"
SECOND = "a-second-token"
OWN = ("status.about", "status.cancel")
WITH_HELPER = ("status.assigned.title", "step.found", "status.helper.title", "Veera")
NEW_WORD = ("status.word.title", "status.word.changed", "status.word.text")
PHONES = ("kit.call_us",)


@asynccontextmanager
async def asked(
    browser: Browser, name: str, look: Look
) -> AsyncIterator[tuple[Journey, MatchStory]]:
    """Have asked for help, and be on one's own page."""
    async with journey(browser, name, look) as person:
        story = await ask(person.world)
        await person.world.react(story.proposed())
        await person.go_to(f"/p/{link_of(person.world)}", "asked", "status.proposed.title", *OWN)
        yield person, story


async def word_on(person: Journey) -> str:
    return await person.page.locator("main .pk-word").first.inner_text()


async def see_the_card(helper: Journey, name: str, word: str, link: str = CARD) -> None:
    """Open the contact page as a helper who gives a name."""
    await helper.go_to(
        link, "button", "visit.button.title", "field.introduced_as", "visit.rules.title"
    )
    await helper.fill_in({"introduced_as": name})
    who = ("Aino", "visit.contact.call", word, "visit.contact.ring", "visit.contact.hidden")
    what = ("visit.contact.what", "visit.contact.language", "visit.contact.payment")
    after = ("visit.contact.task", "visit.not_reached.send", "visit.rules.title")
    await helper.at("card", *who, *what, "visit.contact.map", *after)


async def have_helper(person: Journey, story: MatchStory, helper: Journey) -> None:
    """Have a helper who opened the contact page."""
    await assign(person.world, story)
    await see_the_card(helper, "Veera", await word_on(person))
    await person.page.reload()
    await person.at("with-helper", *WITH_HELPER, "status.word.title", *OWN)
    await person.never("status.word.changed")


@asynccontextmanager
async def at_tasks(person: Journey) -> AsyncIterator[tuple[HelpersWorld, Journey, RequestStory]]:
    """Give the helper's phone at the pages of tasks, where the same has come about."""
    world, story = HelpersWorld(), RequestStory()
    await world.add_volunteer(Language(person.language))
    task = (await world.assign(story)).removeprefix(f"/{person.language}")
    async with world.served() as origin, helper_of(person, origin) as helper:
        await helper.go_to(
            task, "task", "mine.title", "mine.done.send", "mine.unable.link", *PHONES
        )
        yield world, helper, story


@seen("cancelled")
async def test_cancelled_while_accepted(browser: Browser, look: Look) -> None:
    async with asked(browser, "cancelled", look) as (person, story), helper_of(person) as helper:
        await have_helper(person, story, helper)
        await person.follow("/peru", "cancel", "cancel.title", "cancel.yes", "cancel.no")
        await person.press()
        await person.at("cancelled", "status.cancelled.title", "status.about", "status.again")
        await person.never("status.helper.title", "status.word.title", "status.not_helped")
        await person.world.react(story.withdrawn(WithdrawalReason.REQUEST_CANCELLED))
        await helper.page.reload()
        await helper.at("card-closed", "visit.cancelled.title", *PHONES)
        async with at_tasks(person) as (tasks, helper_at_task, request):
            await tasks.cancel(request)
            await helper_at_task.page.reload()
            await helper_at_task.at("task-over", "mine.cancelled.title", *PHONES)


@seen("reopened")
async def test_reopened(browser: Browser, look: Look) -> None:
    async with asked(browser, "reopened", look) as (person, story), helper_of(person) as helper:
        await have_helper(person, story, helper)
        await person.world.react(story.completed())
        await person.page.reload()
        question = ("feedback.title", "feedback.yes", "feedback.partly", "feedback.no")
        ways = ("status.about", "status.not_helped", "status.again")
        await person.at("done", "status.completed.title", "step.done", *question, *ways)
        await person.page.locator("button[name=helped][value=no]").click()
        await person.at("answered", "status.completed.title", "feedback.thanks.no", *ways)
        await person.follow("/ei-apua", "reopen", "reopen.title", "reopen.yes", "reopen.no")
        await person.press()
        await person.at("open-again", "status.open.title", *NEW_WORD, *OWN)
        await person.never("status.helper.title", "Veera", "feedback.thanks.no")
        await helper.page.reload()
        await helper.at("card-closed", "visit.completed.title", *PHONES)


async def meet_the_next(person: Journey, story: MatchStory, former: str) -> None:
    """Have another helper, who reads another word than the one before."""
    for said in (story.proposed(), story.matched(), story.access(SECOND)):
        await person.world.react(said)
    await person.page.reload()
    second = ("status.assigned.title", "step.found", "status.helper.title", "status.helper.unnamed")
    await person.at("second-helper", *second, *NEW_WORD, *OWN)
    word = await word_on(person)
    assert word != former
    async with helper_of(person) as helper:
        await see_the_card(helper, "Ville", word, f"/yhteys/{SECOND}")
    await person.page.reload()
    await person.never("Veera", former)
    await person.at("second-named", "status.helper.title", "Ville", word, *OWN)


@seen("changed")
async def test_the_helper_changes(browser: Browser, look: Look) -> None:
    async with asked(browser, "changed", look) as (person, story), helper_of(person) as helper:
        await have_helper(person, story, helper)
        former = await word_on(person)
        async with at_tasks(person) as (_, at_task, _):
            await at_task.follow("/en-voi", "give-up", "unable.title", "unable.yes", "unable.no")
            await at_task.press()
            await at_task.at("given-back", "mine.given_back.title", *PHONES)
        await person.world.react(story.withdrawn())
        await person.page.reload()
        await person.at("without", "status.open.title", *NEW_WORD, *OWN)
        await person.never("status.helper.title", "Veera")
        await helper.page.reload()
        await helper.at("card-closed", "visit.closed.title", *PHONES)
        await meet_the_next(person, story.again(), former)

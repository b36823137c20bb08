"""The page of reasons in a real browser: readable at any width, usable without scripts."""

from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest
from playwright.async_api import Browser

from services.matching.engine.model import Reason
from services.matching.engine.rules.weighing.formula import Cost
from services.matching.needs.model import Need, NeedState
from services.matching.proposals.model import Considered, Decision
from shared.contracts.words import StaffRole, UnmatchedReason
from tests.support.browser import Visitor
from tests.support.guests import signed_in
from tests.support.looks import DESK, OF_STAFF, OLD_PHONE, Look, seen
from tests.support.matching.building import RequestStory
from tests.support.matching.needs.building import need
from tests.support.matching.page import PageWorld
from tests.support.matching.reasons.building import keep

pytestmark = pytest.mark.asyncio(loop_scope="session")

COSTLY = Cost(waiting=18.75, distance=11.5, load=13.333, disturbance=22.5, scarcity=104.25)
CHEAP = Cost(waiting=9.0, distance=0.6, load=0.0, disturbance=0.0, scarcity=0.0)


def coordinator(
    browser: Browser, world: PageWorld, look: Look
) -> AbstractAsyncContextManager[tuple[Visitor, str]]:
    return signed_in(browser, world.app(), world.sign_in(StaffRole.COORDINATOR), look)


async def storied_world() -> tuple[PageWorld, Need]:
    """Give a need for which some were asked, and at last nobody was left."""
    world = PageWorld()
    asked = Decision(
        asked=(Considered(12, 1.234, 0.55, CHEAP), Considered(104512, 23.0, 0.06, COSTLY)),
        next_best=(Considered(7, 3.4, 0.4, CHEAP), Considered(31, 48.0, 0.05, COSTLY)),
        fitting=12,
        at_cap=2,
        asked_enough=1,
        asked_before=5,
        declined=3,
        expected_minutes=23.5,
    )
    nobody = Decision(
        fitting=9,
        at_cap=2,
        asked_enough=1,
        asked_before=7,
        declined=5,
        refusals={reason: 3 + 40 * at % 37 for at, reason in enumerate(Reason)},
    )
    handed = replace(need(), state=NeedState.UNMATCHED, reason=UnmatchedReason.EVERYONE_ASKED)
    return world, await keep(world, handed, asked, nobody)


@seen("reasons")
async def test_the_reasons_keep_nobody_out(browser: Browser, look: Look) -> None:
    world, about = await storied_world()

    async with coordinator(browser, world, look) as (person, origin):
        await person.page.goto(f"{origin}/{look.language}/perustelut/{about.request_id}")
        await person.page.locator("summary").click()

        assert await person.hindrances(f"matching-reasons-{look.language}") == []


@pytest.mark.parametrize("language", OF_STAFF)
async def test_the_reasons_fit_an_old_phone(browser: Browser, language: str) -> None:
    world, about = await storied_world()

    async with coordinator(browser, world, Look(language, OLD_PHONE)) as (person, origin):
        await person.page.goto(f"{origin}/{language}/perustelut/{about.request_id}")
        await person.page.locator("summary").click()

        assert await person.hindrances("matching-reasons-old-phone") == []


@seen("no reasons")
async def test_reasons_without_a_decision_keep_nobody_out(browser: Browser, look: Look) -> None:
    world = PageWorld()
    about = await keep(world, need())

    async with coordinator(browser, world, look) as (person, origin):
        await person.page.goto(f"{origin}/{look.language}/perustelut/{about.request_id}")

        assert await person.hindrances(f"matching-reasons-none-{look.language}") == []


async def test_the_reasons_are_read_without_scripts(browser: Browser) -> None:
    world, story = PageWorld(), RequestStory()
    for _ in range(2):
        await world.add_volunteer()
    await world.ask(story)

    async with coordinator(browser, world, Look(width=DESK, scripts=False)) as (person, origin):
        await person.page.goto(f"{origin}/fi/perustelut/{story.request_id}")
        await person.page.get_by_role("heading", name="Pyynnön perustelut").wait_for()
        await person.picture("matching-reasons-story")
        asked = person.page.get_by_role("table", name="Vapaaehtoiset, joilta kysyttiin")

        assert await asked.get_by_role("rowheader").count() >= 1

"""One request's page in a real browser."""

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.intake.page_world import ask
from tests.support.intake.requests.building import unmatched
from tests.support.intake.timelines.building import lay_story
from tests.support.intake.walk import staff_walk
from tests.support.looks import Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


@seen("timeline")
async def test_the_page_of_one_request_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with staff_walk(browser, look, StaffRole.COORDINATOR) as person:
        story = await ask(person.world)
        lay_story(person.world, story.request_id)
        await person.world.react(unmatched(story.request_id))
        await person.go("/taulu")
        await person.page.locator("main th a").click()
        await person.look_as_staff("timeline")
        await person.page.locator("#kyla button").click()
        for folded in await person.page.locator("main summary").all():
            await folded.click()
        await person.look_as_staff("timeline-open")

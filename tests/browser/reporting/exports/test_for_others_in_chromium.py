"""The directory and open data in a real browser: readable at any width and in any language."""

import pytest
from playwright.async_api import Browser

from tests.support.guests import guest
from tests.support.looks import Look, seen
from tests.support.reporting.directory.building import organisation
from tests.support.reporting.exports.building import LATER, published
from tests.support.reporting.page import PageWorld
from tests.support.reporting.stories import record

pytestmark = pytest.mark.asyncio(loop_scope="session")


@seen("for others")
async def test_what_is_for_anybody_keeps_nobody_out(browser: Browser, look: Look) -> None:
    world = PageWorld(published=[published(), published(LATER)])
    await record(world.store, *organisation("one"), *organisation("two", rests=True))
    pages = {name: f"/{look.language}/{name}" for name in ("palveluhakemisto", "avoin-data")}

    async with guest(browser, world.app(), look) as (person, origin):
        name = f"others-{{}}-{look.language}-{look.width}"
        assert await person.problems_at(origin, pages, name) == {}

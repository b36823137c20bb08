"""The programme in a real browser: readable at any width and in any language, without scripts."""

from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.async_api import Browser

from tests.support.guests import guest, signed_in
from tests.support.looks import DESK, Look, seen
from tests.support.matching.activities.scene import HERE, OWN, ActivityScene
from tests.support.matching.programme.building import planned
from tests.support.matching.state import FakePlan

pytestmark = pytest.mark.asyncio(loop_scope="session")


def scene_of_two() -> ActivityScene:
    scene = ActivityScene()
    for days in (2, 9):
        art = planned(OWN, scene.world.store.state.now + timedelta(days=days), series_id=OWN)
        scene.world.store.state.plans[art.id] = FakePlan(art, uuid4())
    return scene


@seen("programme")
async def test_the_programme_keeps_nobody_out(browser: Browser, look: Look) -> None:
    scene = scene_of_two()
    async with guest(browser, scene.world.app(), look) as (person, origin):
        await person.page.goto(f"{origin}/{look.language}/ohjelma")
        assert await person.hindrances(f"matching-programme-{look.language}") == []
        await person.page.locator("h2 a").first.click()
        assert await person.hindrances(f"matching-programme-one-{look.language}") == []
        await person.page.locator("main form button").click()
        await person.page.get_by_role("status").wait_for()
        assert await person.hindrances(f"matching-programme-said-{look.language}") == []

    assert sum(each.planned.coming for each in scene.world.store.state.plans.values()) == 1


@pytest.mark.parametrize("look", [Look(), Look(width=DESK)], ids=str)
async def test_planning_keeps_nobody_out(browser: Browser, look: Look) -> None:
    scene = scene_of_two()
    async with signed_in(browser, scene.world.app(), scene.token(), look) as (person, origin):
        await person.page.goto(f"{origin}{HERE}/suunnitelmat")
        assert await person.hindrances("matching-plans") == []
        await person.page.get_by_role("button", name="Lisää ohjelmaan").click()
        assert await person.hindrances("matching-plans-wrong") == []

"""A line of sixty, on a phone and at a desk: readable, by keyboard, and in few strokes."""

from contextlib import AbstractAsyncContextManager
from uuid import uuid4

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.browser import Visitor
from tests.support.guests import signed_in
from tests.support.looks import DESK, Look, seen
from tests.support.matching.activities.building import logged
from tests.support.matching.activities.scene import HERE, OWN, ActivityScene
from tests.support.matching.state import FakeActivity

pytestmark = pytest.mark.asyncio(loop_scope="session")


def member(
    browser: Browser, scene: ActivityScene, look: Look
) -> AbstractAsyncContextManager[tuple[Visitor, str]]:
    return signed_in(browser, scene.world.app(), scene.token(), look)


def busy_scene() -> ActivityScene:
    scene = ActivityScene()
    first = logged(OWN, evidence="https://example.org/kuva", volunteer_minutes=720)
    scene.world.store.state.activities.append(FakeActivity(first, uuid4()))
    return scene


@seen("activities")
async def test_the_pages_keep_nobody_out(browser: Browser, look: Look) -> None:
    scene = busy_scene()
    here = f"/{look.language}{HERE[3:]}"
    (first,) = [each.logged for each in scene.world.store.state.activities]
    first_page = f"{here}/{first.id}"
    async with member(browser, scene, look) as (person, origin):
        for name, path in (
            ("list", here),
            ("form", f"{here}/kirjaa"),
            ("one", first_page),
            ("correct", f"{first_page}/korjaa"),
        ):
            await person.page.goto(f"{origin}{path}")
            assert await person.hindrances(f"matching-activities-{name}-{look.language}") == []
        await person.page.goto(f"{origin}{here}/kirjaa")
        await person.page.locator("form.pk-reading button").click()
        assert await person.hindrances(f"matching-activities-wrong-{look.language}") == []


@seen("activities")
async def test_the_list_of_all_organisations_keeps_nobody_out(browser: Browser, look: Look) -> None:
    scene = busy_scene()
    cookie, here = scene.token(StaffRole.COORDINATOR), f"/{look.language}/toiminta"
    async with signed_in(browser, scene.world.app(), cookie, look) as (person, origin):
        pages = {"all": here, "narrowed": f"{here}?organisation={OWN}&first=2026-11-01"}
        assert await person.problems_at(origin, pages, f"activities-{{}}-{look.language}") == {}


@pytest.mark.parametrize("look", [Look(), Look(width=DESK, scripts=False)], ids=str)
async def test_a_line_of_sixty_is_a_click_two_strokes_and_enter(
    browser: Browser, look: Look
) -> None:
    scene = busy_scene()
    async with member(browser, scene, look) as (person, origin):
        await person.page.goto(f"{origin}{HERE}")
        strokes = ["click", "6", "0", "Enter"]
        await person.page.get_by_role("link", name="Toista: Ruokajono", exact=True).click()
        await person.page.locator("#headcount:focus").wait_for()
        for key in strokes[1:]:
            await person.page.keyboard.press(key)
        await person.page.get_by_text("Kirjattu.").wait_for()

    assert [each.headcount for each in scene.said()] == [60]
    assert len(strokes) <= 4, "at half a second a stroke two seconds, well under a minute"


async def test_the_first_line_of_sixty_needs_few_strokes_as_well(browser: Browser) -> None:
    scene, typed = ActivityScene(), 0
    async with member(browser, scene, Look()) as (person, origin):
        await person.page.goto(f"{origin}{HERE}")
        await person.page.get_by_role("link", name="Kirjaa toimintakerta").click()
        fields = {"Mitä tehtiin": "Ruokajono", "Kävijöitä": "60", "Kesto": "2 h"}
        for label, text in fields.items():
            await person.page.get_by_label(label).first.click()
            await person.page.keyboard.type(text)
            typed += len(text) + 1
        await person.page.get_by_label("Ruoka ja tarvikkeet").check()
        await person.page.get_by_label("Mikkeli").check()
        await person.page.get_by_role("button", name="Tallenna").click()
        await person.page.get_by_text("Kirjattu.").wait_for()

    assert [(each.headcount, each.minutes) for each in scene.said()] == [(60, 120)]
    assert typed + 4 <= 30, "a stroke a second is half a minute"

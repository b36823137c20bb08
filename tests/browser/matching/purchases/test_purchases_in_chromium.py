"""Art hours at a coordinator's desk and on the artist's phone: readable, and by keyboard."""

import pytest
from playwright.async_api import Browser

from shared.contracts.matching import PurchaseDelivered
from shared.contracts.words import StaffRole
from tests.support.guests import signed_in
from tests.support.looks import Look, seen
from tests.support.matching.purchases.building import OWN
from tests.support.matching.purchases.scene import ALL, HERE, PurchaseScene

pytestmark = pytest.mark.asyncio(loop_scope="session")


@seen("purchases")
async def test_the_coordinators_pages_keep_nobody_out(browser: Browser, look: Look) -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    await scene.deliver(bought)
    home = f"/{look.language}{ALL[3:]}"
    pages = {
        "list": home,
        "one": f"{home}/{OWN}/{bought}",
    }
    cookie = scene.token(StaffRole.COORDINATOR)
    async with signed_in(browser, scene.world.app(), cookie, look) as (person, origin):
        assert await person.problems_at(origin, pages, f"purchases-{{}}-{look.language}") == {}
        await person.page.goto(f"{origin}{home}/uusi")
        await person.page.locator("main form button").click()
        assert await person.hindrances(f"purchases-wrong-{look.language}") == []


@seen("own purchases")
async def test_a_suppliers_pages_keep_nobody_out(browser: Browser, look: Look) -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    await scene.deliver(bought)
    home = f"/{look.language}{HERE[3:]}"
    pages = {
        "list": home,
        "form": f"{home}/{bought}/kirjaa",
    }
    async with signed_in(browser, scene.world.app(), scene.token(), look) as (person, origin):
        assert await person.problems_at(origin, pages, f"own-purchases-{{}}-{look.language}") == {}


async def test_a_repeated_hour_is_a_click_a_figure_and_enter(browser: Browser) -> None:
    scene = PurchaseScene()
    await scene.deliver(await scene.agree())
    async with signed_in(browser, scene.world.app(), scene.token(), Look()) as (person, origin):
        await person.page.goto(f"{origin}{HERE}")
        await person.page.get_by_role("link", name="Toista edellinen").click()
        await person.page.locator("#attendance:focus").wait_for()
        for key in ("7", "Enter"):
            await person.page.keyboard.press(key)
        await person.page.get_by_text("Kirjattu.").wait_for()

    said = [each for each in scene.said() if isinstance(each, PurchaseDelivered)]
    assert [(each.quantity, each.minutes) for each in said] == [(1, 90), (1, 90)]

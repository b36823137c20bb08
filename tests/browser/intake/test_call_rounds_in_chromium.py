"""A coordinator makes rounds of calls and an operator rings, at a desk and on a small screen."""

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.intake.walk import Walk, sign_in_as, walk
from tests.support.looks import DESK, Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROUNDS, RING = "/taulu/soittokierrokset", "/ops/soittokierros"


async def say_what_for(person: Walk) -> None:
    page = person.page
    await page.fill("#title", "Hellesoitot")
    await page.fill("#purpose", "Kysymme helteen takia, miten voit ja tarvitsetko apua.")
    await page.select_option("#basis", "public_task")


async def open_at(person: Walk, path: str, *roles: StaffRole) -> None:
    await sign_in_as(person, *roles)
    await person.go(path)


async def press(person: Walk, button: str, name: str) -> None:
    await person.page.locator(f"main {button}").first.click()
    await person.look_as_staff(name)


@seen("rounds made")
async def test_the_pages_of_who_makes_rounds_keep_nobody_out(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        page = person.page
        await open_at(person, f"{ROUNDS}/pyynnoista", StaffRole.COORDINATOR)
        await press(person, "button[value=count]", "round-of-requests")
        await person.go(f"{ROUNDS}/luettelosta")
        await page.fill("#pasted", "Aino Järvi 040 111 0001\nVeli 12")
        await press(person, "button", "round-of-list-wrong")
        await say_what_for(person)
        await page.fill("#whence", "Kaupungin luettelosta")
        await page.check("#leave_out")
        await press(person, "button", "round")
        await person.go(ROUNDS)
        await person.look_as_staff("rounds")


@seen("rounds rung")
async def test_the_pages_of_who_rings_keep_nobody_out(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        page = person.page
        roles = StaffRole.OPERATOR, StaffRole.COORDINATOR
        await open_at(person, f"{ROUNDS}/luettelosta", *roles)
        await page.fill("#pasted", "Aino Järvi 040 111 0001")
        await page.fill("#whence", "Kaupungin luettelosta")
        await say_what_for(person)
        await page.locator("main button").click()
        await person.go(RING)
        await press(person, "button", "round-next")
        await press(person, "button", "round-call")
        assert await page.input_value("#phone") == "040 1110001"


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_round_is_rung_through_by_keyboard(browser: Browser, scripts: bool) -> None:
    async with walk(browser, Look("fi", DESK, scripts)) as person:
        page = person.page
        roles = StaffRole.OPERATOR, StaffRole.COORDINATOR
        await open_at(person, f"{ROUNDS}/luettelosta", *roles)
        await page.fill("#pasted", "040 111 0001")
        await page.fill("#whence", "Kaupungin luettelosta")
        await say_what_for(person)
        await page.locator("main button").click()
        await person.go(RING)
        await page.locator("main button").press("Enter")
        await page.locator("main :focus").wait_for()
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/ops/*-*")

        await page.select_option("#outcome", "refused")
        await page.locator("main button[value=end]").press("Enter")
        await page.wait_for_url("**/loppu*")

        (one,) = person.world.store.state.round_people.values()
        assert one.result == "refused"

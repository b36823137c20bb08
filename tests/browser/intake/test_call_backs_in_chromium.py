"""An operator promises to ring back, finds it on the list, rings and closes it, in a browser."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.intake.building import NOW
from tests.support.intake.walk import Walk, sign_in_as, walk
from tests.support.looks import Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def end(person: Walk, outcome: str) -> None:
    await person.page.select_option("#outcome", outcome)
    await person.press_anew("button[value=end]")


async def promise(person: Walk) -> None:
    """End a call with a promise, without a time at first."""
    page = person.page
    await person.press_anew("button[value=inbound]")
    await page.fill("#phone", "040 123 4567")
    await page.fill("#first_name", "Aino")
    await page.locator("details:has(#agreed) > summary").click()
    await page.fill("#agreed", "Ovikoodi 12")
    await end(person, "call_back")
    await person.look_as_staff("call-back-wrong")
    await page.select_option("#call_back", "hour")
    await end(person, "call_back")


async def ring(person: Walk, name: str) -> None:
    await person.open_as_staff("/ops", name)
    await person.press_anew("form[action*=takaisinsoitot] button")


@seen("call backs")
async def test_a_promise_to_ring_is_made_listed_rung_and_closed(
    browser: Browser, look: Look
) -> None:
    async with walk(browser, look) as person:
        await sign_in_as(person, StaffRole.OPERATOR)
        await person.go("/ops")
        await promise(person)
        (item,) = person.world.store.state.call_backs.values()
        item.call_back = replace(item.call_back, due_at=NOW - timedelta(hours=1))

        await ring(person, "call-backs")
        await person.look_as_staff("call-back-rung")
        assert await person.page.input_value("#first_name") == "Aino"
        await end(person, "no_answer")
        await ring(person, "call-backs-after-an-attempt")
        await end(person, "advised")
        await person.open_as_staff("/ops", "call-backs-none")

        assert [one.is_closed for one in person.world.store.state.call_backs.values()] == [True]

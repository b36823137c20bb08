"""Beside a call: cards of who called before, and whom nobody answered, at each width."""

import httpx
import pytest
from playwright.async_api import Browser, expect

from services.intake.callers.model import Subject
from tests.support.intake.at_the_phone import at_the_phone, begin
from tests.support.intake.missed_calls.telephone import notice, sealed
from tests.support.intake.page_world import ask_once
from tests.support.intake.walk import Walk, walk
from tests.support.looks import DESK, PHONE, Look

pytestmark = pytest.mark.asyncio(loop_scope="session")

WIDTHS = [DESK, 1024, PHONE]


async def tell(person: Walk, name: str, **bent: str) -> None:
    """Let the telephone system tell of a call."""
    transport = httpx.ASGITransport(person.world.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8080") as phone:
        body = notice(call=name, **bent)
        answer = await phone.post("/api/calls", content=body, headers=sealed(body, name=name))
        assert answer.status_code == 201


@pytest.mark.parametrize("width", WIDTHS)
async def test_cards_of_who_called_before_keep_nobody_out(browser: Browser, width: int) -> None:
    async with walk(browser, Look("fi", width)) as person:
        world = person.world
        await ask_once(world)
        await ask_once(world, email="toinen@example.org", phone="+358409999999")
        for request_id in world.store.state.requests:
            world.who_called.put(Subject(request_id, ("Aino",), ("+358401234567",), "", "491"))
        await world.callers.catch_up()
        keys = await at_the_phone(person)
        await begin(keys)

        await keys.say("phone", "0401234567")
        await keys.say("first_name", "Aino")
        await expect(person.page.locator("#like-cards .pk-card")).to_have_count(2)

        await person.look_as_staff("call-cards")


@pytest.mark.parametrize("width", WIDTHS)
async def test_the_list_of_missed_calls_keeps_nobody_out(browser: Browser, width: int) -> None:
    async with walk(browser, Look("fi", width)) as person:
        await tell(person, "pbx-1")
        await tell(person, "pbx-2", number="+358405550101", state="ringing")
        await at_the_phone(person)
        await person.page.locator("details:has(#missed_number) > summary").click()

        assert await person.page.locator("form[action*=vastaamatta]").count() >= 4
        await person.look_as_staff("missed-calls")

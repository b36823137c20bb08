"""The delivery page in a real browser: readable, reachable by keyboard, usable without scripts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn

from shared.contracts.words import StaffRole
from tests.support.browser import DESK, PHONE, Visitor, chromium, visitor
from tests.support.messaging import until
from tests.support.notify.page import PageWorld


@asynccontextmanager
async def served(world: PageWorld) -> AsyncIterator[str]:
    server = uvicorn.Server(
        uvicorn.Config(world.app(), host="127.0.0.1", port=0, log_config=None, access_log=False)
    )
    serving = asyncio.create_task(server.serve())
    try:
        await until(lambda: server.started)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


@asynccontextmanager
async def coordinator(
    world: PageWorld, width: int, *, scripts: bool = True
) -> AsyncIterator[tuple[Visitor, str]]:
    cookie = world.sign_in(StaffRole.COORDINATOR)["cookie"].partition("=")[2]
    async with (
        served(world) as origin,
        chromium() as browser,
        visitor(browser, width=width, scripts=scripts) as person,
    ):
        await person.context.add_cookies([{"name": "porukalla", "value": cookie, "url": origin}])
        yield person, origin


async def busy_world() -> PageWorld:
    world = PageWorld()
    await world.add_news("volunteer.matched")
    await world.add_letter("proposal")
    await world.add_news("request.created", reason="gave_up")
    await world.add_letter(response="550", reason="recipient_refused")
    return world


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_the_page_keeps_nobody_out(width: int, language: str) -> None:
    async with coordinator(await busy_world(), width) as (person, origin):
        await person.page.goto(f"{origin}/{language}/toimitukset")
        await person.picture(f"notify-deliveries-{language}")

        assert await person.violations() == []
        assert not await person.is_too_wide()
        assert person.hosts == {origin.removeprefix("http://")}
        assert person.complaints == []


async def test_the_empty_page_keeps_nobody_out() -> None:
    async with coordinator(PageWorld(), PHONE) as (person, origin):
        await person.page.goto(f"{origin}/fi/toimitukset")
        await person.picture("notify-deliveries-empty")

        assert await person.violations() == []


async def test_a_failure_is_sent_again_by_keyboard_without_scripts() -> None:
    world = await busy_world()

    async with coordinator(world, DESK, scripts=False) as (person, origin):
        await person.page.goto(f"{origin}/fi/toimitukset")
        button = person.page.get_by_role("button", name="Lähetä uudelleen")
        await button.focus()
        await person.page.keyboard.press("Enter")
        await person.page.get_by_text("Viesti lähetetään uudelleen.").wait_for()

    assert world.woken == 1
    assert await world.deliveries.count_for_humans() == 1

"""The pages of staff and developers in a real browser: the board, look-ups, what is held."""

import pytest
from playwright.async_api import Browser

from services.intake.requests.model import RequestId
from shared.contracts.words import StaffRole
from tests.support.guests import answer_passkey
from tests.support.intake.board.building import reported
from tests.support.intake.doors.building import LIMITS
from tests.support.intake.page_world import KAISAS, ask_once, staffed
from tests.support.intake.requests.building import unmatched
from tests.support.intake.walk import Walk, sign_in_as, walk
from tests.support.intake.wishes.building import refused, widened
from tests.support.intake.wishes.page import leave
from tests.support.looks import Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def ask_a_volunteer(person: Walk, request_id: RequestId) -> None:
    """Ask one by hand: wrongly, then rightly, and undo it."""
    page = person.page
    await person.world.react(reported(request_id, version=2, fitting=0))
    await page.reload()
    await page.locator(f"main a[href$='{request_id}/kysy']").click()
    await person.look_as_staff("ask")
    await ask_for(person, "seitsemän")
    await person.look_as_staff("ask-wrong")
    await page.locator(".govuk-error-summary a").click()
    assert await page.evaluate("document.activeElement.value") == "seitsemän"
    await ask_for(person, "17")
    await person.look_as_staff("ask-on-its-way")
    async with page.expect_navigation():
        await page.locator("form[action$=peru] button").click()
    await person.look_as_staff("ask-undone")
    await ask_for(person, "17")
    await person.go("/taulu")
    await person.look_as_staff("board-on-its-way")


async def widen_the_search(person: Walk, request_id: RequestId) -> None:
    """Have more people asked: without a reason first, then with one, and read the answer."""
    world, page = person.world, person.page
    await person.go(f"/taulu/{request_id}/kysy")
    widen = page.locator("form[action$=laajenna]")
    await widen.locator("input[value=radius]").check()
    for reason, name in (("", "more-wrong"), ("few_here", "more-on-its-way")):
        if reason:
            await widen.locator(f"input[value={reason}]").check()
        async with page.expect_navigation():
            await widen.locator("button").click()
        await person.look_as_staff(f"ask-{name}")
    await leave(world)
    await world.react(widened(request_id, world.store.state.wishes[-1].wish.id))
    await person.go("/taulu")
    await person.look_as_staff("board-widened")


async def pass_a_rule_over(person: Walk, request_id: RequestId) -> None:
    """Read which rule stands in the way, and pass it over, with a reason."""
    world, page = person.world, person.page
    await leave(world)
    await world.react(refused(request_id, world.store.state.wishes[-1].wish.id, "area"))
    await person.go(f"/taulu/{request_id}/kysy")
    await page.locator("main summary").click()
    await person.look_as_staff("ask-refused")
    async with page.expect_navigation():
        await page.locator("details button").click()
    await person.look_as_staff("ask-no-reason")
    await page.locator("input[value=nobody_else]").check()
    async with page.expect_navigation():
        await page.locator("details button").click()
    await person.look_as_staff("ask-all-the-same")


async def ask_for(person: Walk, number: str) -> None:
    """Type a number, and send it."""
    await person.page.fill("#volunteer_number", number)
    async with person.page.expect_navigation():
        await person.page.keyboard.press("Enter")


async def look_somebody_up(person: Walk) -> None:
    """Find who asked, open their contact data, and see that it was noted."""
    page = person.page
    await person.open_as_staff("/haku", "lookup")
    await person.press()
    await person.look_as_staff("lookup-wrong")
    await person.fill_in({"wanted": "040 123 4567"})
    await person.look_as_staff("lookup-found")
    await page.locator("main section button").click()
    await person.look_as_staff("lookup-no-reason")
    await page.locator("main section input[value=call_back]").check()
    await page.locator("main section button").click()
    await person.look_as_staff("lookup-opened")
    await person.go("/katselut")
    await person.fill_in({"person": "040 123 4567"})
    await person.look_as_staff("looks")


async def look_at_sessions(person: Walk) -> None:
    await person.open_as_staff("/istunnot", "own-sessions")
    await person.open_as_staff("/kirjaudu?why=idle", "sign-in-idle")
    await person.go("/taulu")


@seen("staff")
async def test_the_pages_of_staff_and_developers_keep_nobody_out(
    browser: Browser, look: Look
) -> None:
    async with walk(browser, look) as person:
        staffed(person.world, StaffRole.COORDINATOR, StaffRole.SAFEGUARDING_LEAD)
        await ask_once(person.world)
        (request_id,) = person.world.store.state.requests
        await person.world.react(unmatched(request_id))
        await person.open_as_staff("/kirjaudu", "sign-in")
        await person.fill_in({"name": "kaisa", "password": "väärä"})
        await person.look_as_staff("sign-in-wrong")
        await person.fill_in({"password": "oikea"})
        await person.look_as_staff("factor")
        await answer_passkey(person.page, KAISAS)
        await person.look_as_staff("board")
        await look_at_sessions(person)
        await ask_a_volunteer(person, request_id)
        await pass_a_rule_over(person, request_id)
        await widen_the_search(person, request_id)
        await look_somebody_up(person)
        await person.open_as_staff("/docs", "docs")
        await person.open_as_staff("/docs/events", "docs-events")


@seen("held")
async def test_what_is_held_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        for _ in range(LIMITS.same_person.an_hour):
            await ask_once(person.world)
        await person.come_to("tarkista")
        await person.press()
        await person.page.wait_for_url("**/valmis")
        await person.look("done-held")
        await person.page.locator("main a.govuk-button >> nth=0").click()
        await person.look("status-held")
        await sign_in_as(person, StaffRole.COORDINATOR)
        await person.open_as_staff("/taulu", "board-with-held")
        await person.page.locator(".pk-figures a").click()
        await person.look_as_staff("held")
        await person.page.locator("button[value=let_through]").click()
        await person.look_as_staff("held-none")

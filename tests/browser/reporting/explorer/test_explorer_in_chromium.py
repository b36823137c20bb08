"""The log in a real browser: readable at any width, walked from a list to causes by keyboard."""

from uuid import UUID

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.browser import Visitor
from tests.support.guests import signed_in
from tests.support.looks import Look, seen
from tests.support.reporting.building import helped, named, unmatched
from tests.support.reporting.page import PageWorld
from tests.support.reporting.stories import record

pytestmark = pytest.mark.asyncio(loop_scope="session")


@seen("explorer")
async def test_the_pages_of_the_log_keep_nobody_out(browser: Browser, look: Look) -> None:
    world = PageWorld()
    asked, *others = helped("one")
    effect = unmatched("one").model_copy(update={"causationid": asked.id})
    await record(world.store, asked, effect, *others, *helped("two"))
    here = f"/{look.language}/tapahtumat"
    pages = {
        "list": here,
        "refused": f"{here}?event_type=x&last=eilen",
        "event": f"{here}/{effect.id}",
        "way": f"{here}/kulku/{named('one')}",
        "keys": f"/{look.language}/raportit/avaimet",
    }
    token = world.sign_in(StaffRole.ADMIN)
    async with signed_in(browser, world.app(), token, look) as (person, origin):
        name = f"explorer-{{}}-{look.language}-{look.width}"
        assert await person.problems_at(origin, pages, name) == {}
        await _find(person, f"{origin}{here}", asked.id)
        await _make_key(person, f"{origin}/{look.language}/raportit/avaimet", name)


async def _find(person: Visitor, address: str, wanted: UUID) -> None:
    """Narrow by keyboard, and open what is found."""
    page = person.page
    await page.goto(address)
    await page.focus("#subject")
    await page.keyboard.type(f"request/{named('one')}")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**subject=request**")
    await page.get_by_role("link", name="request.created").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**/{wanted}")


async def _make_key(person: Visitor, address: str, name: str) -> None:
    """Forget what it is for, then say it, by keyboard."""
    page = person.page
    await page.goto(address)
    await page.focus("#label")
    await page.keyboard.press("Enter")
    await page.locator(".govuk-error-summary").wait_for()
    assert await person.hindrances(name.format("wrong-key")) == []
    await page.focus("#label")
    await page.keyboard.type("Rahaston taulukko")
    await page.keyboard.press("Enter")
    await page.locator("code").wait_for()
    assert await person.hindrances(name.format("made")) == []

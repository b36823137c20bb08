"""Figures from forms in a real browser: confirmed and entered by keyboard at any width."""

import pytest
from playwright.async_api import Browser

from services.reporting.projects.use_cases.enter import EnterCounts, Which
from shared.contracts.words import StaffRole
from tests.support.browser import Visitor
from tests.support.guests import signed_in
from tests.support.looks import Look, seen
from tests.support.reporting.page import PageWorld
from tests.support.reporting.projects.building import AUTUMN, BLANKS, PARTICIPANTS, project
from tests.support.reporting.projects.store_contract import KAISA, typed

pytestmark = pytest.mark.asyncio(loop_scope="session")


@seen("counts")
async def test_the_pages_of_entered_figures_keep_nobody_out(browser: Browser, look: Look) -> None:
    world, own = PageWorld(), f"/{look.language}/raportit"
    form = f"{own}/luvut/{project().code}/{AUTUMN.first}/{PARTICIPANTS}"
    at = EnterCounts(world.store, world.projects, BLANKS, lambda: AUTUMN.first)
    await at.enter(Which(project().code, AUTUMN.first, PARTICIPANTS), KAISA, typed(25))
    name = f"counts-{{}}-{look.language}-{look.width}"
    pages = {"direct": f"{own}/osallistujat", "list": f"{own}/luvut", "form": form}

    token = world.sign_in(StaffRole.REPORTER)
    async with signed_in(browser, world.app(), token, look) as (person, origin):
        assert await person.problems_at(origin, pages, name) == {}
        await confirms(person)
        await enters(person, "250")
        assert await person.hindrances(name.format("asked")) == []
    funder = world.sign_in(StaffRole.FUNDER)
    async with signed_in(browser, world.app(), funder, look) as (person, origin):
        periods = {"periods": f"{own}/jaksot"}
        assert await person.problems_at(origin, periods, name) == {}


async def confirms(person: Visitor) -> None:
    """Press what confirms, by keyboard."""
    await person.page.focus("form[action$=vahvista] button")
    await person.page.keyboard.press("Enter")
    await person.page.wait_for_selector("#confirm", state="detached")


async def enters(person: Visitor, number: str) -> None:
    """Enter ten times as much, by keyboard."""
    await person.page.focus("#count_women")
    await person.page.keyboard.press("Control+A")
    await person.page.keyboard.type(number)
    await person.page.select_option("#form", "register")
    await person.page.focus("#count_women")
    await person.page.keyboard.press("Enter")
    await person.page.wait_for_selector(".govuk-error-summary")

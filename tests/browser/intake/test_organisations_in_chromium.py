"""Organisations are invited, apply and are decided on, in a real browser."""

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.intake.organisations.building import TYPED
from tests.support.intake.walk import Walk, sign_in_as, walk
from tests.support.looks import Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def send(person: Walk) -> None:
    async with person.page.expect_navigation():
        await person.page.locator("main form button.govuk-button").first.click()


async def apply(person: Walk) -> None:
    """Come as anybody, forget a field, and send it."""
    await person.open("/kumppaniksi", "apply")
    await send(person)
    await person.look("apply-missing")
    for field, words in TYPED.items():
        await person.page.fill(f"#{field}", words)
    await send(person)
    await person.look("applied")


@seen("application")
async def test_anybody_applies_for_their_organisation(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        await apply(person)

        assert len(person.world.store.state.applications) == 1


@seen("organisations")
async def test_a_coordinator_invites_one_and_decides_on_another(
    browser: Browser, look: Look
) -> None:
    async with walk(browser, look) as person:
        await apply(person)
        await sign_in_as(person, StaffRole.COORDINATOR)
        await person.open_as_staff("/jarjestot", "organisations")
        (waiting,) = person.world.store.state.applications
        await person.open_as_staff(f"/jarjestot/hakemus/{waiting}", "application")
        await person.open_as_staff("/jarjestot/kutsu", "organisation-invite")
        await send(person)
        await person.look_as_staff("organisation-invite-missing")
        await person.page.fill("#name", "Ruoka-apu ry")
        await person.page.fill("#contact", "veera.v")
        await person.page.fill("#email", "veera@example.org")
        await send(person)
        await person.look_as_staff("organisation")

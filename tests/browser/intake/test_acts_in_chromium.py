"""What a coordinator does with one request, in a real browser."""

from dataclasses import replace

import pytest
from playwright.async_api import Browser

from shared.contracts.words import Category, StaffRole
from tests.support.intake.page_world import ask_once
from tests.support.intake.walk import Walk, sign_in_as, walk
from tests.support.looks import Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def send(person: Walk, act: str, reason: str = "") -> None:
    """Open one form, choose why, and press its button."""
    form = person.page.locator(f"#act-{act}")
    if not await form.evaluate("details => details.open"):
        await form.locator("summary").click()
    if reason:
        await form.locator("select[name=reason]").select_option(reason)
    async with person.page.expect_navigation():
        await form.locator("button").click()


@seen("acts")
async def test_a_request_is_changed_closed_and_opened_again_by_forms(
    browser: Browser, look: Look
) -> None:
    async with walk(browser, look) as person:
        await ask_once(person.world)
        (request_id,) = person.world.store.state.requests
        await sign_in_as(person, StaffRole.COORDINATOR)
        await person.open_as_staff(f"/taulu/{request_id}/toimet", "acts")
        await send(person, "closed")
        await person.look_as_staff("acts-no-reason")
        await person.page.locator("#act-corrected summary").click()
        await person.page.locator("#urgency").select_option("no_hurry")
        await send(person, "corrected", "asker_said")
        await person.page.locator("#act-noted summary").click()
        await person.page.fill("#act_note", "Soittaa huomenna kello 10.")
        await send(person, "noted")
        await send(person, "closed", "no_contact")
        await person.look_as_staff("acts-closed")
        await send(person, "reopened", "by_mistake")
        await person.look_as_staff("acts-reopened")


@seen("acts")
async def test_two_are_merged_and_one_is_split_by_forms(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        await ask_once(person.world)
        await ask_once(person.world, email="toinen@example.org", phone="+358409999999")
        first, second = person.world.store.state.requests.values()
        first.stored = replace(first.stored, also=(Category.PHARMACY,))
        first.plea = replace(first.plea, also=(Category.PHARMACY,))
        await sign_in_as(person, StaffRole.COORDINATOR)
        await person.open_as_staff(f"/taulu/{first.stored.id}/toimet", "acts-of-two-needs")
        await person.page.locator("#act-merged summary").click()
        await person.page.fill("#other", second.stored.reference)
        await send(person, "merged")
        await person.look_as_staff("acts-other-asker")
        await person.page.locator("#is_same").check()
        await send(person, "merged")
        await send(person, "split")
        await person.look_as_staff("acts-no-part")
        await person.page.locator("#part-pharmacy").check()
        await send(person, "split", "own_helpers")
        await person.look_as_staff("acts-split")


@seen("acts")
async def test_two_are_linked_seen_beside_each_other_and_closed_together(
    browser: Browser, look: Look
) -> None:
    async with walk(browser, look) as person:
        for email in ("aino@example.org", "toinen@example.org"):
            await ask_once(person.world, email=email)
        first, second = person.world.store.state.requests.values()
        await sign_in_as(person, StaffRole.COORDINATOR)
        await person.open_as_staff(f"/taulu/{first.stored.id}/toimet", "acts-alike")
        await person.page.locator("#act-linked summary").click()
        assert await person.page.input_value("#beside") == second.stored.reference
        await person.page.locator("#raise").check()
        await person.look_as_staff("acts-link-open")
        await send(person, "linked", "same_person")
        await person.page.locator("#act-closed summary").click()
        await person.look_as_staff("acts-linked")
        await person.open_as_staff("/taulu", "board-linked")
        await person.open_as_staff(f"/ops/pyynto/{second.stored.id}", "timeline-linked")
        await person.open_as_staff(f"/taulu/{first.stored.id}/toimet", "acts-linked-again")
        await person.page.locator("#act-closed summary").click()
        await person.page.locator("#also").check()
        await send(person, "closed", "no_contact")
        await person.look_as_staff("acts-closed-together")

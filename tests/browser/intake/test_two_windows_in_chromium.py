"""Two of the staff at the same call or request, each in a live window: nobody overwrites."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from shared.contracts.words import StaffRole
from tests.support.intake.at_the_phone import Keys, at_the_phone, begin, newest_call
from tests.support.intake.page_world import ask_once
from tests.support.intake.walk import Walk, second_window, sign_in_as, walk
from tests.support.looks import DESK, Look

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def keys(browser: Browser) -> AsyncIterator[Keys]:
    """Give Kaisa in a call."""
    async with walk(browser, Look("fi", DESK)) as person:
        keys = await at_the_phone(person)
        await begin(keys)
        yield keys


async def test_the_same_call_in_two_windows_shows_both_values_and_loses_neither(
    keys: Keys,
) -> None:
    first = keys.person.page
    other = await first.context.new_page()
    await other.goto(first.url)
    await first.fill("#street", "Kuja 1")
    await expect(first.locator("#kept")).to_contain_text("Tallennettu")
    await other.fill("#street", "Kuja 2")

    alert = other.get_by_role("alert").filter(has_text="Kuja 1")
    await expect(alert).to_be_visible()
    assert await other.input_value("#street") == "Kuja 2"
    assert newest_call(keys.person).fields["street"] == "Kuja 1"
    await _save(other)
    await expect(alert).to_be_visible()
    assert await other.input_value("#street") == "Kuja 2"
    await _save(other)

    await expect(other.get_by_role("status").filter(has_text="Tallennettu")).to_be_visible()
    assert newest_call(keys.person).fields["street"] == "Kuja 2"
    keys.person.visitor.complaints.clear()  # a conflict is told by its status


async def test_a_call_that_another_takes_over_is_seen_while_typing_and_nothing_is_lost(
    keys: Keys, browser: Browser
) -> None:
    kaisa = keys.person.page
    await keys.say("first_name", "Aino")
    await keys.press("Tab")
    await expect(kaisa.locator("#kept")).to_contain_text("Tallennettu")
    async with second_window(browser, keys.person) as veli:
        await veli.go("/ops")
        await veli.page.get_by_role("button", name="Kaisa").click()
        await veli.page.wait_for_url("**/ops/*-*")
        taken_over = await veli.page.input_value("#first_name")
        await kaisa.fill("#street", "Kuja 1")

        alert = kaisa.get_by_role("alert").filter(has_text="Veli on ottanut tämän puhelun")
        await expect(alert).to_be_visible()
        assert await kaisa.input_value("#street") == "Kuja 1"
        await veli.page.fill("#street", "Kuja 2")
        await expect(veli.page.locator("#kept")).to_contain_text("Tallennettu")

    assert taken_over == "Aino"
    fields = newest_call(keys.person).fields
    assert (fields["first_name"], fields["street"]) == ("Aino", "Kuja 2")
    keys.person.visitor.complaints.clear()  # a conflict is told by its status


async def test_of_two_coordinators_at_one_request_the_second_sees_both_values(
    browser: Browser,
) -> None:
    async with walk(browser, Look("fi", DESK)) as kaisa:
        await ask_once(kaisa.world)
        (request_id,) = kaisa.world.store.state.requests
        await sign_in_as(kaisa, StaffRole.COORDINATOR)
        async with second_window(browser, kaisa) as veli:
            for each in (kaisa, veli):
                await each.go(f"/taulu/{request_id}/toimet")
            await _correct(kaisa, urgency="no_hurry")
            await _correct(veli, urgency="within_a_week", postal_code="50170")

            shown = veli.page.locator("main")
            await expect(shown).to_contain_text("Viimeksi:")
            await expect(shown).to_contain_text("Kaisa")
            assert await veli.page.input_value("#urgency") == "within_a_week"
            assert await veli.page.input_value("#postal_code") == "50170"
            first = _asked(kaisa)
            await expect(shown).to_contain_text("Ei kiirettä")
            await veli.visitor.picture("intake-fi-two-at-one-request")
            await _press(veli, "corrected")

    assert first == ("no_hurry", "50100")
    assert _asked(kaisa) == ("within_a_week", "50170")


def _asked(person: Walk) -> tuple[str, str]:
    (request,) = person.world.store.state.requests.values()
    return request.plea.urgency, request.plea.postal_code


async def _save(page: Page) -> None:
    """Press the button, and wait for what comes in the place of the page."""
    await page.evaluate("() => { document.querySelector('#main').dataset.seen = 1 }")
    await page.locator("main button[value=save]").click()
    await page.locator("#main:not([data-seen])").wait_for()


async def _correct(person: Walk, **values: str) -> None:
    form = person.page.locator("#act-corrected")
    await form.locator("summary").click()
    for field, value in values.items():
        place = form.locator(f"#{field}")
        if field == "urgency":
            await place.select_option(value)
        else:
            await place.fill(value)
    await form.locator("select[name=reason]").select_option("asker_said")
    await _press(person, "corrected")


async def _press(person: Walk, act: str) -> None:
    async with person.page.expect_navigation():
        await person.page.locator(f"#act-{act} button").click()

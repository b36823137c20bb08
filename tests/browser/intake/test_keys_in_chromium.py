"""The screen for calls with its script: keys, likeness as one types, and a server that is away."""

from collections.abc import AsyncIterator
from typing import NoReturn
from uuid import uuid4

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from services.intake.callers.model import Subject
from services.intake.staff.model import Staff, StaffId
from shared.contracts.words import StaffRole
from tests.support.intake.at_the_phone import Keys, at_the_phone, begin, newest_call
from tests.support.intake.page_world import ask
from tests.support.intake.walk import Walk, walk
from tests.support.looks import DESK, PHONE, Look

pytestmark = pytest.mark.asyncio(loop_scope="session")

LAPTOP = 1024
RETRIED = 8_000
"""Milliseconds in which a script tries again, and the answer is there."""


@pytest_asyncio.fixture(loop_scope="session")
async def keys(browser: Browser) -> AsyncIterator[Keys]:
    """Give Kaisa at the phone, in a call."""
    async with walk(browser, Look("fi", DESK)) as person:
        keys = await at_the_phone(person)
        await begin(keys)
        yield keys


async def test_each_key_leads_where_its_button_says(keys: Keys) -> None:
    shown = await keys.person.page.locator("main [data-key]:visible kbd").all_inner_texts()
    assert {*shown} == {"F2", "F4", "F8", "F9", "Ctrl K", "Ctrl Enter"}

    for key, place in (("F8", "outcome"), ("F2", "phone"), ("F9", "t-danger_now")):
        await keys.press(key)
        assert await keys.focus() == place
    await keys.press("Escape")
    assert await keys.person.page.locator("#t-danger_now").is_hidden()


async def test_each_command_is_found_by_its_letter_and_escape_leads_back(keys: Keys) -> None:
    page = keys.person.page
    await keys.to("first_name")

    await keys.press("Control+k")
    assert await keys.focus() == "command"
    await keys.press("Escape")
    assert await keys.focus() == "first_name"
    assert await page.locator("#commands").is_hidden()

    await keys.press("Control+k", "k", "Enter")
    assert await keys.focus() == "t-danger_now"


@pytest.mark.parametrize(
    ("word", "place"),
    [("mm", "text"), ("sam", "also"), ("lis", "may_ring"), ("hil", "silent-fold")],
)
async def test_what_has_no_key_is_found_by_the_list_of_commands(
    keys: Keys, word: str, place: str
) -> None:
    await keys.press("Control+k")
    await keys.person.page.keyboard.type(word)
    await keys.press("Enter")

    assert await keys.focus() == place


async def test_where_an_end_was_chosen_the_key_that_ends_a_call_ends_it_so(keys: Keys) -> None:
    await keys.press("F8", "n", "e", "Control+Enter")
    await keys.person.page.wait_for_url("**/loppu*")

    assert newest_call(keys.person).outcome == "advised"
    assert not keys.person.world.store.state.requests


async def test_to_whom_danger_went_is_seen_beside_the_answer_that_told_of_it(keys: Keys) -> None:
    page = keys.person.page
    await keys.say("phone", "0401234567")

    await keys.press("F9", "k")

    for place in ("#told .pk-card--alarm", "#said p", "#t-danger_now"):
        await expect(page.locator(place).first).to_be_in_viewport()
    await keys.press("F8")
    assert await page.input_value("#outcome") == "handed_over"


async def test_cards_come_while_one_types_and_the_focus_stays(keys: Keys) -> None:
    world, page = keys.person.world, keys.person.page
    await ask(world)
    (request,) = world.store.state.requests.values()
    world.who_called.put(Subject(request.stored.id, ("Aino",), ("+358401234567",), "", "491"))
    await world.callers.catch_up()
    await expect(page.locator("#like-said")).to_contain_text("Kirjoita koko puhelinnumero")

    await keys.say("phone", "0401234567")
    await keys.say("first_name", "Ain")
    await expect(page.locator("#like-cards .pk-card")).to_have_count(1)

    assert await keys.focus() == "first_name"
    await page.keyboard.type("o")
    assert await page.input_value("#first_name") == "Aino"
    assert await page.locator("#like-said").get_attribute("role") == "status"
    await expect(page.locator("#like-said")).to_have_text("Samankaltaisia: 1.")


async def test_words_are_kept_without_a_press(keys: Keys) -> None:
    await keys.say("first_name", "Aino")
    await keys.press("Tab")

    await expect(keys.person.page.locator("#kept")).to_contain_text("Tallennettu")
    assert newest_call(keys.person).fields["first_name"] == "Aino"


async def lose_and_find(keys: Keys, page: Page) -> None:
    """See the bar and what was typed while nothing is kept."""
    await keys.say("first_name", "Aino")
    await keys.press("Tab")
    await expect(page.locator("#lost")).to_be_visible()
    assert await page.input_value("#first_name") == "Aino"
    assert "first_name" not in newest_call(keys.person).fields


async def find_again(keys: Keys, page: Page) -> None:
    await expect(page.locator("#lost")).to_be_hidden(timeout=RETRIED)
    assert newest_call(keys.person).fields["first_name"] == "Aino"
    keys.person.visitor.complaints.clear()  # the browser and htmx say what we did here


async def test_a_lost_connection_shows_a_bar_and_is_tried_again_by_itself(keys: Keys) -> None:
    page = keys.person.page
    await page.context.set_offline(True)

    await lose_and_find(keys, page)
    await keys.press("Control+Enter")
    assert await page.input_value("#first_name") == "Aino"
    assert "ops/" in page.url
    await page.context.set_offline(False)

    await find_again(keys, page)


async def test_without_the_database_the_page_stays_as_it_is_and_says_so(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = keys.person.page

    def refused() -> NoReturn:
        raise ConnectionRefusedError

    with monkeypatch.context() as away:
        away.setattr(keys.person.world.store, "begin", refused)
        await lose_and_find(keys, page)

    await find_again(keys, page)


async def test_an_operator_whose_call_another_took_sees_it_as_they_type(keys: Keys) -> None:
    state = keys.person.world.store.state
    veli = Staff(StaffId(uuid4()), "Veli", "", (StaffRole.OPERATOR,))
    state.staff["veli"] = veli
    call = newest_call(keys.person)
    async with keys.person.world.store.begin() as work:
        await work.calls.take_over(call.id, veli.id, call.staff_id)

    await keys.say("first_name", "Aino")
    await keys.press("Tab")

    alert = keys.person.page.get_by_role("alert").filter(has_text="Veli on ottanut tämän puhelun")
    await expect(alert).to_be_visible()
    assert await keys.person.page.input_value("#first_name") == "Aino"
    keys.person.visitor.complaints.clear()  # a conflict is told by its status


@pytest.mark.parametrize("width", [DESK, LAPTOP, PHONE])
async def test_nobody_is_kept_out_at_any_width(browser: Browser, width: int) -> None:
    async with walk(browser, Look("fi", width)) as person:
        keys = await at_the_phone(person)
        await begin(keys)
        await keys.press("Control+k")
        await person.look_as_staff("call-commands")
        await keys.press("Escape")
        await person.page.evaluate("() => { document.querySelector('#lost').hidden = false }")
        await person.look_as_staff("call-lost")

        if width > PHONE:
            assert await columns_of(person) == 3


async def columns_of(person: Walk) -> int:
    """Count the columns: call, request and lists beside each other."""
    tops = [
        await person.page.locator(title).bounding_box()
        for title in ("#area-call", "#area-request", "#like")
    ]
    return len({round(box["x"]) for box in tops if box})

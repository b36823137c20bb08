"""Call-backs on the page of calls, as operators use them without a script."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from services.intake.calls.model.call import Call
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.intake import CallLogged
from shared.contracts.words import StaffRole
from tests.support.intake.calls.desk import BUSY, Desk
from tests.support.intake.page_world import PageWorld, staffed

AGREED = {"outcome": "call_back", "call_back": "hour", "agreed": "Ovikoodi 12 <b>"}


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    world = staffed(PageWorld(), StaffRole.OPERATOR)
    async with world.signed_in() as client:
        yield Desk(world, client)


def calls_of(desk: Desk) -> list[Call]:
    return [item.call for item in desk.world.store.state.calls.values()]


async def listed(desk: Desk) -> str:
    return (await desk.client.get(BUSY)).text


async def ring(desk: Desk) -> None:
    (owed,) = [key for key, item in desk.world.store.state.call_backs.items() if not item.is_closed]
    answer = await desk.client.post(f"{BUSY}/takaisinsoitot/{owed}")
    desk.path = answer.headers["location"]


async def test_a_call_is_agreed_upon_listed_without_whom_taken_and_closed(desk: Desk) -> None:
    await desk.begin()
    await desk.press("end", **AGREED)
    page = await listed(desk)
    assert "Soita takaisin" in page
    for private in ("040 123", "Aino", "Ovikoodi"):
        assert private not in page

    await ring(desk)
    shown = (await desk.client.get(desk.path)).text
    for filled_in in ('value="040 123 4567"', 'value="Aino"', "Ovikoodi 12 &lt;b&gt;"):
        assert filled_in in shown
    assert "Kaisa soittaa nyt" in await listed(desk)
    await desk.press("end", outcome="advised")

    assert "Kenellekään ei ole luvattu soittaa" in await listed(desk)
    assert [(call.direction, call.outcome) for call in calls_of(desk)] == [
        (CallDirection.INBOUND, CallOutcome.CALL_BACK),
        (CallDirection.OUTBOUND, CallOutcome.ADVISED),
    ]
    said = [each for each in desk.said(CallLogged) if isinstance(each, CallLogged)]
    assert [each.outcome for each in said] == [CallOutcome.CALL_BACK, CallOutcome.ADVISED]


async def test_an_outbound_call_of_which_nothing_was_agreed_is_shown(desk: Desk) -> None:
    page = await desk.begin("outbound")

    assert "Lähtevä puhelu" in page
    assert "Mitä sovittiin:" not in page


async def test_nobody_who_answered_is_an_attempt_and_stays_on_the_list(desk: Desk) -> None:
    await desk.begin()
    await desk.press("end", **AGREED)
    await ring(desk)

    await desk.press("end", outcome="no_answer")

    page = await listed(desk)
    assert "soitettu 1 kertaa" in page
    assert "Soita takaisin" in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"call_back": ""}, "call_back"),
        ({"call_back": "at", "call_back_at": "joskus"}, "call_back_at"),
        ({"phone": ""}, "phone"),
        ({"phone": "040 123 4567 tai 050 765 4321"}, "phone"),
    ],
)
async def test_what_nobody_could_keep_is_said_at_its_field_and_the_call_goes_on(
    desk: Desk, typed: dict[str, str], field: str
) -> None:
    await desk.begin()

    page = await desk.press("end", **(AGREED | typed))

    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert (desk.call.ended_at, desk.world.store.state.call_backs) == (None, {})


async def test_whoever_is_second_is_told_that_another_was_first(desk: Desk) -> None:
    await desk.begin()
    await desk.press("end", **AGREED)
    await ring(desk)
    (owed,) = desk.world.store.state.call_backs

    answers = [await desk.client.post(f"{BUSY}/takaisinsoitot/{each}") for each in (owed, uuid4())]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "Toinen ehti ensin" in answers[0].text
    assert len(calls_of(desk)) == 2

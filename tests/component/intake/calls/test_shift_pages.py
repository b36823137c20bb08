"""Shifts on the page of calls: one press each, how many answer, and nothing that is kept."""

import re
from datetime import timedelta

import httpx
import pytest

from services.intake.shifts.rules import IDLE
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, staffed


async def seen(client: httpx.AsyncClient) -> tuple[int, str]:
    """Give how many answer, and the part of the page that says so."""
    page = (await client.get("/fi/ops")).text
    (part,) = re.findall(r'aria-labelledby="shifts">(.*?)</section>', page, re.DOTALL)
    (number,) = re.findall(r"Puhelimessa nyt: <strong>(\d+)", part)
    return int(number), part


async def press(client: httpx.AsyncClient, doing: str) -> httpx.Response:
    return await client.post("/fi/ops/vuoro", data={"doing": doing})


@pytest.mark.parametrize(
    ("doing", "answering", "words"),
    [
        ("at_phone", 1, "Sinä olet puhelimessa."),
        ("on_duty", 0, "Sinä olet muussa työssä."),
        ("on_break", 0, "Sinä olet tauolla."),
        ("off", 0, "Sinä et ole vuorossa."),
        ("asleep", 0, "Sinä et ole vuorossa."),
    ],
)
async def test_one_press_says_what_somebody_does(doing: str, answering: int, words: str) -> None:
    async with staffed(PageWorld(), StaffRole.OPERATOR).signed_in() as client:
        pressed = await press(client, doing)
        number, part = await seen(client)

    assert (pressed.status_code, pressed.headers["location"]) == (303, "/fi/ops")
    assert number == answering
    assert words in part


async def test_a_shift_is_ended_by_a_press_by_signing_out_and_by_itself() -> None:
    world = staffed(PageWorld(), StaffRole.OPERATOR)
    for end in ("off", "signed out", "idle"):
        async with world.signed_in() as client:
            await press(client, "at_phone")
            if end == "off":
                await press(client, "off")
            elif end == "signed out":
                world.store.state.sessions.clear()
            else:
                world.store.state.now += IDLE
        async with world.signed_in() as client:
            assert (await seen(client))[0] == 0, end


async def test_at_an_hour_of_the_phone_it_is_said_when_nobody_answers() -> None:
    async with staffed(PageWorld(), StaffRole.OPERATOR).signed_in() as client:
        _, before = await seen(client)
        await press(client, "at_phone")
        _, after = await seen(client)

    assert "kukaan ei vastaa" in before
    assert "kukaan ei vastaa" not in after


async def test_looking_changes_nothing_and_nothing_says_since_when() -> None:
    world = staffed(PageWorld(), StaffRole.OPERATOR)
    async with world.signed_in() as client:
        await press(client, "at_phone")
        (before,) = world.store.state.shifts.values()
        world.store.state.now += timedelta(minutes=30)
        await seen(client)

    assert list(world.store.state.shifts.values()) == [before]
    assert set(before.__dataclass_fields__) == {"session_hash", "doing", "ends_at"}

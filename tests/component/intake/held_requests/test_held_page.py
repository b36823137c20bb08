"""The coordinator's page of held requests, and what the one who asked sees."""

import pytest

from services.intake.requests.model import RequestId, State
from shared.contracts.words import StaffRole
from tests.support.intake.doors.building import LIMITS
from tests.support.intake.page_world import PageWorld, fill_in, send, sign_in, staffed
from tests.support.intake.seen import Seen

PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org")
PAGE = "/fi/taulu/tarkistus"


@pytest.fixture
async def world() -> PageWorld:
    """Have one person ask once more than goes ahead by itself."""
    world = PageWorld()
    staffed(world, StaffRole.COORDINATOR)
    for _ in range(LIMITS.same_person.an_hour + 1):
        async with world.visitor() as visitor:
            await fill_in(visitor)
            await send(visitor)
    return world


async def test_who_asks_too_often_is_told_that_a_person_looks_at_it(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        done = await send(visitor)
        (path,) = [link for link in Seen(done.text).links if "/p/" in link]
        status = await visitor.get(path)

    assert "Ihminen katsoo sen ensin" in done.text
    assert "Ihminen katsoo pyyntösi ensin" in status.text
    assert "tel:" in done.text
    assert "tel:" in status.text


@pytest.mark.long
async def test_the_board_leads_to_what_is_held_and_why(world: PageWorld, language: str) -> None:
    async with world.signed_in() as visitor:
        board = await visitor.get(f"/{language}/taulu")
        page = await visitor.get(f"/{language}/taulu/tarkistus")

    assert f"/{language}/taulu/tarkistus" in Seen(board.text).links
    assert page.status_code == 200
    assert page.text.count('value="let_through"') == 1
    for word in PERSONAL:
        assert word not in page.text


async def test_a_coordinator_lets_it_go_ahead(world: PageWorld) -> None:
    held = _held(world)
    async with world.signed_in() as visitor:
        answer = await visitor.post(f"{PAGE}/{held}", data={"decision": "let_through"})
        page = await visitor.get(answer.headers["location"])
        again = await visitor.post(f"{PAGE}/{held}", data={"decision": "set_aside"})
        told = await visitor.get(again.headers["location"])

    assert "Mikään pyyntö ei odota tarkistusta" in page.text
    assert "jo päätetty" in told.text
    assert "jo päätetty" not in page.text
    assert [item.stored.state for item in world.store.state.requests.values()].count(
        State.HELD
    ) == 0


async def test_only_what_can_be_decided_is_decided(world: PageWorld) -> None:
    held = _held(world)
    async with world.visitor() as visitor:
        stranger = await visitor.post(f"{PAGE}/{held}", data={"decision": "let_through"})
        seen = await visitor.get(PAGE)
        await sign_in(visitor)
        odd = await visitor.post(f"{PAGE}/{held}", data={"decision": "burn"})

    assert (stranger.status_code, seen.status_code, odd.status_code) == (303, 303, 404)
    assert world.store.state.held_decisions == []


async def test_a_flag_of_a_later_version_is_another_reason(world: PageWorld) -> None:
    world.store.state.requests[_held(world)].flags = ("smells",)
    async with world.signed_in() as visitor:
        page = await visitor.get(PAGE)

    assert "Jokin muu syy" in page.text


def _held(world: PageWorld) -> RequestId:
    every = world.store.state.requests.items()
    return next(key for key, item in every if item.stored.is_held)

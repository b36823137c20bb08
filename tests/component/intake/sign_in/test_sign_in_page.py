"""Staff sign in and out."""

import pytest

from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, sign_in, staffed


async def test_a_reporter_is_led_to_the_reports_and_not_shown_the_board(world: PageWorld) -> None:
    staffed(world, StaffRole.REPORTER)
    async with world.visitor() as visitor:
        answer = await sign_in(visitor)
        board = await visitor.get("/fi/taulu")

    assert answer.headers["location"] == "/fi/raportit"
    assert board.status_code == 403


async def test_a_reporter_who_coordinates_too_is_led_to_the_board(world: PageWorld) -> None:
    staffed(world, StaffRole.REPORTER, StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        answer = await sign_in(visitor)
        board = await visitor.get("/fi/taulu")

    assert answer.headers["location"] == "/fi/taulu"
    assert board.status_code == 200


@pytest.mark.parametrize("name", ["Kaisa", "nobody", "Kai\x00sa", ""])
async def test_a_wrong_sign_in_says_one_thing(world: PageWorld, name: str) -> None:
    staffed(world, StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        answer = await visitor.post("/fi/kirjaudu", data={"name": name, "password": "väärä"})

    assert answer.status_code == 422
    assert "Käyttäjänimi tai salasana on väärin" in answer.text
    assert "set-cookie" not in answer.headers


async def test_guessing_is_answered_with_a_wait(world: PageWorld) -> None:
    staffed(world, StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        answers = [await sign_in(visitor, "väärä") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]


async def test_signing_out_without_a_session_is_harmless(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post("/sv/kirjaudu/ulos")

    assert answer.headers["location"] == "/sv/kirjaudu"


async def test_whoever_signs_in_again_leaves_the_session_of_before(world: PageWorld) -> None:
    staffed(world, StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        (former,) = world.store.state.sessions
        cookie = visitor.cookies["porukalla"]
        await sign_in(visitor)
        board = await visitor.get("/fi/taulu")
        visitor.cookies.clear()
        stolen = await visitor.get("/fi/taulu", headers={"cookie": f"porukalla={cookie}"})

    assert former not in world.store.state.sessions
    assert board.status_code == 200
    assert stolen.headers["location"] == "/fi/kirjaudu?why=ended"


async def test_when_too_many_wait_a_known_browser_comes_in_and_others_are_told_when_to_return(
    world: PageWorld,
) -> None:
    staffed(world, StaffRole.COORDINATOR)
    async with world.visitor() as known, world.visitor() as stranger:
        await sign_in(known)
        world.passwords.is_full = True
        let_in = await sign_in(known)
        refused = await stranger.post("/fi/kirjaudu", data={"name": "Kaisa", "password": "oikea"})
        pretending = await stranger.post(
            "/fi/kirjaudu",
            data={"name": "Kaisa", "password": "oikea"},
            headers={"cookie": "porukalla-device=1.made.up"},
        )

    assert let_in.headers["location"] == "/fi/taulu"
    assert [refused.status_code, pretending.status_code] == [429, 429]
    assert refused.headers["retry-after"] == pretending.headers["retry-after"] == "5"


async def test_who_has_to_wait_is_told_how_long(world: PageWorld) -> None:
    staffed(world, StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        answers = [await sign_in(visitor, "väärä") for _ in range(6)]

    assert answers[-1].headers["retry-after"] == "2"

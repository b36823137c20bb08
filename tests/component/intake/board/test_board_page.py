"""The coordinator's board."""

import pytest

from services.intake.requests.model import RequestId, State
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, ask, assign, sign_in, staffed
from tests.support.intake.requests.building import unmatched
from tests.support.intake.seen import Seen

PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org")
OTHER = {
    "fi": "muu syy (all_on_holiday)",
    "sv": "annan orsak (all_on_holiday)",
    "en": "another reason (all_on_holiday)",
}


async def test_a_coordinator_signs_in_sees_the_board_and_signs_out(world: PageWorld) -> None:
    story = await ask(world)
    await world.react(unmatched(story.request_id))
    staffed(world, StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        before = await visitor.get("/fi/taulu")
        answer = await sign_in(visitor)
        board = await visitor.get(answer.headers["location"])
        out = await visitor.post("/fi/kirjaudu/ulos")
        after = await visitor.get("/fi/taulu")

    assert before.headers["location"] == after.headers["location"] == "/fi/kirjaudu"
    assert answer.headers["location"] == "/fi/taulu"
    assert out.status_code == 303
    assert f"/fi/ops/pyynto/{story.request_id}" in Seen(board.text).links
    assert f"/fi/perustelut/{story.request_id}" in Seen(board.text).links
    assert "Kukaan ei sovi tehtävään" in board.text
    assert "Mikkeli" in board.text
    for word in PERSONAL:
        assert word not in board.text


async def test_a_reason_of_a_later_version_is_another_reason_with_its_code(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    await world.react(unmatched(story.request_id, reason="all_on_holiday"))
    staffed(world, StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        board = await visitor.get(f"/{language}/taulu")

    assert OTHER[language] in board.text


async def test_the_board_speaks_every_language(world: PageWorld, language: str) -> None:
    story = await ask(world)
    staffed(world, StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        waiting = await visitor.get(f"/{language}/taulu")
        await world.react(unmatched(story.request_id))
        stuck = await visitor.get(f"/{language}/taulu")
        await assign(world, story)
        none = await visitor.get(f"/{language}/taulu")

    assert [page.status_code for page in (waiting, stuck, none)] == [200, 200, 200]
    assert "pk-table" not in none.text


@pytest.mark.parametrize("state", State)
async def test_the_board_has_words_for_every_state(world: PageWorld, state: State) -> None:
    story = await ask(world)
    staffed(world, StaffRole.COORDINATOR)
    async with world.store.begin() as work:
        await work.requests.save_standing(RequestId(story.request_id), 2, state, None)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        board = await visitor.get("/fi/taulu")

    assert board.status_code == 200

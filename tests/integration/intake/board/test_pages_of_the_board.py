"""Pages of the board follow one another also where many asked in one moment."""

from dataclasses import replace

import pytest

from services.intake.board.model import Group, Wanted
from services.intake.board.rules.wanted import position_of
from services.intake.requests.model import Closure, RequestId, State
from tests.support.intake.postgres_world import PostgresWorld

AT_ONCE = "UPDATE requests SET created_at = now(), changed_at = now()"


@pytest.mark.parametrize("group", [None, Group.CLOSED])
async def test_who_asked_in_one_moment_is_on_one_page_each(
    world: PostgresWorld, group: Group | None
) -> None:
    for number in range(5):
        new = await world.add_request(f"request {number}")
        async with world.store.begin() as work:
            if group is Group.CLOSED:
                await work.requests.save_standing(new.id, 2, State.CLOSED, Closure.CANCELLED)
    await world.pool.execute(AT_ONCE)
    wanted, seen = Wanted(group), list[RequestId]()

    while page := await world.board.lines(wanted, 2):
        seen += [line.id for line in page]
        wanted = replace(wanted, after=position_of(page[-1], group))

    assert len(seen) == len(set(seen)) == 5

"""Over the real store: who asked is never asked, and what they have in their week is as it was."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.proposals.processes import process, proposed
from tests.support.matching.volunteers.building import MIKKELI, offer
from tests.support.same_person import SAME_PERSON


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("matching")).app_dsn) as ground:
        yield ground


async def test_who_asked_is_blocked_for_their_own_need_alone(ground: PostgresGround) -> None:
    asker = await ground.add_volunteer(offer(areas=(MIKKELI,), weekly_cap=1))
    async with ground.store.begin() as work:
        points = (await work.volunteers.contact(asker)).reach_points
    request_id, play = uuid4(), process(ground)
    own = RequestStory(
        request_id, municipality=MIKKELI, not_for=SAME_PERSON.marks(request_id, points)
    )

    await play.hear(own.created())
    await play.settle()
    before = await ground.pool.fetchrow("SELECT load, asked, state FROM volunteers")
    blocked = await ground.pool.fetch("SELECT request_id, volunteer_id FROM blocks")
    await play.hear(RequestStory(municipality=MIKKELI).created())

    assert tuple(before or ()) == (0, 0, "active")
    assert [tuple(row) for row in blocked] == [(request_id, asker)]
    assert [each.request_id == request_id for each in await proposed(ground)] == [False]
    state = "SELECT state FROM needs WHERE request_id = $1"
    assert await ground.pool.fetchval(state, request_id) == "unmatched"

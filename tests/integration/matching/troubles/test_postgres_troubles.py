"""What is set aside on a database: listed, tried again, let go, and recorded."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services.matching.needs.model import NeedState
from services.matching.troubles.model import NEEDS, VOLUNTEERS, Kind
from services.matching.troubles.use_cases import FollowUpTroubles
from services.matching.volunteers.rows import subject_of
from shared.contracts.words import UnmatchedReason
from shared.loops import PostgresSetbacks
from shared.loops.setbacks import TRIES
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.needs.building import need
from tests.support.matching.playing import Play
from tests.support.matching.proposals.processes import process, proposed
from tests.support.matching.volunteers.building import MIKKELI, offer

STAFF = uuid4()


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("matching")).app_dsn) as ground:
        yield ground


async def set_aside(ground: PostgresGround, kind: Kind, row_id: str) -> None:
    """Fail as often as it takes."""
    setbacks = PostgresSetbacks(ground.pool, kind)
    await setbacks.begin([row_id])
    for _ in range(TRIES):
        await setbacks.failed(row_id, "KeyError")
        await ground.pool.execute("UPDATE setbacks SET retry_at = network_now()")
        await setbacks.begin_again(row_id)


async def test_a_row_is_listed_tried_again_and_let_go(ground: PostgresGround) -> None:
    follow_up, kind = FollowUpTroubles(ground.store), Kind("weeks_over")
    await PostgresSetbacks(ground.pool, kind).begin(["still-tried"])
    for row_id in ("first", "second"):
        await set_aside(ground, kind, row_id)

    before = await follow_up.show_troubles()
    decided = [
        await follow_up.try_again(STAFF, kind, "first"),
        await follow_up.try_again(STAFF, kind, "first"),
        await follow_up.let_go(STAFF, kind, "second"),
        await follow_up.let_go(STAFF, kind, "second"),
    ]
    after = await follow_up.show_troubles()

    recorded = await ground.pool.fetch("SELECT * FROM trouble_decisions ORDER BY id")
    assert (before.count, [each.row_id for each in before.troubles]) == (2, ["first", "second"])
    assert (decided, after.count) == ([True, False, True, False], 0)
    assert [(row["staff_id"], row["decision"], row["row_id"]) for row in recorded] == [
        (STAFF, "again", "first"),
        (STAFF, "let_go", "second"),
    ]
    setbacks = PostgresSetbacks(ground.pool, kind)
    assert await setbacks.begin(["first", "second"]) == ["first"]


async def test_a_volunteer_who_can_be_read_again_is_asked_again(ground: PostgresGround) -> None:
    volunteer_id = await ground.add_volunteer(offer(areas=(MIKKELI,)))
    key = await ground.pool.fetchrow(
        "SELECT * FROM subject_keys WHERE subject = $1", subject_of(volunteer_id)
    )
    assert key is not None
    await ground.lose_key(volunteer_id)
    play, story = process(ground), RequestStory(municipality=MIKKELI)
    await play.hear(story.created())
    asked_before = await proposed(ground)
    await ground.pool.execute(
        "INSERT INTO subject_keys (subject, ring_key, wrapped) VALUES ($1, $2, $3)",
        key["subject"],
        key["ring_key"],
        key["wrapped"],
    )

    is_done = await FollowUpTroubles(ground.store).try_again(STAFF, VOLUNTEERS, str(volunteer_id))
    await play.settle()

    assert (asked_before, is_done) == ([], True)
    assert [each.volunteer_id for each in await proposed(ground)] == [volunteer_id]


async def test_a_need_that_was_given_up_is_chosen_for_again(ground: PostgresGround) -> None:
    await ground.add_volunteer(offer(areas=(MIKKELI,)))
    play = Play(
        ground.store, ground.due_matches, ground.due_applicants, now=lambda: datetime.now(UTC)
    )
    about = await ground.add_need(need())
    await set_aside(ground, NEEDS, str(about.request_id))
    await play.use.give_up.give_up_need(about.request_id)
    async with ground.store.begin() as work:
        given_up = await work.needs.read(about.request_id)

    await FollowUpTroubles(ground.store).try_again(STAFF, NEEDS, str(about.request_id))
    await play.settle()

    async with ground.store.begin() as work:
        chosen = await work.needs.read(about.request_id)
    assert (given_up.state, given_up.reason) == (
        NeedState.UNMATCHED,
        UnmatchedReason.CHOOSING_FAILED,
    )
    assert (chosen.state, chosen.reason) == (NeedState.PROPOSED, None)

"""Many needs at once on a real database: one helper for one need, whatever races."""

import asyncio
from datetime import timedelta
from uuid import uuid4

from services.matching.needs.model import NeedState
from tests.support.matching.building import RequestStory
from tests.support.matching.crowds import crowd, facts
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.playing import Play
from tests.support.matching.volunteers.building import offer


async def test_many_needs_at_once_pass_nobodys_limit(ground: PostgresGround, play: Play) -> None:
    for cap in (1, 2, 3):
        await ground.add_volunteer(offer(weekly_cap=cap))
    stories = [RequestStory() for _ in range(40)]

    await crowd(play.hear(story.created()) for story in stories)

    over = await ground.pool.fetch(
        "SELECT volunteer.id FROM volunteers AS volunteer "
        "JOIN matches ON matches.volunteer_id = volunteer.id AND matches.state = 'open' "
        "GROUP BY volunteer.id, weekly_cap HAVING count(*) > weekly_cap"
    )
    said = await facts(ground)
    assert over == []
    assert (said["match.proposed"], said["request.unmatched"]) == (6, 34)


async def test_doubles_and_any_order_of_one_request_end_the_same(
    ground: PostgresGround, play: Play
) -> None:
    await ground.add_volunteer(offer(weekly_cap=7))
    stories = [RequestStory() for _ in range(6)]
    work = []
    for story in stories:
        created, cancelled, closed = story.created(), story.cancelled(), story.closed()
        for _ in range(2):
            work += [
                play.use.end_needs.react_to_request_closed(closed),
                play.hear(created),
                play.use.end_needs.react_to_request_cancelled(cancelled),
            ]

    await crowd(work)

    rows = await ground.pool.fetch("SELECT state, count(*) FROM needs GROUP BY state")
    live = await ground.pool.fetchval(
        "SELECT count(*) FROM matches WHERE state IN ('open', 'accepted')"
    )
    said = await facts(ground)
    assert [tuple(row) for row in rows] == [(NeedState.CLOSED, 6)]
    assert live == 0
    assert said["match.proposed"] == said["match.withdrawn"]


async def test_two_loops_expire_each_proposal_once(ground: PostgresGround, play: Play) -> None:
    # more than the limit of asks allows five to answer for: whoever is asked first is no matter
    for _ in range(8):
        await ground.add_volunteer(offer(weekly_cap=7))
    for _ in range(10):
        await play.hear(RequestStory().created())
    await ground.pass_time(timedelta(minutes=15))

    await asyncio.gather(play.tick(), play.tick(), play.tick())

    said = await facts(ground)
    assert (said["match.expired"], said["match.proposed"]) == (10, 20)


async def test_a_volunteer_who_joins_while_needs_come_in_misses_none(
    ground: PostgresGround, play: Play
) -> None:
    for _ in range(5):
        await asyncio.gather(
            play.hear(RequestStory().created()),
            ground_joins(ground),
        )
        await play.tick()

    assert await ground.pool.fetchval("SELECT count(*) FROM needs WHERE state = 'unmatched'") == 0


async def ground_joins(ground: PostgresGround) -> None:
    """Join and wake in one transaction, as enrolling does."""
    volunteer_id = await ground.add_volunteer(offer(weekly_cap=1))
    async with ground.store.begin() as work:
        await work.waiting.wake(volunteer_id)


async def test_a_bad_row_holds_up_no_other(ground: PostgresGround, play: Play) -> None:
    await ground.add_volunteer(offer(weekly_cap=7))
    for _ in range(2):
        await play.hear(RequestStory().created())
    await ground.pool.execute(
        "UPDATE matches SET version = 9 "
        "WHERE id = (SELECT id FROM matches ORDER BY expires_at LIMIT 1)"
    )
    match_id = await ground.pool.fetchval("SELECT id FROM matches WHERE version = 9")
    await ground.pool.execute(
        "INSERT INTO outbox (event_id, type, subject, subject_version, body) "
        "VALUES ($1, 'match.expired', $2, 10, '{}')",
        uuid4(),
        f"match/{match_id}",
    )
    await ground.pass_time(timedelta(minutes=15))

    await play.tick()

    states = await ground.pool.fetch("SELECT state FROM matches ORDER BY version")
    assert [row["state"] for row in states] == ["expired", "open"]

"""Many at once on a real database: one helper for one need, whatever races."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import uuid4

import pytest

from services.matching.needs.model import NeedState
from services.matching.proposals.model import Outcome
from shared.contracts.event import Event
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.playing import Letter, Play, last_link, open_plainly
from tests.support.matching.volunteers.building import offer

Result = TypeVar("Result")


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("matching")).app_dsn) as ground:
        yield ground


@pytest.fixture
def play(ground: PostgresGround) -> Play:
    return Play(
        ground.store, ground.due_matches, ground.due_applicants, now=lambda: datetime.now(UTC)
    )


async def crowd(work: Iterable[Awaitable[Result]]) -> list[Result]:
    """Let all go at once, as many as the pool has connections; the others wait outside it."""
    door = asyncio.Semaphore(10)

    async def one(item: Awaitable[Result]) -> Result:
        async with door:
            return await item

    return await asyncio.gather(*map(one, work))


async def told(ground: PostgresGround) -> Sequence[Event]:
    rows = await ground.pool.fetch("SELECT body FROM outbox ORDER BY position")
    return [read(row["body"].encode()).data for row in rows]


async def facts(ground: PostgresGround) -> Counter[str]:
    return Counter(data.event_type for data in await told(ground))


async def letters(ground: PostgresGround) -> list[Letter]:
    found = [data for data in await told(ground) if isinstance(data, NotificationRequested)]
    return [Letter(data.template, open_plainly(data.sealed)) for data in found]


async def test_of_fifty_accepts_exactly_one_is_told(ground: PostgresGround, play: Play) -> None:
    await ground.add_volunteer()
    await play.hear(RequestStory().created())
    token = last_link(await letters(ground), "proposal_url")

    outcomes = await crowd(play.use.answer.accept_proposal(token) for _ in range(50))

    assert set(outcomes) == {Outcome.ACCEPTED}
    said = await facts(ground)
    assert (said["volunteer.matched"], said["match.access_issued"]) == (1, 1)
    assert [letter.template for letter in await letters(ground)] == ["proposal", "match_accepted"]


async def test_of_fifty_completions_exactly_one_counts(ground: PostgresGround, play: Play) -> None:
    await ground.add_volunteer()
    await play.hear(RequestStory().created())
    await play.use.answer.accept_proposal(last_link(await letters(ground), "proposal_url"))
    task = last_link(await letters(ground), "task_url")

    done = await crowd(play.use.assignments.complete_task(task, 30) for _ in range(50))

    assert done.count(True) == 1
    said = await facts(ground)
    assert (said["assignment.completed"], said["hours.logged"], said["activity.logged"]) == (
        1,
        1,
        1,
    )


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


@pytest.mark.parametrize("answer_first", [True, False])
async def test_accept_and_cancel_in_either_order_leave_no_assignment(
    ground: PostgresGround, play: Play, answer_first: bool
) -> None:
    await ground.add_volunteer()
    story = RequestStory()
    await play.hear(story.created())
    token = last_link(await letters(ground), "proposal_url")

    if answer_first:
        outcome = await play.use.answer.accept_proposal(token)
        await play.use.end_needs.react_to_request_cancelled(story.cancelled())
    else:
        await play.use.end_needs.react_to_request_cancelled(story.cancelled())
        outcome = await play.use.answer.accept_proposal(token)

    said = await facts(ground)
    told_last = (await letters(ground))[-1].template
    assert said["match.withdrawn"] == 1
    if answer_first:
        assert outcome is Outcome.ACCEPTED
        assert told_last == "assignment_withdrawn"
    else:
        assert outcome is Outcome.WITHDRAWN
        assert (said["volunteer.matched"], told_last) == (0, "proposal_withdrawn")


async def test_accept_racing_cancel_always_ends_withdrawn(
    ground: PostgresGround, play: Play
) -> None:
    for _ in range(10):
        await ground.add_volunteer(offer(weekly_cap=7))
        story = RequestStory()
        await play.hear(story.created())
        token = last_link(await letters(ground), "proposal_url")

        await asyncio.gather(
            play.use.answer.accept_proposal(token),
            play.use.end_needs.react_to_request_cancelled(story.cancelled()),
        )

    live = await ground.pool.fetchval(
        "SELECT count(*) FROM matches WHERE state IN ('open', 'accepted')"
    )
    assert live == 0
    assert (await facts(ground))["match.withdrawn"] == 10


async def test_declines_and_expiries_racing_keep_one_open_proposal_a_need(
    ground: PostgresGround, play: Play
) -> None:
    for _ in range(6):
        await ground.add_volunteer(offer(weekly_cap=7))
    await play.hear(RequestStory().created())

    for _ in range(4):
        token = last_link(await letters(ground), "proposal_url")
        await ground.pass_time(timedelta(minutes=15))
        await asyncio.gather(
            play.tick(),
            play.decline(token),
            play.use.answer.accept_proposal(token),
            play.tick(),
        )
        await play.settle()  # a need that someone held at the last look is looked at again
        open_ones = await ground.pool.fetchval("SELECT count(*) FROM matches WHERE state = 'open'")
        assert open_ones == 1


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

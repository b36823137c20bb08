"""Two processes choose from one database, each with a picture of the roster of its own."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
from typing_extensions import override

from services.matching.engine.model import Wanted
from services.matching.engine.rules.index import Gathering
from services.matching.proposals.model import Claim, MatchState
from services.matching.proposals.store.choosing import claim_columns
from services.matching.proposals.store.queries import SQL
from services.matching.proposals.use_cases.roster_picture import NearbyPicture, Picture
from services.matching.volunteers.ports import WithHelpers
from shared.contracts.matching import MatchProposed
from shared.contracts.wire import read
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.playing import Play
from tests.support.matching.proposals.building import claim
from tests.support.matching.volunteers.building import JUVA, MIKKELI, offer
from tests.support.matching.weeks import OVER

UNSAFE = (Path(__file__).parent / "unsafe_claim.sql").read_text(encoding="utf-8")


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("matching")).app_dsn) as ground:
        yield ground


def process(ground: PostgresGround) -> Play:
    return Play(
        ground.store, ground.due_matches, ground.due_applicants, now=lambda: datetime.now(UTC)
    )


async def proposed(ground: PostgresGround) -> list[MatchProposed]:
    rows = await ground.pool.fetch("SELECT body FROM outbox ORDER BY position")
    data = [read(row["body"].encode()).data for row in rows]
    return [item for item in data if isinstance(item, MatchProposed)]


async def keep_needs(play: Play, number: int) -> None:
    towns = (MIKKELI, JUVA)
    stories = [RequestStory(municipality=towns[each % 2]) for each in range(number)]
    await play.use.keep_needs.react_to_requests_created([story.created() for story in stories])


async def until_settled(*processes: Play) -> None:
    """Let all choose at the same time until nothing is due."""
    while any(await asyncio.gather(*(each.use.choose.choose_batch() for each in processes))):
        pass


@pytest.mark.parametrize("number", [1, 2, 4])
async def test_however_many_choose_nobody_has_too_much_or_is_asked_twice(
    ground: PostgresGround, number: int
) -> None:
    for each in range(12):
        await ground.add_volunteer(offer(areas=(MIKKELI, JUVA), weekly_cap=1 + each % 3))
    processes = [process(ground) for _ in range(number)]
    await keep_needs(processes[0], 60)

    await until_settled(*processes)

    asked = await proposed(ground)
    pairs = Counter((each.request_id, each.volunteer_id) for each in asked)
    assert await ground.pool.fetch(OVER) == []
    assert set(pairs.values()) == {1}
    assert len(asked) == 4 * (1 + 2 + 3)
    states = await ground.pool.fetch("SELECT state, count(*) FROM needs GROUP BY state")
    assert {row["state"]: row["count"] for row in states} == {"proposed": 24, "unmatched": 36}


async def test_a_shard_is_chosen_for_by_one_process_at_a_time(ground: PostgresGround) -> None:
    await keep_needs(process(ground), 4)

    async with ground.store.begin() as first, ground.store.begin() as second:
        mine, theirs = await first.proposals.due_turns(500), await second.proposals.due_turns(500)
        async with ground.store.begin() as third:
            nothing = await third.proposals.due_turns(500)

    towns = [
        {turn.need.municipality for turn in due.turns} for due in (mine, theirs) if due is not None
    ]
    assert sorted(towns, key=min) == [{JUVA}, {MIKKELI}]
    assert nothing is None


async def test_a_picture_sees_what_another_process_did(ground: PostgresGround) -> None:
    volunteer_id = await ground.add_volunteer(offer(weekly_cap=1))
    picture = Picture(Gathering)
    async with ground.store.begin() as work:
        await picture.catch_up(work)
    await ground.propose(volunteer_id, await ground.add_need())
    later = await ground.add_volunteer()

    async with ground.store.begin() as work:
        await picture.catch_up(work)

    loads = [picture.index.helper(ground.numbers[each]) for each in (volunteer_id, later)]
    assert [helper.load if helper else None for helper in loads] == [1, 0]


async def test_a_change_that_commits_late_is_not_missed(ground: PostgresGround) -> None:
    """It began before the look and ended after it; by the clock it would be long past."""
    slow, quick = await ground.add_volunteer(), await ground.add_volunteer()
    picture = Picture(Gathering)
    async with ground.pool.acquire() as late:
        transaction = late.transaction()
        await transaction.start()
        await late.execute("UPDATE volunteers SET on_duty = false WHERE id = $1", slow)
        await ground.pool.execute("UPDATE volunteers SET on_duty = false WHERE id = $1", quick)
        async with ground.store.begin() as work:
            await picture.catch_up(work)
        await transaction.commit()

    async with ground.store.begin() as work:
        await picture.catch_up(work)

    duties = [picture.index.helper(ground.numbers[each]) for each in (slow, quick)]
    assert [helper.on_duty if helper else None for helper in duties] == [False, False]


class StalePicture(Picture):
    """A picture that is read once, and then is a minute behind."""

    @override
    async def catch_up(self, work: WithHelpers, needs: Sequence[Wanted] = ()) -> None:
        if not len(self.index):
            await super().catch_up(work, needs)


async def stale(ground: PostgresGround, change: str) -> Play:
    """Give a process whose picture is from before the change."""
    play = process(ground)
    play.use.choose.picture = StalePicture(Gathering)
    async with ground.store.begin() as work:
        await play.use.choose.picture.catch_up(work)
    await ground.pool.execute(change)
    return play


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE volunteers SET on_duty = false WHERE number = 1",
        "UPDATE volunteers SET load = weekly_cap WHERE number = 1",
        "UPDATE volunteers SET rested_at = now() + interval '9 days' WHERE number = 1",
        "DELETE FROM volunteers WHERE number = 1",
    ],
)
async def test_whoever_changed_or_left_since_is_not_asked_and_the_next_is(
    ground: PostgresGround, change: str
) -> None:
    await ground.add_volunteer()
    other = await ground.add_volunteer(offer(postal_code="50190"))
    play = await stale(ground, change)
    await keep_needs(play, 1)

    await until_moved(play)

    assert [each.volunteer_id for each in await proposed(ground)] == [other]


async def until_moved(play: Play) -> None:
    """Choose once more than the one claim that is lost."""
    for _ in range(2):
        await play.use.choose.choose_batch()


async def test_a_failed_round_leaves_nothing_and_starts_from_the_truth(
    ground: PostgresGround,
) -> None:
    await ground.add_volunteer()
    play = process(ground)
    await keep_needs(play, 1)
    good, play.use.choose.letters = play.use.choose.letters, None  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        await play.use.choose.choose_batch()
    nothing = await ground.pool.fetchval("SELECT count(*) FROM matches")

    play.use.choose.letters = good
    await play.settle()

    assert nothing == 0
    assert len(await proposed(ground)) == 1
    assert await ground.pool.fetch(OVER) == []


async def over_claimed(ground: PostgresGround, statement: str) -> int:
    """Let eight claim the same person for as many needs at once; gives how many got them."""
    volunteer_id = await ground.add_volunteer(offer(weekly_cap=2))
    number = ground.numbers[volunteer_id]
    needs = [await ground.add_need() for _ in range(8)]
    owner = await asyncpg.connect(ground.dsn)
    try:
        async with owner.transaction():
            await owner.execute("SELECT FROM volunteers WHERE number = $1 FOR UPDATE", number)
            claims = [claim(need, number) for need in needs]
            racing = [asyncio.create_task(_claim(ground, statement, each)) for each in claims]
            await asyncio.sleep(0.3)  # all wait for the row: each has its snapshot by now
        return sum(await asyncio.gather(*racing))
    finally:
        await owner.close()


async def _claim(ground: PostgresGround, statement: str, new: Claim) -> int:
    async with ground.pool.acquire() as connection:
        rows = await connection.fetch(statement, *([value] for value in claim_columns(new)))
    return len(rows)


async def test_eight_who_claim_one_person_at_once_get_them_twice(ground: PostgresGround) -> None:
    assert await over_claimed(ground, SQL["claim_helpers"]) == 2


async def test_the_claim_that_reads_the_load_again_is_wrong(
    database: MakeDatabase,
) -> None:
    """Without the CHECK behind it, it asks far too many: why the statement is written as it is."""
    made = await database("matching")
    owner = await asyncpg.connect(made.owner_dsn)
    await owner.execute("ALTER TABLE volunteers DROP CONSTRAINT volunteers_load")
    await owner.close()

    async with postgres_ground(made.app_dsn) as ground:
        assert await over_claimed(ground, UNSAFE) > 2


async def test_a_volunteer_who_declines_is_asked_for_what_waits(ground: PostgresGround) -> None:
    volunteer_id = await ground.add_volunteer(offer(weekly_cap=1))
    busy = await ground.propose(volunteer_id, await ground.add_need())
    play = process(ground)
    await keep_needs(play, 1)
    await play.settle()
    before = await proposed(ground)
    async with ground.store.begin() as work:
        await work.waiting.wake(volunteer_id)
        await work.matches.end([replace(busy, version=2)], MatchState.DECLINED)

    await play.settle()

    assert before == []
    assert [each.volunteer_id for each in await proposed(ground)] == [volunteer_id]


async def test_a_hand_over_waits_for_whoever_becomes_free(ground: PostgresGround) -> None:
    volunteer_id = await ground.add_volunteer(offer(weekly_cap=1))
    play = process(ground)
    busy = await ground.propose(volunteer_id, await ground.add_need())
    await keep_needs(play, 2)

    async with ground.store.begin() as answering:
        await answering.waiting.wake(volunteer_id)
        await answering.matches.end([replace(busy, version=2)], MatchState.DECLINED)
        choosing = asyncio.create_task(play.use.choose.choose_batch())
        await asyncio.sleep(0.3)
        waited = not choosing.done()
    await choosing
    await play.settle()

    assert waited
    assert len(await proposed(ground)) == 1


async def test_without_an_index_in_memory_the_nearest_are_asked_of_the_database(
    ground: PostgresGround,
) -> None:
    near = await ground.add_volunteer()
    await ground.add_volunteer(offer(postal_code="51900", areas=(JUVA, MIKKELI)))
    play = process(ground)
    play.use.choose.picture = NearbyPicture(Gathering)
    await play.use.keep_needs.react_to_requests_created([RequestStory().created()])

    await play.settle()

    assert [each.volunteer_id for each in await proposed(ground)] == [near]

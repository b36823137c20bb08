"""Two processes choose from one database, each with a picture of the roster of its own."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest

from services.matching.proposals.model import Claim, MatchState
from services.matching.proposals.store.choosing import claim_columns
from services.matching.proposals.store.queries import SQL
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.playing import Play
from tests.support.matching.proposals.building import claim
from tests.support.matching.proposals.processes import keep_needs, process, proposed
from tests.support.matching.volunteers.building import JUVA, MIKKELI, offer
from tests.support.matching.weeks import OVER

UNSAFE = (Path(__file__).parent / "unsafe_claim.sql").read_text(encoding="utf-8")


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("matching")).app_dsn) as ground:
        yield ground


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

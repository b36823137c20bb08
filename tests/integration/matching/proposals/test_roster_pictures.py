"""Each process has a roster picture of its own: it catches up, or loses a claim and no more."""

from collections.abc import AsyncIterator, Sequence

import pytest
from typing_extensions import override

from services.matching.engine.model import Wanted
from services.matching.engine.rules.index import Gathering
from services.matching.proposals.use_cases.roster_picture import NearbyPicture, Picture
from services.matching.volunteers.ports import WithHelpers
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.playing import Play
from tests.support.matching.proposals.processes import keep_needs, process, proposed
from tests.support.matching.volunteers.building import JUVA, MIKKELI, offer
from tests.support.matching.weeks import OVER


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("matching")).app_dsn) as ground:
        yield ground


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

"""A volunteer whose contact data does not open stops nobody's search, nor anybody's end."""

from collections.abc import AsyncIterator

import pytest

from services.matching.volunteers.rows import subject_of
from shared.contracts.matching import MatchWithdrawn
from shared.contracts.wire import read
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.proposals.processes import process, proposed
from tests.support.matching.volunteers.building import MIKKELI, offer

FAULTS = {
    "KeyLostError": "DELETE FROM subject_keys WHERE subject = $1",
    "ErasedError": """
        WITH gone AS (DELETE FROM subject_keys WHERE subject = $1 RETURNING subject)
        INSERT INTO subject_erasures (subject_hash)
        SELECT encode(sha256(convert_to(subject, 'UTF8')), 'hex') FROM gone
    """,
    "UnknownRingKeyError": "UPDATE subject_keys SET ring_key = 'k9' WHERE subject = $1",
    "TamperedError": "UPDATE subject_keys SET wrapped = wrapped || '\\x00' WHERE subject = $1",
    "UnreachableError": """
        DELETE FROM reach_points
        WHERE volunteer_id = replace($1, 'volunteer/', '')::uuid AND kind = 'email'
    """,
}


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("matching")).app_dsn) as ground:
        yield ground


@pytest.mark.parametrize("error", FAULTS)
async def test_the_needs_go_on_to_others_and_a_person_is_told(
    ground: PostgresGround, error: str
) -> None:
    bad = await ground.add_volunteer(offer(areas=(MIKKELI,), weekly_cap=1))
    good = await ground.add_volunteer(offer(areas=(MIKKELI,), weekly_cap=5))
    await ground.pool.execute(FAULTS[error], subject_of(bad))
    play, stories = process(ground), [RequestStory(municipality=MIKKELI) for _ in range(3)]
    await play.use.keep_needs.react_to_requests_created([story.created() for story in stories])

    await play.settle()

    assert [each.volunteer_id for each in await proposed(ground)] == [good] * 3
    assert await ground.listed_volunteers() == {bad: error}
    bad_row = await ground.pool.fetchrow(
        "SELECT state, load, asked FROM volunteers WHERE id = $1", bad
    )
    assert tuple(bad_row or ()) == ("set_aside", 0, 0)


async def test_a_request_ends_although_one_who_was_asked_cannot_be_told(
    ground: PostgresGround,
) -> None:
    bad = await ground.add_volunteer(offer(areas=(MIKKELI,)))
    play, story = process(ground), RequestStory(municipality=MIKKELI)
    await play.hear(story.created())
    await ground.lose_key(bad)

    await play.use.end_needs.react_to_request_cancelled(story.cancelled())

    bodies = await ground.pool.fetch("SELECT body FROM outbox ORDER BY position")
    said = [read(row["body"].encode()).data for row in bodies]
    assert [type(each) for each in said if isinstance(each, MatchWithdrawn)] == [MatchWithdrawn]
    assert await ground.listed_volunteers() == {bad: "KeyLostError"}


async def test_what_a_later_version_says_of_a_volunteer_stops_nobody(
    ground: PostgresGround,
) -> None:
    later = await ground.add_volunteer(offer(areas=(MIKKELI,)))
    await ground.pool.execute("UPDATE volunteers SET categories = categories || '{later_kind}'")

    await process(ground).hear(RequestStory(municipality=MIKKELI).created())

    assert [each.volunteer_id for each in await proposed(ground)] == [later]

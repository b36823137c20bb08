"""Processes that choose from one database, and what they proposed."""

from datetime import UTC, datetime

from shared.contracts.matching import MatchProposed
from shared.contracts.wire import read
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.playing import Play
from tests.support.matching.volunteers.building import JUVA, MIKKELI


def process(ground: PostgresGround) -> Play:
    return Play(
        ground.store,
        ground.due_matches,
        ground.due_applicants,
        now=lambda: datetime.now(UTC),
        due_referrals=ground.due_referrals,
    )


async def proposed(ground: PostgresGround) -> list[MatchProposed]:
    rows = await ground.pool.fetch("SELECT body FROM outbox ORDER BY position")
    data = [read(row["body"].encode()).data for row in rows]
    return [item for item in data if isinstance(item, MatchProposed)]


async def keep_needs(play: Play, number: int) -> None:
    towns = (MIKKELI, JUVA)
    stories = [RequestStory(municipality=towns[each % 2]) for each in range(number)]
    await play.use.keep_needs.react_to_requests_created([story.created() for story in stories])

"""Two processes learn of the same things at once, each in another order."""

import asyncio

from services.reporting.work import store_over
from shared.postgres.types import Pool
from tests.support.reporting.building import activity, closed, created, match_story
from tests.support.reporting.stories import record

ROUNDS, NAMES = 6, 80


async def learned(pool: Pool) -> tuple[list[str], list[str]]:
    requests = await pool.fetch("SELECT r::text FROM requests AS r ORDER BY request_id")
    matches = await pool.fetch("SELECT m::text FROM matches AS m ORDER BY match_id")
    return [row[0] for row in requests], [row[0] for row in matches]


async def test_two_that_learn_of_the_same_things_in_another_order_both_end_well(
    pool: Pool,
) -> None:
    store = store_over(pool)
    for turn in range(ROUNDS):
        names = [f"{turn} {each}" for each in range(NAMES)]
        beginnings = [created(name) for name in names]
        ends = [closed(name) for name in reversed(names)]
        first = [match_story(name)[0] for name in names]
        later = [event for name in reversed(names) for event in match_story(name)[1:]]
        done = [activity(f"{name} done", assignment=name) for name in names]

        await asyncio.gather(
            record(store, *beginnings, *first, batch=5 * NAMES),
            record(store, *ends, *later, batch=5 * NAMES),
            record(store, *done, batch=5 * NAMES),
        )

    requests, matches = await learned(pool)
    assert (len(requests), len(matches)) == (ROUNDS * NAMES, ROUNDS * NAMES)
    assert all("closed" in row for row in requests)
    assert all("completed" in row for row in matches)

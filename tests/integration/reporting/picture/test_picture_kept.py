"""The picture on PostgreSQL: its sums are what counting finds, whatever happens to requests."""

import asyncio
import random
from datetime import timedelta

import pytest

from deploy.local.databases import Addresses
from services.reporting.open_picture.store import PostgresClosedDays
from services.reporting.operating import rebuild
from services.reporting.picture.store.pictures import PostgresPictures
from services.reporting.work import store_over
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.words import Category, ClosureReason
from shared.postgres.pool import connected
from shared.postgres.types import Pool
from tests.support.reporting.building import (
    DAY,
    cancelled,
    closed,
    completed,
    corrected,
    created,
    escalated,
    helped,
    match_story,
    reopened,
    unmatched,
)
from tests.support.reporting.changes import drilled
from tests.support.reporting.picture.store_contract import Gallery, PictureContract
from tests.support.reporting.stories import record

DIFFERENT = """
WITH happened AS (
    SELECT coalesce(received_at, to_person_at) AS at, 1 AS asked, 0 AS helped,
        need, area, channel, language
    FROM picture_requests
    WHERE NOT exercise AND coalesce(received_at, to_person_at) IS NOT NULL
    UNION ALL
    SELECT helped_at, 0, 1, need, area, channel, language
    FROM picture_requests WHERE NOT exercise AND helped_at IS NOT NULL
), counted AS (
    SELECT 'hour' AS span, 'all' AS dim, date_trunc('hour', at) AS begins, '' AS code, asked, helped
    FROM happened
    UNION ALL
    SELECT 'day', dim, date_trunc('day', at, 'Europe/Helsinki'), coalesce(code, ''), asked, helped
    FROM happened
    CROSS JOIN LATERAL (
        VALUES ('all', ''), ('need', need), ('area', area), ('channel', channel),
            ('language', language)
    ) AS by (dim, code)
), sums AS (
    SELECT span, dim, begins, code, sum(asked) AS asked, sum(helped) AS helped
    FROM counted
    GROUP BY span, dim, begins, code
), kept AS (
    SELECT span, dim, begins, code, asked, helped FROM picture_counts
    WHERE (asked <> 0 OR helped <> 0) AND dim NOT IN ('wait', 'offered')
)
SELECT * FROM ((TABLE sums EXCEPT TABLE kept) UNION ALL (TABLE kept EXCEPT TABLE sums)) AS different
"""
EACH_ONCE = """
SELECT sum(asked) FILTER (WHERE dim = 'wait'), sum(asked) FILTER (WHERE dim = 'need')
FROM picture_counts WHERE span = 'day'
"""
DAYS = 10 * 24 * 60


class TestPostgresPicture(PictureContract):
    @pytest.fixture
    def gallery(self, pool: Pool) -> Gallery:
        return Gallery(store_over(pool), PostgresPictures(pool))


def told(chance: random.Random, number: int) -> list[Envelope[Event]]:
    name, minute = f"request {number}", chance.randrange(DAYS)
    category = chance.choice(list(Category))
    facts = [
        created(name, category, municipality=chance.choice(["491", "178"]), minute=minute),
        escalated(name, minute=minute + 1),
        corrected(name, Category.PHARMACY, minute=minute + 3),
        cancelled(name, minute=minute + 5),
        completed(name, minute=minute + chance.randrange(2000), version=3),
        closed(name, chance.choice(list(ClosureReason)), minute=minute + 2500, version=4),
        reopened(name, minute=minute + 2600, version=5),
        *match_story(name, start=minute),
        unmatched(name, minute=minute + 9),
    ]
    some = chance.sample(facts, chance.randrange(1, len(facts) + 1))
    return drilled(some) if chance.random() < 0.1 else some


async def test_sums_are_kept_by_consumers_at_once_and_are_those_of_a_rebuild(
    made: Addresses, pool: Pool
) -> None:
    chance = random.Random(47)  # noqa: S311  # a fixed world, not a secret
    facts = [fact for number in range(60) for fact in told(chance, number)]
    chance.shuffle(facts)
    store = store_over(pool)
    await asyncio.gather(*(record(store, *facts[at::3], batch=11) for at in range(3)))

    by_wait, by_need = await pool.fetchrow(EACH_ONCE) or (0, 1)
    assert await pool.fetch(DIFFERENT) == []
    assert by_wait == by_need > 30

    assert (await rebuild(made.owner_dsn)).made.differing == {}
    async with connected(made.owner_dsn) as owner:
        await owner.execute("UPDATE picture_counts SET asked = asked + 1 WHERE dim = 'all'")
        await owner.execute("UPDATE picture_volunteers SET asked_at = NULL")
    found = (await rebuild(made.owner_dsn, ["picture"])).made.differing
    assert found.keys() == {"picture_counts", "picture_volunteers"}
    assert await pool.fetch(DIFFERENT) == []


async def test_a_day_is_closed_once_for_everybody(pool: Pool) -> None:
    days, store = PostgresClosedDays(pool), store_over(pool)
    await record(store, *helped("one"), created("two", municipality="178"))
    await days.close(DAY - timedelta(days=1), DAY, 5)
    await record(store, created("late"))
    await days.close(DAY - timedelta(days=1), DAY, 7)

    before, day = await days.closed(DAY - timedelta(days=1))
    assert (before.asked, before.helped) == ({}, {})
    assert (day.k, day.asked, day.helped) == (5, {"491": 1, "178": 1}, {"491": 1})

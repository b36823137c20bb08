"""What is kept by day is what counting every request finds, whatever happens to requests."""

import random
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, timedelta

from deploy.local.databases import Addresses
from services.reporting.figures.model.report import Period
from services.reporting.figures.store.figures import PostgresFigures
from services.reporting.operating import rebuild
from services.reporting.work import store_over
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.words import Category
from shared.postgres.types import Pool
from tests.support.reporting.building import DAY, closed, completed, created, match_story
from tests.support.reporting.changes import drilled
from tests.support.reporting.stories import record

MINUTES_A_DAY = 24 * 60
RECOUNTED = """
SELECT local_day(received_at) AS day, category, service_line, municipality,
    true AS received FROM requests WHERE NOT exercise AND received_at IS NOT NULL
UNION ALL
SELECT local_day(completed_at), category, service_line, municipality, false
FROM requests WHERE NOT exercise AND completed_at IS NOT NULL
"""
DIFFERENT = f"""
WITH counted AS (
    SELECT day, category, service_line, municipality,
        count(*) FILTER (WHERE received) AS received,
        count(*) FILTER (WHERE NOT received) AS completed
    FROM ({RECOUNTED}) AS requests
    GROUP BY day, category, service_line, municipality
), kept AS (
    SELECT day, category, service_line, municipality, received, completed
    FROM daily_counts WHERE received <> 0 OR completed <> 0
)
(TABLE counted EXCEPT TABLE kept) UNION ALL (TABLE kept EXCEPT TABLE counted)
"""  # noqa: S608  # a text of this file
BY_EVERY_REQUEST = """
SELECT
    count(*) FILTER (WHERE local_day(received_at) BETWEEN $1 AND $2),
    count(*) FILTER (WHERE local_day(completed_at) BETWEEN $1 AND $2),
    (
        SELECT coalesce(sum(minutes), 0) FROM hours
        WHERE local_day(logged_at) BETWEEN $1 AND $2 AND NOT exercise
    )
FROM requests
WHERE NOT exercise
"""
GROUPS_BY_EVERY_REQUEST = """
SELECT
    {group},
    count(*) FILTER (WHERE local_day(received_at) BETWEEN $1 AND $2) AS received,
    count(*) FILTER (WHERE local_day(completed_at) BETWEEN $1 AND $2) AS completed
FROM requests
WHERE
    (local_day(received_at) BETWEEN $1 AND $2 OR local_day(completed_at) BETWEEN $1 AND $2)
    AND NOT exercise
GROUP BY {names}
ORDER BY received DESC, {names}
"""
CATEGORIES = GROUPS_BY_EVERY_REQUEST.format(
    group="category, CASE WHEN category IS NULL THEN service_line END AS line",
    names="category, line",
)
MUNICIPALITIES = GROUPS_BY_EVERY_REQUEST.format(group="municipality", names="municipality")


def told(chance: random.Random, number: int) -> list[Envelope[Event]]:
    """Tell some of a request's facts, at some minute of ten days, some of them as an exercise."""
    name = f"request {number}"
    minute = chance.randrange(10 * MINUTES_A_DAY)
    category = chance.choice(list(Category))
    facts = [
        created(name, category, municipality=chance.choice(["491", "178"]), minute=minute),
        *match_story(name, minutes=chance.randrange(90), start=minute),
        completed(name, minute=minute + chance.randrange(MINUTES_A_DAY)),
        closed(name, minute=minute + MINUTES_A_DAY),
    ]
    some = chance.sample(facts, chance.randrange(1, len(facts) + 1))
    return drilled(some) if chance.random() < 0.1 else some


def periods(chance: random.Random) -> list[Period]:
    days = [DAY + timedelta(days=chance.randrange(-1, 13)) for _ in range(12)]
    return [Period(min(pair), max(pair)) for pair in zip(days[::2], days[1::2], strict=True)]


async def differences(pool: Pool) -> Sequence[object]:
    rows: Sequence[object] = await pool.fetch(DIFFERENT)
    return rows


async def test_reports_say_what_counting_every_request_says(pool: Pool) -> None:
    chance = random.Random(41)  # noqa: S311  # a fixed world, not a secret
    facts = [fact for number in range(200) for fact in told(chance, number)]
    chance.shuffle(facts)
    await record(store_over(pool), *facts, batch=37)

    for period in periods(chance):
        days = (period.first, period.last)
        found = await PostgresFigures(pool).count(period)

        said = (found.totals.requests, found.totals.completed, found.totals.minutes)
        assert said == tuple(await pool.fetchrow(BY_EVERY_REQUEST, *days) or ())
        assert list(map(astuple, found.categories)) == [
            tuple(row) for row in await pool.fetch(CATEGORIES, *days)
        ]
        assert list(map(astuple, found.municipalities)) == [
            tuple(row) for row in await pool.fetch(MUNICIPALITIES, *days)
        ]


async def test_the_days_are_kept_through_repetition_changes_and_removals(pool: Pool) -> None:
    chance = random.Random(43)  # noqa: S311  # a fixed world, not a secret
    for _ in range(5):
        facts = [fact for number in range(30) for fact in told(chance, number)]
        chance.shuffle(facts)
        await record(store_over(pool), *facts, batch=11)
        assert await differences(pool) == []

    await pool.execute("UPDATE requests SET exercise = NOT exercise, municipality = '491'")
    assert await differences(pool) == []
    await pool.execute("DELETE FROM requests WHERE category = 'groceries'")
    assert await differences(pool) == []


async def test_days_that_are_wrong_are_found_and_mended_by_a_rebuild(
    made: Addresses, pool: Pool
) -> None:
    chance = random.Random(47)  # noqa: S311  # a fixed world, not a secret
    await record(store_over(pool), *(fact for at in range(9) for fact in told(chance, at)))
    await pool.execute("UPDATE daily_counts SET received = received + 1")

    found, after = await rebuild(made.owner_dsn), await rebuild(made.owner_dsn)

    assert (found.agrees, after.agrees) == (False, True)
    assert await differences(pool) == []


async def test_a_night_without_an_hour_and_one_with_an_hour_more_are_whole_days(
    pool: Pool,
) -> None:
    begins = await pool.fetch(
        "SELECT day::date, day_begins(day::date) = min(moment) AS first"
        " FROM generate_series($1::date, $2::date, '1 day') AS day,"
        " generate_series(day - interval '1 day', day + interval '2 days', '30 min') AS moment"
        " WHERE local_day(moment) = day::date GROUP BY day",
        date(2026, 3, 25),
        date(2026, 10, 31),
    )

    assert [row["day"] for row in begins if not row["first"]] == []

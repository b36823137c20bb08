"""Every row says its activation and what reports count by, and a rebuild says the same."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.reporting.figures.store.rebuild import PostgresProof
from services.reporting.operating import projection_hash, rebuild
from services.reporting.work import store_over
from shared.clock import shift
from shared.contracts.privacy import PERSONAL
from shared.postgres.types import Pool
from tests.support.reporting.building import SPACE, activity, created, helped
from tests.support.reporting.changes import (
    DRILL,
    PERSON,
    SAID_ONLY,
    drilled,
    example,
    marked,
    saying,
)
from tests.support.reporting.stories import STORIES, record

TABLES = ("event_log", "requests", "matches", "hours", "activities")
NEAR = timedelta(seconds=30)


async def marks(pool: Pool, table: str) -> set[tuple[object, ...]]:
    rows = await pool.fetch(f"SELECT DISTINCT activation_id, exercise FROM {table}")  # noqa: S608  # a name from this file
    return {tuple(row) for row in rows}


@pytest.mark.parametrize("table", TABLES)
async def test_rows_of_an_exercise_say_so(made: Addresses, pool: Pool, table: str) -> None:
    await record(store_over(pool), *drilled(helped("one")), batch=2)
    assert await marks(pool, table) == {(DRILL, True)}

    await record(store_over(pool), *helped("two"))
    assert await marks(pool, table) == {(DRILL, True), (SPACE, False)}

    assert (await rebuild(made.owner_dsn)).agrees
    assert await marks(pool, table) == {(DRILL, True), (SPACE, False)}


async def test_what_reports_count_by_is_stored_and_rebuilt(made: Addresses, pool: Pool) -> None:
    await record(store_over(pool), *reversed(marked(helped("one"))), batch=1)
    before = await counted_by(pool)

    rebuilt = await rebuild(made.owner_dsn)

    assert rebuilt.agrees
    assert rebuilt.proved.marked != ""
    assert (
        before
        == await counted_by(pool)
        == {
            "requests": ("phone", "interviewed", PERSON),
            "activities": ("phone", "interviewed", PERSON, "estimated"),
            "matches": ("estimated",),
            "hours": ("sampled",),
        }
    )


async def counted_by(pool: Pool) -> dict[str, tuple[object, ...]]:
    columns = {
        "requests": "channel, min_vetting, person",
        "activities": "channel, min_vetting, person, basis",
        "matches": "basis",
        "hours": "basis",
    }
    found = {}
    for table, names in columns.items():
        (row,) = await pool.fetch(f"SELECT {names} FROM {table}")  # noqa: S608  # names from this file
        found[table] = tuple(row)
    return found


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE requests SET channel = NULL",
        "UPDATE requests SET person = NULL",
        "UPDATE requests SET min_vetting = 'none'",
        "UPDATE requests SET exercise = NOT exercise",
        "UPDATE requests SET activation_id = gen_random_uuid()",
        "UPDATE matches SET basis = NULL",
        "UPDATE matches SET exercise = NOT exercise",
        "UPDATE matches SET activation_id = gen_random_uuid()",
        "UPDATE hours SET basis = 'guessed'",
        "UPDATE hours SET exercise = NOT exercise",
        "UPDATE hours SET activation_id = gen_random_uuid()",
        "UPDATE activities SET channel = NULL",
        "UPDATE activities SET min_vetting = 'none'",
        "UPDATE activities SET person = NULL",
        "UPDATE activities SET basis = 'guessed'",
        "UPDATE activities SET exercise = NOT exercise",
        "UPDATE activities SET activation_id = gen_random_uuid()",
    ],
)
async def test_a_spoilt_column_is_found_by_both_proofs_and_mended(
    made: Addresses, pool: Pool, spoil: str
) -> None:
    await record(store_over(pool), *STORIES)
    await pool.execute(spoil)
    async with pool.acquire() as connection:
        proof = PostgresProof(connection)
        differs = await proof.mark_projections() != await proof.mark_log()

    found = await rebuild(made.owner_dsn)
    after = await rebuild(made.owner_dsn)

    assert differs
    assert not found.agrees
    assert found.proved.agrees
    assert after.agrees


async def test_codes_of_a_later_version_are_stored_as_they_came(
    made: Addresses, pool: Pool
) -> None:
    later = "of_a_later_version"
    codes = {
        "request.created": ("service_line", "category", "channel", "min_vetting", "urgency"),
        "request.closed": ("reason",),
        "assignment.completed": ("basis",),
        "hours.logged": ("basis",),
        "activity.logged": ("service_line", "channel", "min_vetting", "basis"),
    }
    story = [
        saying(event, **dict.fromkeys(codes.get(event.type, ()), later)) for event in helped("one")
    ]

    await record(store_over(pool), *story)

    row = await pool.fetchrow(
        "SELECT requests.service_line, category, requests.channel, requests.min_vetting,"
        " closure_reason, matches.basis, hours.basis, activities.service_line, activities.channel,"
        " activities.min_vetting, activities.basis"
        " FROM requests, matches, hours, activities"
    )
    assert row is not None
    assert set(row) == {later}
    assert (await rebuild(made.owner_dsn)).agrees


async def test_wishes_refusals_and_searches_are_rows_of_the_log_alone(
    made: Addresses, pool: Pool
) -> None:
    await record(store_over(pool), *map(example, SAID_ONLY))

    rebuilt = await rebuild(made.owner_dsn)

    assert await pool.fetchval("SELECT count(*) FROM event_log") == len(SAID_ONLY)
    assert (rebuilt.agrees, rebuilt.made.facts) == (True, len(SAID_ONLY))
    assert await projection_hash(made.owner_dsn) == ""


async def test_consumers_at_once_end_in_what_a_rebuild_makes(made: Addresses, pool: Pool) -> None:
    told = [*STORIES, *marked(helped("six")), activity("again", assignment="six", headcount=7)]
    halves = [told[at::3] + told[::-2] for at in range(3)]

    await asyncio.gather(*(record(store_over(pool), *half, batch=3) for half in halves))

    assert (await rebuild(made.owner_dsn)).agrees


async def test_a_person_stands_beside_no_contact_data(pool: Pool) -> None:
    columns = await pool.fetch(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = ANY ($1)",
        TABLES,
    )

    words = {word for row in columns for word in row["column_name"].split("_")}
    assert "person" in words
    assert not words & PERSONAL


async def test_the_log_keeps_the_networks_clock(made: Addresses, pool: Pool) -> None:
    ahead = timedelta(days=30)
    owner = await asyncpg.connect(made.owner_dsn)
    await shift(owner, ahead)
    await owner.close()

    await record(store_over(pool), created("one"))

    recorded = await pool.fetchval("SELECT recorded_at FROM event_log")
    assert abs(recorded - datetime.now(UTC) - ahead) < NEAR

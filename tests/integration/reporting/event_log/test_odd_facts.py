"""Facts that are late, twice, of no time there is, of nothing ever seen or not known yet."""

import json
from datetime import UTC, datetime, timedelta, timezone

from deploy.local.databases import Addresses
from services.reporting.event_log.store.log import PostgresJourneys
from services.reporting.figures.store.figures import PostgresFigures
from services.reporting.operating import check_log, projection_hash, rebuild
from services.reporting.work import store_over
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import read_later, write
from shared.postgres.pool import connected
from shared.postgres.types import Pool
from tests.support.reporting.building import START, activity, closed, completed, created, named
from tests.support.reporting.stories import record

FAR_EAST, FAR_WEST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
IMPOSSIBLE = [
    datetime.min.replace(tzinfo=FAR_EAST),
    datetime.max.replace(tzinfo=FAR_WEST),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime.now(UTC) + timedelta(days=400),
]
LATE = datetime(2020, 4, 15, 9, tzinfo=UTC)


def at(event: Envelope[Event], moment: datetime) -> Envelope[Event]:
    return event.model_copy(update={"time": moment})


def of_a_later_version(event: Envelope[Event]) -> Envelope[Event]:
    body = json.loads(write(event)) | {"type": "request.dreamt"}
    return read_later(json.dumps(body).encode())


async def test_odd_facts_are_kept_believed_as_far_as_they_can_be_and_rebuilt_the_same(
    made: Addresses, pool: Pool
) -> None:
    odd = [at(created(f"odd {number}"), each) for number, each in enumerate(IMPOSSIBLE)]
    late, dreamt = at(created("late"), LATE), of_a_later_version(closed("late", version=9))
    facts = [
        *odd,
        completed("never seen"),
        activity("of no request", assignment="never seen"),
        dreamt,
        late,
        late,
    ]
    before = datetime.now(UTC)

    await record(store_over(pool), *facts, batch=5)
    await record(store_over(pool), *facts, batch=4)
    live = await projection_hash(made.owner_dsn)
    rebuilt = await rebuild(made.owner_dsn)

    assert rebuilt.agrees
    assert live == await projection_hash(made.owner_dsn)
    assert (rebuilt.made.facts, rebuilt.made.later) == (len(facts) - 1, {"request.dreamt": 1})
    checked = await check_log(made.app_dsn)
    assert (checked.holds, checked.later) == (True, {"request.dreamt": 1})
    await _times_are_believed_as_far_as_they_can_be(pool, before)
    story = await PostgresJourneys(pool).journey(named("late"))
    assert [event.type for event in story] == ["request.created", "request.dreamt"]


async def _times_are_believed_as_far_as_they_can_be(pool: Pool, before: datetime) -> None:
    moments = [row[0] for row in await pool.fetch("SELECT received_at FROM requests")]
    believed = [each for each in moments if each is not None and each != LATE]
    coverage = await PostgresFigures(pool).coverage()
    kept = await pool.fetch("SELECT body FROM event_log WHERE body ->> 'time' LIKE '9999%'")

    assert len(believed) == len(IMPOSSIBLE)
    assert all(before <= each <= datetime.now(UTC) for each in believed)
    assert coverage.first_day == LATE.date()
    assert coverage.until is not None
    assert coverage.until <= datetime.now(UTC)
    assert len(kept) == 1


async def test_a_body_that_is_read_no_more_is_kept_and_counted(made: Addresses, pool: Pool) -> None:
    await record(store_over(pool), created("one"))
    async with connected(made.owner_dsn) as owner:
        await owner.execute(
            "INSERT INTO event_log (event_id, type, subject, subject_version, correlation_id,"
            " occurred_at, exercise, body, activation_id)"
            " SELECT gen_random_uuid(), type, subject, 2, correlation_id, $1, exercise,"
            " body #- '{data,municipality}', activation_id FROM event_log",
            START,
        )

    rebuilt = await rebuild(made.owner_dsn)

    assert (rebuilt.made.facts, rebuilt.made.later) == (2, {"request.created": 1})
    assert not rebuilt.made.differing
    assert len(await PostgresJourneys(pool).journey(named("one"))) == 2

"""How long the figures of a period take, and how much longer from the log alone."""

import statistics
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from services.reporting.figures.adapters import indicators_in
from services.reporting.figures.model.indicators import Figure
from services.reporting.figures.model.report import Period
from services.reporting.figures.rules.shown import shown
from services.reporting.figures.store.measures import PostgresMeasures
from services.reporting.figures.use_cases.count_indicators import CountIndicators
from services.reporting.operating import rebuild
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.matching import ActivityLogged
from shared.postgres.pool import connected, open_pool
from shared.postgres.types import Pool
from tests.bench.measuring import Goal, Row, alone
from tests.bench.reporting.ground import STORY, fill, reporting_database
from tests.support.reporting.building import DAY

MONTHS: Final = 12
AGAINST_LOG: Final = Goal(">=", 50)
MANY: Final = 500_000
"""From how many events on that goal holds: of few, most of the time goes into asking."""
IN_TIME: Final = Goal("<=", 200)
PERIOD: Final = Period(DAY - timedelta(days=10), DAY)
"""The last of the twelve months."""
CODES: Final = ("requests", "requests_completed", "people_not_deduplicated", "volunteer_hours")
FROM_LOG: Final = """
WITH said AS (
    SELECT type, subject, subject_version, body, occurred_at FROM event_log
    WHERE NOT (body ->> 'exercise')::boolean
),
made AS (
    SELECT DISTINCT ON (subject) subject, body #>> '{data,service_line}' AS line, occurred_at
    FROM said WHERE type IN ('request.created', 'request.updated', 'request.reopened')
    ORDER BY subject, subject_version
),
ended AS (
    SELECT DISTINCT ON (subject) subject, type, occurred_at
    FROM said WHERE type IN ('request.completed', 'request.reopened', 'request.cancelled')
    ORDER BY subject, subject_version DESC
),
done AS (
    SELECT DISTINCT ON (coalesce(body #>> '{data,assignment_id}', body #>> '{data,activity_id}'))
        body #>> '{data,request_id}' AS request_id, (body #>> '{data,occurred_on}')::date AS day
    FROM said WHERE type = 'activity.logged'
    ORDER BY coalesce(body #>> '{data,assignment_id}', body #>> '{data,activity_id}'),
        body #>> '{data,activity_id}', subject_version DESC
),
noted AS (
    SELECT DISTINCT ON (body #>> '{data,match_id}')
        (body #>> '{data,minutes}')::bigint AS minutes, occurred_at
    FROM said WHERE type = 'hours.logged'
    ORDER BY body #>> '{data,match_id}', subject_version DESC
)
SELECT
    (SELECT count(*) FROM made WHERE local_day(occurred_at) BETWEEN $1 AND $2),
    (
        SELECT count(*) FROM ended
        WHERE type = 'request.completed' AND local_day(occurred_at) BETWEEN $1 AND $2
    ),
    (SELECT count(DISTINCT request_id) FROM done WHERE day BETWEEN $1 AND $2),
    (
        SELECT coalesce(sum(minutes), 0)::bigint FROM noted
        WHERE local_day(occurred_at) BETWEEN $1 AND $2
    )
"""


async def counting_rows(admin_dsn: str, *, events: int = 20_000, rounds: int = 3) -> list[Row]:
    """Count a month of a year both ways, and see that both say the same."""
    async with reporting_database(admin_dsn) as made:
        async with connected(made.owner_dsn) as owner:
            stories = 0
            for month in range(MONTHS):
                facts = await fill(owner, events // MONTHS, _moved(30 * month), stories)
                stories += facts // len(STORY)
        await rebuild(made.owner_dsn)
        async with connected(made.owner_dsn) as owner:
            await owner.execute("ANALYZE")
        async with open_pool(made.app_dsn, name="bench") as pool:
            return await _compared(pool, stories * len(STORY), rounds)


def _moved(days: int) -> Sequence[Envelope[Event]]:
    """Tell the story so many days earlier."""
    back = timedelta(days=days)
    told = [event.model_copy(update={"time": event.time - back}) for event in STORY]
    return [
        event.model_copy(
            update={
                "data": event.data.model_copy(update={"occurred_on": event.data.occurred_on - back})
            }
        )
        if isinstance(event.data, ActivityLogged)
        else event
        for event in told
    ]


async def _compared(pool: Pool, facts: int, rounds: int) -> list[Row]:
    counting = CountIndicators(indicators_in(), PostgresMeasures(pool))
    every, some, log = list[float](), list[float](), list[float]()
    for _ in range(rounds):
        every.append(await _all(counting))
        started = time.perf_counter()
        figures = await counting.count_indicators(PERIOD.first, PERIOD.last, CODES)
        some.append(time.perf_counter() - started)
        started = time.perf_counter()
        row = await pool.fetchrow(FROM_LOG, PERIOD.first, PERIOD.last)
        log.append(time.perf_counter() - started)
        assert [_total(each) for each in figures] == list(row or ())
    ours, theirs = statistics.median(some), statistics.median(log)
    goal = AGAINST_LOG if facts >= MANY else None
    name = f"of {facts:,} events, a month of twelve"
    return [
        alone(f"all figures {name}, and what is shown", 1000 * min(every), "ms", IN_TIME),
        alone(f"four figures {name}", 1000 * ours, "ms", IN_TIME),
        alone("the same from the log alone", theirs / ours, "times", goal),
    ]


async def _all(counting: CountIndicators) -> float:
    started = time.perf_counter()
    shown(await counting.count_indicators(PERIOD.first, PERIOD.last))
    return time.perf_counter() - started


def _total(figure: Figure) -> int:
    return sum(int(count or 0) for cells in figure.counts for count in cells)

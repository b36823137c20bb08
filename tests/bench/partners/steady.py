"""Fifty events a second for twenty partners, one of whom takes every call and answers none."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

from services.notify.partner_news.use_cases.take_in import TakeInNews
from services.notify.subscriptions.model import EndpointId
from shared.loops import supervised
from tests.bench.measuring import Goal, Row, alone
from tests.bench.partners.webhooks import ENDPOINTS, notify_ground, sending_loop
from tests.support.notify.building import request_created
from tests.support.notify.grounds import PostgresGround
from tests.support.notify.receivers import partner, silent_server, status
from tests.support.notify.webhooks.building import LINKS

RATE: Final = 50
TOWNS: Final = ("049", "091", "491", "837", "853")
"""Each event is of one of these, and four partners want it."""
IN_TIME: Final = timedelta(seconds=10)
_HEARD: Final = """
SELECT avg((coalesce(finished_at, 'infinity') - occurred_at <= $2)::integer)::float AS in_time,
    percentile_cont(0.95) WITHIN GROUP (ORDER BY finished_at - occurred_at) AS most
FROM deliveries
JOIN news ON news.delivery_id = deliveries.id
WHERE endpoint_id <> $1
"""


async def steady_rows(admin_dsn: str, seconds: float = 30) -> list[Row]:
    """Take events in for so long, and look what those that answer heard within ten seconds."""
    async with (
        notify_ground(admin_dsn) as ground,
        partner(status(204)) as sink,
        silent_server() as port,
    ):
        hangs, *_ = await _endpoints(ground, f"http://127.0.0.1:{port}/hook", sink.url)
        loop = sending_loop(ground)
        taking = TakeInNews(ground.store, LINKS, uuid4, loop.wake, _now)
        async with supervised([loop]):
            await _take_in(taking, seconds)
            await asyncio.sleep(IN_TIME.total_seconds())
            found = await ground.pool.fetchrow(_HEARD, hangs, IN_TIME)
    assert found is not None
    name = f"{RATE} events/s, each for 4 of {ENDPOINTS} partners, one of whom hangs: the others"
    return [
        alone(f"{name} heard within 10 s", found["in_time"], "of it", Goal(">=", 0.95)),
        alone(f"{name} heard 95 % within", found["most"].total_seconds(), "s"),
    ]


async def _endpoints(ground: PostgresGround, hangs: str, answers: str) -> Sequence[EndpointId]:
    return [
        await ground.add_endpoint_at(
            answers if at else hangs,
            "request.created",
            name=str(at),
            places=(TOWNS[at % len(TOWNS)],),
        )
        for at in range(ENDPOINTS)
    ]


async def _take_in(taking: TakeInNews, seconds: float) -> None:
    began = time.perf_counter()
    for number in range(int(seconds * RATE)):
        await asyncio.sleep(began + number / RATE - time.perf_counter())
        event = request_created(TOWNS[number % len(TOWNS)])
        await taking.react_to_partner_event(event.model_copy(update={"time": _now()}))


def _now() -> datetime:
    return datetime.now(UTC)

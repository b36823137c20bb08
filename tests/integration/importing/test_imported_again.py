"""A file that comes again on any later day doubles nothing, whatever was forgotten meanwhile."""

from contextlib import nullcontext
from typing import Final

import asyncpg
import httpx
import pytest

from deploy.importing.door import Door
from deploy.importing.handed_in import HandedIn, import_all
from deploy.local.rabbit import RabbitServer
from services.intake.operating import erase_request
from services.intake.queues import QUEUES
from services.intake.submissions.store import SQL
from shared.messaging.topology import declare
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.app_world import SAID, running
from tests.support.intake.postgres_world import SEALING_KEYS
from tests.support.sheets import Rows, entries, row, written

AGE: Final = "UPDATE requests SET created_at = created_at - interval '25 hours'"
CLOSE: Final = "UPDATE requests SET state = 'closed', closure = 'completed' RETURNING id"


async def hand_in(client: httpx.AsyncClient, rows: Rows) -> HandedIn:
    def quiet(*_: object) -> nullcontext[object]:
        return nullcontext(lambda: None)

    return await import_all(Door(client), entries(written(rows)), quiet)  # type: ignore[arg-type]


@pytest.mark.timeout(120)
async def test_rows_stay_known_after_their_answers_askers_and_requests_are_gone(
    database: MakeDatabase, private_rabbit: RabbitServer
) -> None:
    await declare(private_rabbit.url, [*QUEUES, SAID], settle_seconds=0)
    dsn = (await database("intake")).app_dsn
    old, newer = [row(1), row(2), row(2)], row(3)
    pool = await asyncpg.create_pool(dsn, min_size=1, max_size=1)
    async with running(dsn, private_rabbit.url) as client, pool:
        first = await hand_in(client, old)
        await pool.execute(AGE)
        await pool.execute(SQL["forget_answers"])
        next_day = await hand_in(client, [newer, *reversed(old)])
        for closed in await pool.fetch(CLOSE):
            await erase_request(dsn, SEALING_KEYS, closed["id"])
        erased = await hand_in(client, [newer, *old])
        await pool.execute("DELETE FROM requests")
        removed = await hand_in(client, [*old, newer])
        left = await pool.fetchval("SELECT count(*) FROM requests")

    assert (first.taken, first.before) == (3, 0)
    assert (next_day.taken, next_day.before) == (1, 3)
    assert (erased.taken, erased.before) == (0, 4)
    assert (removed.taken, removed.before) == (0, 4)
    assert not first.rejected + next_day.rejected + erased.rejected + removed.rejected
    assert left == 0

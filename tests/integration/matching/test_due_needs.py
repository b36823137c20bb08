"""Whatever waits for a helper is looked at as soon as it is stored, by whatever way it came."""

import io
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.matching.app import SERVICE, wire
from services.matching.queues import REQUESTS
from shared.loops import EACH_SECOND, Pauses, supervised
from shared.postgres.pool import open_pool
from shared.service import Opened, Wired
from tests.support.all_services import matching_settings
from tests.support.loops import NEVER
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import SEALING_KEYS, join
from tests.support.messaging import until

ROSTER: Final = ("volunteers", "reach_points")
NEEDS: Final = ("needs",)


@dataclass
class Running:
    """Matching as production wires it, between a real database and whoever says what is heard."""

    wired: Wired
    dsn: str
    rested: list[timedelta | None] = field(default_factory=list)

    async def hear(self, story: RequestStory) -> None:
        await self.wired.batches[REQUESTS]([story.created()])

    async def asked(self, story: RequestStory) -> bool:
        """Say whether somebody was asked."""
        return bool(await self._value("SELECT FROM matches WHERE request_id = $1", story))

    async def found_nobody(self, story: RequestStory) -> bool:
        """Say whether it was looked at in vain."""
        statement = "SELECT FROM needs WHERE request_id = $1 AND state = 'unmatched'"
        return bool(await self._value(statement, story))

    async def _value(self, statement: str, story: RequestStory) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self.dsn)
        try:
            return await connection.fetch(statement, story.request_id)
        finally:
            await connection.close()


Run = Callable[[Pauses], AbstractAsyncContextManager[Running]]


@pytest.fixture
def run(made: Addresses) -> Run:
    """Give what starts matching with the pauses of the matchmaker, whose first look is over."""

    @asynccontextmanager
    async def running(pauses: Pauses) -> AsyncIterator[Running]:
        settings = matching_settings(made.app_dsn, SEALING_KEYS)
        pages = SERVICE.pages(settings.contact_file)
        async with open_pool(made.app_dsn, name="matching-test") as pool:
            wired = wire(Opened(settings, pool, pages, lambda: None))
            running, matchmaker = Running(wired, made.app_dsn), wired.loops[0]
            look, matchmaker.pauses = matchmaker.round, pauses

            async def noted() -> timedelta | None:
                running.rested.append(await look())
                return running.rested[-1]

            matchmaker.round = noted
            async with supervised([matchmaker]):
                await until(lambda: running.rested[-1:] == [None])
                yield running

    return running


async def test_a_new_need_waits_for_no_poll(made: Addresses, run: Run) -> None:
    await join(made.app_dsn)

    async with run(NEVER) as matching:
        story = RequestStory()
        await matching.hear(story)

        await until(lambda: matching.asked(story))


async def test_a_restored_need_is_looked_at(made: Addresses, run: Run) -> None:
    story = RequestStory()
    async with run(EACH_SECOND) as matching:
        await matching.hear(story)
        await until(lambda: matching.found_nobody(story))
    await join(made.app_dsn)
    needs = await taken_out(made, NEEDS)

    async with run(EACH_SECOND) as matching:
        await restore(made, needs)
        await until(lambda: matching.asked(story))


async def test_a_restored_volunteer_is_found_by_those_who_wait(made: Addresses, run: Run) -> None:
    await join(made.app_dsn)
    roster = await taken_out(made, ROSTER)

    async with run(EACH_SECOND) as matching:
        before, after = RequestStory(), RequestStory()
        await matching.hear(before)
        await until(lambda: matching.found_nobody(before))
        await restore(made, roster)

        await until(lambda: matching.asked(before))
        await matching.hear(after)
        await until(lambda: matching.asked(after))


async def taken_out(made: Addresses, tables: Sequence[str]) -> Mapping[str, bytes]:
    """Dump tables and empty the first, and with it the others."""
    connection, dump = await asyncpg.connect(made.owner_dsn), {}
    try:
        for table in tables:
            kept = io.BytesIO()
            await connection.copy_from_table(table, output=kept)
            dump[table] = kept.getvalue()
        await connection.execute(f"DELETE FROM {tables[0]}")  # noqa: S608  # ours
    finally:
        await connection.close()
    return dump


async def restore(made: Addresses, dump: Mapping[str, bytes]) -> None:
    """Load as pg_restore does: by COPY, and with an empty search path."""
    connection = await asyncpg.connect(made.owner_dsn)
    try:
        await connection.execute("SELECT set_config('search_path', '', false)")
        for table, rows in dump.items():
            await connection.copy_to_table(table, source=io.BytesIO(rows), schema_name="public")
    finally:
        await connection.close()

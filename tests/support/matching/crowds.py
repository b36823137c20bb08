"""Many at once on a real database, and what was said in the end."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Iterable, Sequence
from typing import TypeVar

from shared.contracts.event import Event
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.playing import Letter, open_plainly

Result = TypeVar("Result")


async def crowd(work: Iterable[Awaitable[Result]]) -> list[Result]:
    """Let all go at once, as many as the pool has connections; the others wait outside it."""
    door = asyncio.Semaphore(10)

    async def one(item: Awaitable[Result]) -> Result:
        async with door:
            return await item

    return await asyncio.gather(*map(one, work))


async def told(ground: PostgresGround) -> Sequence[Event]:
    rows = await ground.pool.fetch("SELECT body FROM outbox ORDER BY position")
    return [read(row["body"].encode()).data for row in rows]


async def facts(ground: PostgresGround) -> Counter[str]:
    return Counter(data.event_type for data in await told(ground))


async def letters(ground: PostgresGround) -> list[Letter]:
    found = [data for data in await told(ground) if isinstance(data, NotificationRequested)]
    return [Letter(data.template, open_plainly(data.sealed)) for data in found]

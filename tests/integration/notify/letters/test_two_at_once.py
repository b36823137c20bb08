"""A letter that meets its recall on a real database: neither overlooks the other."""

import asyncio
from uuid import uuid4

import pytest

from services.notify.letters.adapters.opener import NoticeOpener
from services.notify.letters.use_cases import RecallLetters, TakeInLetters
from shared.sealing.box import Opener
from tests.support.messaging import until
from tests.support.notify.building import (
    NOW,
    PRIVATE_KEY,
    notification_recalled,
    notification_requested,
)
from tests.support.notify.grounds import PostgresGround
from tests.support.notify.letters.rendering import renderer

WAITERS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
LEFT = "SELECT count(*) FROM letters JOIN deliveries ON id = delivery_id WHERE state = 'waiting'"


@pytest.mark.parametrize("first", ["letter", "recall"])
async def test_no_letter_is_left_whichever_holds_the_lock_first(
    ground: PostgresGround, first: str
) -> None:
    whose = uuid4()
    opener = NoticeOpener(Opener([PRIVATE_KEY]))
    letters = TakeInLetters(
        store=ground.store,
        open_notice=opener,
        renderer=renderer(),
        wake=lambda: None,
        now=lambda: NOW,
    )
    asked, recalled = notification_requested(whose=whose), notification_recalled(whose)
    steps = {
        "letter": letters.react_to_notification_requested(asked),
        "recall": RecallLetters(ground.store).react_to_notification_recalled(recalled),
    }

    async with ground.pool.acquire() as connection, connection.transaction():
        await connection.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('recalls/' || $1, 0))", str(whose)
        )
        tasks = [asyncio.create_task(steps.pop(first))]
        await until(lambda: waiting(ground, 1))
        tasks.append(asyncio.create_task(steps.popitem()[1]))
        await until(lambda: waiting(ground, 2))
    await asyncio.gather(*tasks)

    assert await ground.pool.fetchval(LEFT) == 0
    assert await ground.pool.fetchval("SELECT count(*) FROM subject_keys") == 0
    rows = await ground.pool.fetch("SELECT state, reason FROM deliveries")
    assert [tuple(row) for row in rows] == [("failed", "recalled")]


async def waiting(ground: PostgresGround, count: int) -> bool:
    found: int = await ground.pool.fetchval(WAITERS)
    return found == count

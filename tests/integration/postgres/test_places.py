"""Nobody waits for a place without an end, and work never takes the places of people."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import asyncpg
import pytest

from shared.postgres import pool as pools
from shared.postgres.errors import is_unavailable
from shared.postgres.hurry import hurry, in_a_hurry
from shared.postgres.places import Places, SharedPool
from shared.postgres.pool import connected, open_pool
from shared.postgres.types import Connection
from tests.support.fault_proxy import proxy_before
from tests.support.messaging import until

PLACES = Places(people=2, work=3)


@pytest.fixture
async def pool(postgres_admin_dsn: str) -> AsyncIterator[SharedPool]:
    async with open_pool(postgres_admin_dsn, name="places", places=PLACES) as pool:
        yield pool


async def take(stack: AsyncExitStack, pool: SharedPool, number: int) -> list[Connection]:
    return [await stack.enter_async_context(pool.acquire()) for _ in range(number)]


async def test_a_person_finds_a_place_while_work_has_taken_all_of_its_own(
    pool: SharedPool,
) -> None:
    async with AsyncExitStack() as stack:
        await take(stack, pool, PLACES.work)
        with in_a_hurry():
            assert await pool.fetchval("SELECT 1") == 1


async def test_work_finds_a_place_while_people_have_taken_all_of_theirs(pool: SharedPool) -> None:
    async with AsyncExitStack() as stack:
        with in_a_hurry():
            await take(stack, pool, PLACES.people)

        assert await pool.fetchval("SELECT 1") == 1


@pytest.mark.parametrize("ask", ["acquire", "fetch", "fetchrow", "fetchval", "execute"])
async def test_a_person_who_finds_no_place_is_told(pool: SharedPool, ask: str) -> None:
    async def asked() -> None:
        if ask == "acquire":
            async with pool.acquire():
                pytest.fail("every place is taken")
        await getattr(pool, ask)("SELECT 1")

    async with AsyncExitStack() as stack:
        with in_a_hurry():
            await take(stack, pool, PLACES.people)
        with in_a_hurry(), pytest.raises(TimeoutError) as refused:
            await asked()

    assert is_unavailable(refused.value)


async def test_the_patience_is_one_for_the_whole_request(pool: SharedPool) -> None:
    with in_a_hurry():
        before = hurry()
        async with AsyncExitStack() as stack:
            await take(stack, pool, PLACES.people)
            freeing = asyncio.get_running_loop().call_later(
                0.05, lambda: waiting.append(asyncio.ensure_future(stack.aclose()))
            )
            waiting: list[asyncio.Future[None]] = []
            begun = before.left if before else 0.0
            await pool.fetchval("SELECT 1")
            freeing.cancel()
            await asyncio.gather(*waiting)
        assert before is not None
        assert before.left < begun


async def test_a_person_gives_a_lock_up_that_work_would_wait_for(pool: SharedPool) -> None:
    async with pool.acquire() as holder:
        await holder.execute("SELECT pg_advisory_lock(815)")
        try:
            with in_a_hurry(), pytest.raises(asyncpg.LockNotAvailableError) as refused:
                await pool.execute("SELECT pg_advisory_lock(815)")
        finally:
            await holder.execute("SELECT pg_advisory_unlock(815)")
        patience = await pool.fetchval("SHOW lock_timeout")

    assert is_unavailable(refused.value)
    assert patience == "0"


async def test_nobody_is_in_a_hurry_after_a_request() -> None:
    with in_a_hurry():
        pass

    assert hurry() is None


async def test_a_server_that_answers_nothing_is_told_to_people_before_work_gives_it_up(
    postgres_admin_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pools.PEOPLE_COMMAND_SECONDS < pools.COMMAND_SECONDS
    monkeypatch.setattr(pools, "PEOPLE_COMMAND_SECONDS", 0.3)

    async def ask(pool: SharedPool) -> None:
        await pool.fetchval("SELECT 1")

    async def ask_in_a_hurry(pool: SharedPool) -> None:
        with in_a_hurry():
            await ask(pool)

    async with (
        proxy_before(postgres_admin_dsn) as (proxy, dsn),
        open_pool(dsn, name="silence", places=PLACES) as pool,
    ):
        await asyncio.gather(ask(pool), ask_in_a_hurry(pool))
        proxy.become("silent")
        work = asyncio.create_task(ask(pool))
        with pytest.raises(TimeoutError) as told:
            await ask_in_a_hurry(pool)
        is_still_waiting = not work.done()
        proxy.become("pass")
        await work

    assert is_unavailable(told.value)
    assert is_still_waiting


async def test_a_connection_that_nobody_uses_is_closed_before_long(
    postgres_admin_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "REST_SECONDS", 0.05)
    named = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'resting'"
    async with (
        connected(postgres_admin_dsn) as looking,
        open_pool(postgres_admin_dsn, name="resting", places=PLACES) as pool,
    ):
        async with AsyncExitStack() as stack:
            await take(stack, pool, PLACES.work)
            assert await looking.fetchval(named) == PLACES.work

        async def none_is_open() -> bool:
            return bool(await looking.fetchval(named) == 0)

        await until(none_is_open)

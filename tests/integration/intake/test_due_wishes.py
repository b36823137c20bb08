"""A wish that waits to leave, while processes that send it die or race, on a real database."""

import asyncio

import asyncpg
import pytest

from services.intake.adapters import CHANCE
from services.intake.requests.model import Closure, RequestId, State
from services.intake.wishes.model import Ask, WishId
from services.intake.wishes.store import PostgresDueWishes
from services.intake.wishes.use_cases import SendWishes
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.intake.wishes.store_contract import sender, waiting
from tests.support.two_at_once import until_waiting

SAID = "SELECT count(*) FROM outbox WHERE type = 'request.assignment_requested'"
KILL = """
SELECT count(pg_terminate_backend(pid))
FROM pg_locks
JOIN pg_stat_activity USING (pid)
WHERE NOT granted AND datname = current_database()
"""


async def said(world: PostgresWorld) -> int:
    return int(await world.pool.fetchval(SAID))


async def one_due(world: PostgresWorld) -> tuple[SendWishes, RequestId, WishId]:
    send, new = sender(world), await world.add_request()
    staff_id = await world.add_staff("Kaisa")
    return send, new.id, await waiting(world, send, new.id, staff_id)


async def test_a_death_while_it_is_said_loses_nothing_and_doubles_nothing(
    world: PostgresWorld,
) -> None:
    send, _, wish_id = await one_due(world)
    holder = await asyncpg.connect(world.dsn)
    try:
        async with holder.transaction():
            await holder.execute("LOCK TABLE outbox IN SHARE MODE")
            dying = asyncio.ensure_future(send.send_wish(wish_id))
            await until_waiting(world.pool, 1, dying)
            await holder.execute(KILL)
            with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
                await dying
    finally:
        await holder.close()

    assert await said(world) == 0
    assert await PostgresDueWishes(world.pool).due(10) == [wish_id]
    assert [await send.send_wish(wish_id) for _ in range(2)] == [True, False]
    assert await said(world) == 1


async def test_two_processes_at_the_same_wish_say_it_once(world: PostgresWorld) -> None:
    send, request_id, wish_id = await one_due(world)
    async with world.store.begin() as work:
        await work.requests.lock(request_id)
        racing = [asyncio.ensure_future(send.send_wish(wish_id)) for _ in range(2)]
        await until_waiting(world.pool, 2, *racing)

    assert sorted(await asyncio.gather(*racing)) == [False, True]
    assert await said(world) == 1


@pytest.mark.parametrize("is_undone_first", [True, False])
async def test_an_undoing_that_waited_for_a_departure_comes_too_late_and_the_other_way_round(
    world: PostgresWorld, *, is_undone_first: bool
) -> None:
    send, request_id, wish_id = await one_due(world)
    staff_id = await world.add_staff("Pekka")
    both = [send.undo_wish(request_id, wish_id, staff_id), send.send_wish(wish_id)]
    ordered = both if is_undone_first else both[::-1]
    async with world.store.begin() as work:
        await work.requests.lock(request_id)
        first = asyncio.ensure_future(ordered[0])
        await until_waiting(world.pool, 1, first)
        second = asyncio.ensure_future(ordered[1])
        await until_waiting(world.pool, 2, first, second)

    assert [await first, await second] == [True, False]
    assert await said(world) == (0 if is_undone_first else 1)


async def test_a_wish_that_waited_for_the_end_of_its_request_is_refused_in_words(
    world: PostgresWorld,
) -> None:
    send, request_id, wish_id = await one_due(world)
    async with world.store.begin() as ending:
        await ending.requests.lock(request_id)
        leaving = asyncio.ensure_future(send.send_wish(wish_id))
        await until_waiting(world.pool, 1, leaving)
        await ending.requests.save_standing(request_id, 2, State.CLOSED, Closure.CANCELLED)
    await leaving

    asking = await send.show_wishes(request_id)
    assert await said(world) == 0
    assert asking is not None
    assert [wish.answer for wish in asking.wishes] == ["not_waiting"]


async def test_what_is_listed_as_due_has_had_its_minute(world: PostgresWorld) -> None:
    send, new = SendWishes(world.store, CHANCE), await world.add_request()
    await send.ask_volunteer(new.id, Ask(17), await world.add_staff("Kaisa"))
    due = PostgresDueWishes(world.pool).due

    before = await due(10)
    await world.pass_time(send.wait)

    assert (before, len(await due(10))) == ([], 1)


async def test_a_board_that_is_looked_at_is_told_of_a_wish_and_of_its_undoing(
    world: PostgresWorld,
) -> None:
    send, new = SendWishes(world.store, CHANCE), await world.add_request()
    staff_id = await world.add_staff("Kaisa")
    told = []
    await world.pool.execute("DELETE FROM board_changes")

    wish_id = await waiting(world, send, new.id, staff_id)
    told.append(await world.pool.fetchval("DELETE FROM board_changes RETURNING request_id"))
    await send.undo_wish(new.id, wish_id, staff_id)
    told.append(await world.pool.fetchval("DELETE FROM board_changes RETURNING request_id"))

    assert told == [new.id, new.id]

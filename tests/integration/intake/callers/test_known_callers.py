"""Several processes of intake over one database, each with everybody in its own memory."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from uuid import uuid4

import pytest

from deploy.local.databases import Addresses
from services.intake.callers.model import Typed
from services.intake.callers.store import PostgresCallerReader
from services.intake.callers.use_cases.find import FindLike
from services.intake.callers.use_cases.keep import LOST_SECONDS, KeepCallers
from services.intake.requests.model import Circumstances, Closure, RequestId, State
from services.intake.submissions.model import NewRequest
from shared.loops import supervised
from shared.postgres.pool import connected, open_pool
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault
from tests.support.fault_proxy import proxy_before
from tests.support.intake.callers.fakes import FakeOpenCalls
from tests.support.intake.lookups.building import look_up_over
from tests.support.intake.postgres_world import SEALING_KEYS, PostgresWorld
from tests.support.intake.submissions.building import new_request, plea_for_another, taken_in
from tests.support.messaging import until

TYPED = Typed("040 123 4567", "Aino", "Porrassalmenkatu 1", "491")


class Processes:
    """Two processes, each with a pool, a memory and a loop of its own."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self.stack = stack
        self.memories: list[KeepCallers] = []

    async def begin(self, dsn: str) -> KeepCallers:
        pool = await self.stack.enter_async_context(open_pool(dsn, name="intake-test"))
        vault = Vault(KeyRing.from_text(SEALING_KEYS))
        keep = KeepCallers(PostgresCallerReader(pool, vault))
        await self.stack.enter_async_context(supervised([keep.loop()]))
        await until(lambda: keep.is_complete)
        self.memories.append(keep)
        return keep


async def found(keep: KeepCallers, typed: Typed = TYPED) -> list[RequestId]:
    likes, _ = await keep.find(typed)
    return [like.request_id for like in likes]


@pytest.fixture
async def processes() -> AsyncIterator[Processes]:
    async with AsyncExitStack() as stack:
        yield Processes(stack)


async def closed(world: PostgresWorld, request_id: RequestId) -> None:
    async with world.store.begin() as work:
        await work.requests.save_standing(request_id, 1, State.CLOSED, Closure.COMPLETED)


async def erased(world: PostgresWorld, request_id: RequestId) -> None:
    async with world.store.begin() as work:
        await work.requests.erase(request_id)


async def test_what_another_server_noted_before_a_backup_of_it_was_restored_is_not_told(
    world: PostgresWorld, processes: Processes, made: Addresses
) -> None:
    keep = await processes.begin(world.dsn)
    async with connected(made.owner_dsn) as owner:
        noted = "INSERT INTO caller_changes (xact, request_id) VALUES ($1::text::xid8, $2)"
        await owner.execute(noted, "9000000000", uuid4())

    look = await keep.reader.look(await keep.reader.look(None))

    assert list(look.changed) == []


async def test_who_is_stored_by_one_process_is_found_by_all_within_a_second(
    world: PostgresWorld, processes: Processes
) -> None:
    one, other = [await processes.begin(world.dsn) for _ in range(2)]
    assert [await found(keep) for keep in (one, other)] == [[], []]

    new = await world.add_request()

    began = time.monotonic()
    assert [await found(keep) for keep in (one, other)] == [[new.id], [new.id]]
    assert time.monotonic() - began < 1


async def test_a_process_that_nobody_asks_hears_of_it_too(
    world: PostgresWorld, processes: Processes
) -> None:
    keep = await processes.begin(world.dsn)
    new = await world.add_request()

    await until(lambda: len(keep.index) == 1)
    await closed(world, new.id)
    await erased(world, new.id)

    await until(lambda: len(keep.index) == 0)


async def test_whatever_commits_in_whichever_order_is_heard_once(
    world: PostgresWorld, processes: Processes
) -> None:
    keep = await processes.begin(world.dsn)
    async with world.store.begin() as work:
        slow = new_request("slow")
        await work.submissions.keep(taken_in(slow))
        quick = await world.add_request("quick")
        assert await found(keep) == [quick.id]

    assert set(await found(keep)) == {slow.id, quick.id}


async def test_an_erased_one_is_gone_from_every_process_at_once(
    world: PostgresWorld, processes: Processes
) -> None:
    new = await world.add_request()
    memories = [await processes.begin(world.dsn) for _ in range(2)]
    await closed(world, new.id)
    assert [await found(keep) for keep in memories] == [[new.id], [new.id]]

    await erased(world, new.id)

    assert [await found(keep) for keep in memories] == [[], []]


async def test_a_card_of_somebody_erased_is_not_shown_even_from_a_memory_that_was_not_told(
    world: PostgresWorld, processes: Processes
) -> None:
    new, kaisa, call = await world.add_request(), await world.add_staff("kaisa"), uuid4()
    keep = await processes.begin(world.dsn)

    untold = KeepCallers(keep.reader, index=keep.index)
    find = FindLike(world.store, untold, FakeOpenCalls({(call, kaisa)}), look_up_over(world.store))
    before = await find.find_like(call, TYPED, kaisa)
    await erased(world, new.id)
    after = await find.find_like(call, TYPED, kaisa)

    assert [len(getattr(shown, "cards", [])) for shown in (before, after)] == [1, 0]


async def test_both_people_of_a_request_are_recognised_each_by_their_number(
    world: PostgresWorld, processes: Processes
) -> None:
    keep = await processes.begin(world.dsn)
    new = for_another()
    await world.reception.take_in(taken_in(new))

    for phone, name in (("050 111 2233", "Kaisa"), ("040 123 4567", "Aino")):
        assert await found(keep, Typed(phone, name)) == [new.id]


def for_another() -> NewRequest:
    plea = replace(plea_for_another(), circumstances=Circumstances())
    return replace(new_request(), plea=plea)


@pytest.mark.parametrize(
    "change",
    [
        "address_secret = true, postal_code = NULL",
        "volunteer_allowed = false",
        "volunteer_allowed = NULL, category = 'crisis_support'",
        "state = 'escalated', escalated = true",
        "state = 'closed', closure = 'set_aside'",
        "state = 'closed', closure = 'completed', changed_at = network_now() - interval '30 days'",
    ],
)
async def test_who_must_not_be_recognised_or_ended_long_ago_is_in_no_memory(
    world: PostgresWorld, processes: Processes, change: str
) -> None:
    new = await world.add_request()
    await world.pool.execute(f"UPDATE requests SET {change} WHERE id = $1", new.id)  # noqa: S608  # ours

    keep = await processes.begin(world.dsn)

    assert len(keep.index) == 0


@pytest.mark.parametrize(
    "change", ["state = 'escalated', escalated = true", "volunteer_allowed = false"]
)
async def test_who_comes_into_danger_or_is_reserved_leaves_every_memory(
    world: PostgresWorld, processes: Processes, change: str
) -> None:
    new = await world.add_request()
    keep = await processes.begin(world.dsn)
    assert await found(keep) == [new.id]

    await world.pool.execute(f"UPDATE requests SET {change} WHERE id = $1", new.id)  # noqa: S608  # ours

    assert await found(keep) == []


async def test_whose_thirty_days_end_meanwhile_is_forgotten(
    world: PostgresWorld, processes: Processes
) -> None:
    new = await world.add_request()
    await closed(world, new.id)
    soon = "network_now() - interval '30 days' + interval '1.5 seconds'"
    await world.pool.execute(f"UPDATE requests SET changed_at = {soon}")  # noqa: S608  # ours
    keep = await processes.begin(world.dsn)
    assert await found(keep) == [new.id]

    await until(lambda: len(keep.index) == 0)


async def test_a_process_that_lost_the_database_says_so_and_knows_all_again_afterwards(
    world: PostgresWorld, processes: Processes
) -> None:
    first = await world.add_request("first")
    async with proxy_before(world.dsn) as (proxy, dsn):
        keep = await processes.begin(dsn)
        clock = [0.0]
        keep.clock = lambda: time.monotonic() + clock[0]
        assert await found(keep) == [first.id]
        proxy.become("down")

        await until(lambda: not keep.is_complete)
        clock[0] = LOST_SECONDS + 1

        await until(lambda: len(keep.index) == 0)
        assert (await keep.find(TYPED)) == ([], False)
        second = await world.add_request("second")
        proxy.become("pass")
        await until(lambda: keep.is_complete)

        assert set(await found(keep)) == {first.id, second.id}


async def test_of_ten_searches_at_once_each_is_counted(world: PostgresWorld) -> None:
    kaisa, call = await world.add_staff("kaisa"), uuid4()

    async def search() -> None:
        async with world.store.begin() as work:
            await work.lookups.hold(kaisa)
            await work.callers.note_search(kaisa, call, [])

    await asyncio.gather(*(search() for _ in range(10)))

    async with world.store.begin() as work:
        assert (await work.callers.counted(kaisa, call)).searches_in_call == 10


async def test_nothing_of_what_was_typed_is_in_any_row(
    world: PostgresWorld, processes: Processes
) -> None:
    await world.add_request()
    kaisa, call = await world.add_staff("kaisa"), uuid4()
    keep = await processes.begin(world.dsn)
    find = FindLike(world.store, keep, FakeOpenCalls({(call, kaisa)}), look_up_over(world.store))

    await find.find_like(call, TYPED, kaisa)

    for table in ("caller_changes", "caller_searches"):
        rows = await world.pool.fetch(f"SELECT t::text AS row FROM {table} AS t")  # noqa: S608  # ours
        assert rows
        assert not any(word in row["row"] for row in rows for word in ("Aino", "401234567"))

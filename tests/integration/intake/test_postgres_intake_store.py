"""The real store: the contract, and what only a database can show."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from deploy.local.databases import Addresses
from shared.sealing.errors import ErasedError
from tests.support.intake.postgres_world import PostgresWorld, postgres_world
from tests.support.intake.store_contract import StoreContract
from tests.support.intake.submissions.building import new_request, taken_in

MakeDatabase = Callable[[str], Awaitable[Addresses]]
PERSONAL = ("+358401234567", "Aino", "aino@example.org", "Porrassalmenkatu", "Maitoa", "koivu")


@pytest.fixture
async def world(database: MakeDatabase) -> AsyncIterator[PostgresWorld]:
    async with postgres_world((await database("intake")).app_dsn) as world:
        yield world


class TestPostgresStore(StoreContract):
    """The contract itself is inherited."""


async def test_nothing_personal_lies_open_in_any_table(world: PostgresWorld) -> None:
    await world.add_assignment(await world.add_request())
    tables = await world.pool.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
        "AND tablename <> 'schema_migrations'"
    )

    everything = ""
    for table in tables:
        name = table["tablename"]
        rows = await world.pool.fetch(f"SELECT t::text FROM {name} AS t")  # noqa: S608  # ours
        everything += " ".join(row[0] for row in rows)
    assert everything
    for word in PERSONAL:
        assert word not in everything
        assert word.encode().hex() not in everything


async def test_an_erased_request_cannot_be_read(world: PostgresWorld) -> None:
    new = await world.add_request()
    async with world.store.begin() as work:
        await work.vault.erase(work.connection, f"request/{new.id}")

    with pytest.raises(Exception, match="erased"):
        async with world.store.begin() as work:
            await work.requests.contact(new.id)


async def test_nothing_is_kept_of_an_erased_request(world: PostgresWorld) -> None:
    new = new_request()
    async with world.store.begin() as work:
        await work.vault.erase(work.connection, f"request/{new.id}")

    with pytest.raises(ErasedError):
        await world.reception.take_in(taken_in(new))

    for table in ("requests", "subject_keys", "outbox"):
        assert await world.pool.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608  # ours

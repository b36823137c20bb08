"""The real store: the contract, and what only a database can show."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from deploy.local.databases import Addresses
from services.intake.operating import NameTakenError, WeakPasswordError, create_staff
from services.intake.staff.adapters import Argon2Passwords
from shared.sealing.errors import ErasedError
from tests.support.intake.building import new_request, taken_in
from tests.support.intake.grounds import PASSWORD, PostgresGround, postgres_ground
from tests.support.intake.store_contract import StoreContract

MakeDatabase = Callable[[str], Awaitable[Addresses]]
PERSONAL = ("+358401234567", "Aino", "aino@example.org", "Porrassalmenkatu", "Maitoa", "koivu")


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("intake")).app_dsn) as ground:
        yield ground


class TestPostgresStore(StoreContract):
    """The contract itself is inherited."""


async def test_nothing_personal_lies_open_in_any_table(ground: PostgresGround) -> None:
    await ground.add_assignment(await ground.add_request())
    tables = await ground.pool.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
        "AND tablename <> 'schema_migrations'"
    )

    everything = ""
    for table in tables:
        name = table["tablename"]
        rows = await ground.pool.fetch(f"SELECT t::text FROM {name} AS t")  # noqa: S608  # ours
        everything += " ".join(row[0] for row in rows)
    assert everything
    for word in PERSONAL:
        assert word not in everything
        assert word.encode().hex() not in everything


async def test_an_erased_request_cannot_be_read(ground: PostgresGround) -> None:
    new = await ground.add_request()
    async with ground.store.begin() as work:
        await work.vault.erase(work.connection, f"request/{new.id}")

    with pytest.raises(Exception, match="erased"):
        async with ground.store.begin() as work:
            await work.requests.contact(new.id)


async def test_nothing_is_kept_of_an_erased_request(ground: PostgresGround) -> None:
    new = new_request()
    async with ground.store.begin() as work:
        await work.vault.erase(work.connection, f"request/{new.id}")

    with pytest.raises(ErasedError):
        await ground.reception.take_in(taken_in(new))

    for table in ("requests", "subject_keys", "outbox"):
        assert await ground.pool.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608  # ours


async def test_staff_have_names_of_their_own_and_real_passwords(ground: PostgresGround) -> None:
    await create_staff(ground.dsn, "Kaisa", PASSWORD, "coordinator")

    with pytest.raises(NameTakenError):
        await create_staff(ground.dsn, "KAISA", PASSWORD, "coordinator")
    with pytest.raises(WeakPasswordError):
        await create_staff(ground.dsn, "Matti", "short", "coordinator")
    with pytest.raises(ValueError, match="king"):
        await create_staff(ground.dsn, "Matti", PASSWORD, "king")


async def test_a_password_fits_its_own_hash_only(ground: PostgresGround) -> None:
    await ground.add_staff("Kaisa")
    passwords = Argon2Passwords()
    async with ground.store.begin() as work:
        staff = await work.staff.find("Kaisa")
    assert staff is not None

    assert await passwords.matches(PASSWORD, staff.password_hash)
    assert not await passwords.matches("another", staff.password_hash)
    assert not await passwords.matches("nobody has this password", None)

"""Staff accounts on the real store, with real passwords."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from deploy.local.databases import Addresses
from services.intake.operating import NameTakenError, WeakPasswordError, create_staff
from services.intake.staff.adapters import Argon2Passwords
from tests.support.intake.postgres_world import PASSWORD, PostgresWorld, postgres_world

MakeDatabase = Callable[[str], Awaitable[Addresses]]


@pytest.fixture
async def world(database: MakeDatabase) -> AsyncIterator[PostgresWorld]:
    async with postgres_world((await database("intake")).app_dsn) as world:
        yield world


async def test_staff_have_names_of_their_own_and_real_passwords(world: PostgresWorld) -> None:
    await create_staff(world.dsn, "Kaisa", PASSWORD, "coordinator")

    with pytest.raises(NameTakenError):
        await create_staff(world.dsn, "KAISA", PASSWORD, "coordinator")
    with pytest.raises(WeakPasswordError):
        await create_staff(world.dsn, "Matti", "short", "coordinator")
    with pytest.raises(ValueError, match="king"):
        await create_staff(world.dsn, "Matti", PASSWORD, "king")


async def test_a_password_fits_its_own_hash_only(world: PostgresWorld) -> None:
    await world.add_staff("Kaisa")
    passwords = Argon2Passwords()
    async with world.store.begin() as work:
        staff = await work.staff.find("Kaisa")
    assert staff is not None

    assert await passwords.matches(PASSWORD, staff.password_hash)
    assert not await passwords.matches("another", staff.password_hash)
    assert not await passwords.matches("nobody has this password", None)

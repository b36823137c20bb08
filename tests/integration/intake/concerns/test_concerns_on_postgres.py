"""What only the real database shows: who can read a concern, and what `verify` says of one."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.intake.adapters import CHANCE
from services.intake.concerns.model import ConcernId
from services.intake.concerns.use_cases import CameFrom, PassOnUnread, SeeToConcerns, SendConcern
from services.intake.staff.model import StaffId
from shared.contracts.words import StaffRole
from shared.postgres.migrations import migrate
from shared.postgres.rights import read_rights
from shared.sealing.errors import KeyLostError
from tests.support.activations import FakeCurrent
from tests.support.databases import everything_in
from tests.support.fresh_databases import MakeDatabase, components_of
from tests.support.intake.concerns.building import TYPED, WORDS, concern_letters
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.pseudonyms import FakePseudonymKeys
from tests.support.rights import folder_of


@pytest.fixture
async def made(database: MakeDatabase) -> Addresses:
    """Give a database with the rights of a deployment."""
    addresses, components = await database("intake"), components_of("intake")
    rights = read_rights(folder_of(components))
    await migrate(addresses.owner_dsn, components, "intake_app", rights=rights)
    return addresses


CANARIES = (WORDS.what, WORDS.who, WORDS.reach, "Soitin hänelle")
AGE = "UPDATE concerns SET due_at = due_at - interval '5 hours'"


async def told(world: PostgresWorld) -> ConcernId:
    sending = SendConcern(
        world.store, concern_letters(), CHANCE, FakeCurrent(), FakePseudonymKeys()
    )
    assert await sending.send(TYPED, CHANCE.new_token(), CameFrom()) == ()
    return ConcernId(await world.pool.fetchval("SELECT id FROM concerns ORDER BY received_at DESC"))


async def test_no_word_of_it_lies_in_clear_anywhere(world: PostgresWorld) -> None:
    concern_id, lead = await told(world), await a_lead(world)
    seeing = SeeToConcerns(world.store)
    await seeing.keep(concern_id, lead, "Soitin hänelle", None)
    assert await seeing.open(concern_id, lead) is not None

    everything = await everything_in(world.pool)

    for word in CANARIES:
        assert word not in everything
        assert word.encode().hex() not in everything


@pytest.mark.parametrize("table", ["concern_words", "concern_notes"])
async def test_the_service_itself_cannot_read_the_words(world: PostgresWorld, table: str) -> None:
    await told(world)

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await world.pool.fetch(f"SELECT * FROM {table}")  # noqa: S608  # ours


async def test_what_verify_draws_to_try_keys_says_nothing_of_it(
    made: Addresses, world: PostgresWorld
) -> None:
    await told(world)

    connection = await asyncpg.connect(made.owner_dsn)
    drawn = await connection.fetch("SELECT field FROM ledger_sealed(100) WHERE part = 'concerns'")
    await connection.close()

    assert [row["field"] for row in drawn] == ["origin"]


async def test_who_looked_is_never_left_out_nor_taken_back(world: PostgresWorld) -> None:
    concern_id, lead = await told(world), await a_lead(world)

    await world.pool.fetch("SELECT * FROM open_concern($1, $2)", concern_id, lead)

    looks = await world.pool.fetch("SELECT concern_id, staff_id FROM concern_looks")
    assert [tuple(look) for look in looks] == [(concern_id, lead)]
    for statement in ("DELETE FROM concern_looks", "UPDATE concern_looks SET staff_id = staff_id"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await world.pool.execute(statement)


async def test_notes_are_read_by_nobody_who_has_not_opened_it_just_now(
    world: PostgresWorld,
) -> None:
    concern_id, lead = await told(world), await a_lead(world)
    await SeeToConcerns(world.store).keep(concern_id, lead, "Soitin hänelle", None)
    await SeeToConcerns(world.store).open(concern_id, lead)

    assert (
        await world.pool.fetch("SELECT * FROM open_concern_notes($1, $2)", concern_id, lead) == []
    )


async def test_each_concern_has_a_key_of_its_own(made: Addresses, world: PostgresWorld) -> None:
    one, other = await told(world), await told(world)
    lead, seeing = await a_lead(world), SeeToConcerns(world.store)

    await world.pool.execute("DELETE FROM subject_keys WHERE subject = $1", f"concern/{one}")

    with pytest.raises(KeyLostError):
        await seeing.open(one, lead)
    assert await seeing.open(other, lead) is not None
    assert await said_by_verify(made) == {"what is sealed has its key": 1}


async def test_the_deputy_is_told_once_however_many_processes_look(
    made: Addresses, world: PostgresWorld
) -> None:
    for _ in range(3):
        await told(world)
    await owner(made, AGE)
    assert await said_by_verify(made) == {"a concern that nobody read goes to the deputy": 3}

    passing_on = PassOnUnread(world.store, concern_letters(), FakeCurrent())
    taken = await asyncio.gather(*(passing_on.pass_on_unread() for _ in range(5)))

    letters = "SELECT count(*) FROM outbox WHERE body LIKE '%concern_unread%'"
    assert sorted(taken) == [0, 0, 0, 0, 3]
    assert await world.pool.fetchval(letters) == 1
    assert await said_by_verify(made) == {}


async def test_a_deputy_who_is_not_told_to_the_end_is_told_the_next_time(
    made: Addresses, world: PostgresWorld
) -> None:
    await told(world)
    await owner(made, AGE)

    class DiesError(Exception):
        pass

    async def dies() -> None:
        async with world.store.begin() as work:
            assert len(await work.concerns.take_unread()) == 1
            raise DiesError

    with pytest.raises(DiesError):
        await dies()

    passing_on = PassOnUnread(world.store, concern_letters(), FakeCurrent())
    assert await passing_on.pass_on_unread() == 1


@pytest.mark.parametrize(
    ("lie", "told_as"),
    [
        ("DELETE FROM concern_words", "a concern keeps its words"),
        ("DELETE FROM concerns", "a concern is told, and what was told of is kept"),
        (
            "DELETE FROM outbox WHERE body LIKE '%concern_waits%'",
            "a concern is told, and what was told of is kept",
        ),
    ],
)
async def test_what_is_missing_of_a_concern_is_told(
    made: Addresses, world: PostgresWorld, lie: str, told_as: str
) -> None:
    await told(world)
    assert await said_by_verify(made) == {}

    await owner(made, lie)

    assert told_as in await said_by_verify(made)


async def a_lead(world: PostgresWorld) -> StaffId:
    return await world.add_staff(f"Kaisa {uuid4()}", StaffRole.SAFEGUARDING_LEAD)


async def owner(made: Addresses, statement: str) -> None:
    connection = await asyncpg.connect(made.owner_dsn)
    await connection.execute(statement)
    await connection.close()


async def said_by_verify(made: Addresses) -> dict[str, int]:
    connection = await asyncpg.connect(made.owner_dsn)
    rows = await connection.fetch("SELECT rule, broken FROM ledger_culprits()")
    await connection.close()
    return {row["rule"]: row["broken"] for row in rows}

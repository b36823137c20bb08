"""The real store: the contract, and what only a database can show."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from uuid_utils.compat import uuid7

from services.matching.operating import UnknownPostalCodeError, add_volunteer
from services.matching.volunteers.model import VolunteerId
from services.matching.work import store_over
from shared.messaging.outbox import Outbox
from shared.reach_points import ReachKind
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import Vault
from shared.web.sessions import FindSession, find_in
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.grounds import SEALING_KEYS, PostgresGround, postgres_ground
from tests.support.matching.store_contract import StoreContract
from tests.support.matching.volunteers.building import contact, newcomer
from tests.support.web.sessions_contract import Hear, HearingContract, keeping

PERSONAL = ("Veera", "Virtanen", "veera@example.org", "+358401234567")


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("matching")).app_dsn) as ground:
        yield ground


class TestPostgresStore(StoreContract):
    """The contract itself is inherited."""


class TestHearingOfSessions(HearingContract):
    @pytest.fixture
    def hear(self, ground: PostgresGround) -> Hear:
        return keeping(ground.store)

    @pytest.fixture
    def find(self, ground: PostgresGround) -> FindSession:
        return find_in(ground.pool)


async def test_nothing_personal_lies_open_in_any_table(ground: PostgresGround) -> None:
    async with ground.store.begin() as work:
        await work.volunteers.add(newcomer(), contact("veera@example.org"))
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


async def test_an_address_is_known_after_the_ring_key_was_rotated(ground: PostgresGround) -> None:
    async with ground.store.begin() as work:
        await work.volunteers.add(newcomer(), contact("veera@example.org"))
    ring = KeyRing.from_text(f"{new_ring_key('k2')},{SEALING_KEYS}")
    outbox = Outbox("porukalla/matching", lambda: datetime.now(UTC), uuid7)
    rotated = store_over(ground.pool, outbox, Vault(ring), lambda: None)

    async with rotated.begin() as work:
        found = await work.volunteers.by_address(ReachKind.EMAIL, "veera@example.org")
    assert found is not None


async def test_the_operator_adds_a_volunteer_and_says_so_once(ground: PostgresGround) -> None:
    volunteer_id = await add_volunteer(
        ground.dsn,
        SEALING_KEYS,
        name="Veera Virtanen",
        email="veera@example.org",
        postal_code="50100",
        languages=["fi", "sv"],
        categories=["groceries"],
        areas=["178"],
    )

    async with ground.store.begin() as work:
        volunteer = await work.volunteers.read(VolunteerId(volunteer_id))
    told = await ground.pool.fetch("SELECT type, subject FROM outbox")
    assert volunteer.offer.areas == ("491", "178")
    assert [tuple(row) for row in told] == [("volunteer.registered", f"volunteer/{volunteer_id}")]


async def test_the_operator_is_told_of_an_unknown_postal_code(ground: PostgresGround) -> None:
    with pytest.raises(UnknownPostalCodeError):
        await add_volunteer(
            ground.dsn,
            SEALING_KEYS,
            name="Veera",
            email="veera@example.org",
            postal_code="00001",
            languages=["fi"],
            categories=["groceries"],
        )

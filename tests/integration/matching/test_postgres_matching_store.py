"""The real store: the contract, and what only a database can show."""

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
from tests.support.databases import in_clear
from tests.support.matching.grounds import SEALING_KEYS, PostgresGround, join
from tests.support.matching.store_contract import StoreContract
from tests.support.matching.volunteers.building import contact, newcomer
from tests.support.web.sessions_contract import HearingOnPostgres

PERSONAL = ("Veera", "Virtanen", "veera@example.org", "+358401234567")


class TestPostgresStore(StoreContract):
    """The contract itself is inherited."""


class TestHearingOfSessions(HearingOnPostgres):
    """The contract itself is inherited."""


async def test_nothing_personal_lies_open_in_any_table(ground: PostgresGround) -> None:
    async with ground.store.begin() as work:
        await work.volunteers.add(newcomer(), contact("veera@example.org"))

    assert await in_clear(ground.pool, PERSONAL) == []


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
        await join(ground.dsn, postal_code="00001")

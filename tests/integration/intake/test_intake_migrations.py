"""What was stored before rows said their activation, and before there were reach points."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.intake.migrations import COMPONENTS
from services.intake.requests.model import Circumstances, Contact, Relation, RequestId
from shared.activation import FIRST_ACTIVATION
from shared.contracts.words import Language, StaffRole
from shared.postgres.migrations import migrate
from shared.reach_points import ReachKind, Whose
from shared.sealing.keyring import KeyRing
from shared.sealing.tokens import token_hash
from shared.sealing.vault import Vault
from tests.support.fresh_databases import FreshDatabases
from tests.support.intake.postgres_world import SEALING_KEYS, postgres_world

REQUEST = """
INSERT INTO requests (
    id, reference, category, urgency, postal_code, municipality, language, channel, on_behalf,
    phone, email, first_name, status_hash, key_hash, fingerprint
)
VALUES (
    $1, $2, $3, 'today', '50100', '491', 'sv', 'web', false, $4, $5, $6, $7, $7, $7
)
"""
STAFF = """
INSERT INTO staff (id, name, password_hash, role)
VALUES (gen_random_uuid(), 'Kaisa', '$argon2id$of Kaisa', 'reporter')
"""


@pytest.fixture
async def old(fresh_databases: FreshDatabases, tmp_path: Path) -> AsyncIterator[Addresses]:
    *parts, (name, own) = COMPONENTS
    for file in ("0001_requests.sql", "0002_staff.sql"):
        shutil.copy(own / file, tmp_path)
    made = await fresh_databases.make("intake", (*parts, (name, tmp_path)))
    yield made
    await fresh_databases.drop(made)


async def store(made: Addresses, reference: str, category: str, **given: str) -> RequestId:
    """Store a request as the service did then."""
    request_id, vault = RequestId(uuid4()), Vault(KeyRing.from_text(SEALING_KEYS))
    connection = await asyncpg.connect(made.app_dsn)
    async with connection.transaction():
        sealed = await vault.seal(connection, f"request/{request_id}", given)
        personal = (sealed.get(name) for name in ("phone", "email", "first_name"))
        await connection.execute(
            REQUEST, request_id, reference, category, *personal, token_hash(reference)
        )
    await connection.close()
    return request_id


async def test_requests_of_before_are_reached_as_before(old: Addresses) -> None:
    number, address = "+358401234567", "aino@example.org"
    both = await store(old, "B1-0001", "groceries", phone=number, email=address, first_name="Aino")
    one = await store(old, "B1-0002", "youth_work", phone=number)

    await migrate(old.owner_dsn, COMPONENTS, old.app_role)

    async with postgres_world(old.app_dsn) as world, world.store.begin() as work:
        phone, email = await work.requests.reach_points(both)
        (only,) = await work.requests.reach_points(one)
        contacts = [await work.requests.contact(each) for each in (both, one)]
        request = await work.requests.lock(both)
        levels = await work.connection.fetch("SELECT min_vetting FROM requests ORDER BY reference")
    assert (phone.kind, phone.address) == (only.kind, only.address) == (ReachKind.PHONE, number)
    assert (email.kind, email.address) == (ReachKind.EMAIL, address)
    assert {point.language for point in (phone, email, only)} == {Language.SWEDISH}
    assert not any(point.may_leave_message or point.is_verified for point in (phone, email, only))
    assert contacts == [Contact(first_name="Aino"), Contact()]
    assert request is not None
    assert request.activation == FIRST_ACTIVATION
    assert [row["min_vetting"] for row in levels] == ["none", "checked"]


async def test_staff_of_before_keep_their_role(old: Addresses) -> None:
    connection = await asyncpg.connect(old.app_dsn)
    await connection.execute(STAFF)
    await connection.close()

    await migrate(old.owner_dsn, COMPONENTS, old.app_role)

    async with postgres_world(old.app_dsn) as world, world.store.begin() as work:
        kaisa = await work.staff.find("kaisa")
    assert kaisa is not None
    assert (kaisa.roles, kaisa.organisation_id) == ((StaffRole.REPORTER,), None)


async def test_who_asked_for_another_before_gave_their_own_number(old: Addresses) -> None:
    asked = await store(old, "B1-0003", "groceries", phone="+358401234567")
    connection = await asyncpg.connect(old.app_dsn)
    await connection.execute("UPDATE requests SET on_behalf = true")
    await connection.close()

    await migrate(old.owner_dsn, COMPONENTS, old.app_role)

    async with postgres_world(old.app_dsn) as world, world.store.begin() as work:
        (point,) = await work.requests.reach_points(asked)
        circumstances = await work.requests.circumstances(asked)
    assert (point.whose, point.address) == (Whose.ASKER, "+358401234567")
    assert (point.may_ring, point.may_text) == (True, False)
    assert circumstances == Circumstances(Relation.OTHER)

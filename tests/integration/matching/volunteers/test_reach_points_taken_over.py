"""A roster from before reach points is taken over: nothing is sealed anew, and all of it opens."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.matching.migrations import COMPONENTS
from services.matching.volunteers.model import Contact, VolunteerId
from services.matching.volunteers.ports import AddressTakenError
from services.matching.volunteers.rows import subject_of
from services.matching.volunteers.store.addresses import former_hashes
from shared.activation import FIRST_ACTIVATION
from shared.contracts.words import Language
from shared.postgres.migrations import migrate
from shared.reach_points import ReachKind
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault
from tests.support.fresh_databases import FreshDatabases
from tests.support.matching.grounds import SEALING_KEYS, PostgresGround, postgres_ground
from tests.support.matching.volunteers.building import contact, newcomer

VOLUNTEER = """
INSERT INTO volunteers (
    id, state, email_hash, name, email, phone, language, postal_code, municipality, areas,
    languages, categories, weekly_cap, activated_at
)
VALUES (
    $1, $6, $2, $3, $4, $5, 'sv', '50100', '491', '{491}', '{fi}', '{groceries}', 2,
    CASE WHEN $6 = 'active' THEN now() END
)
"""
LINK = """
INSERT INTO confirmations (token_hash, volunteer_id, expires_at, used_at)
VALUES (encode(sha256($1::uuid::text::bytea), 'hex'), $1, now() + interval '7 days', $2)
"""
RING = KeyRing.from_text(SEALING_KEYS)


class Old:
    """A database as it was, filled as the service filled it then."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses

    async def join(
        self, email: str, *, phone: str = "", used: bool | None = None, state: str = "active"
    ) -> UUID:
        """Put someone there; `used` says whether their link was, None that there is none."""
        person, owner = uuid4(), await asyncpg.connect(self.addresses.owner_dsn)
        clear = {"name": "Veera Virtanen", "email": email} | ({"phone": phone} if phone else {})
        async with owner.transaction():
            sealed = await Vault(RING).seal(owner, subject_of(person), clear)
            hashed = former_hashes(RING, ReachKind.EMAIL, email)[0]
            bare = sealed["name"], sealed["email"], sealed.get("phone")
            await owner.execute(VOLUNTEER, person, hashed, *bare, state)
            if used is not None:
                await owner.execute(LINK, person, datetime.now(UTC) if used else None)
        await owner.close()
        return person

    async def migrate(self) -> None:
        """Bring it to what it is now."""
        await migrate(self.addresses.owner_dsn, COMPONENTS, self.addresses.app_role)


@pytest.fixture
async def old(fresh_databases: FreshDatabases, tmp_path: Path) -> AsyncIterator[Old]:
    *parts, (name, own) = COMPONENTS
    for file in sorted(own.glob("*.sql")):
        if file.name < "0006":
            shutil.copy(file, tmp_path)
    made = await fresh_databases.make("matching", (*parts, (name, tmp_path)))
    yield Old(made)
    await fresh_databases.drop(made)


async def contact_in(ground: PostgresGround, person: UUID) -> Contact:
    async with ground.store.begin() as work:
        return await work.volunteers.contact(VolunteerId(person))


async def test_what_was_sealed_opens_and_is_in_the_language_of_letters(old: Old) -> None:
    with_phone = await old.join("veera@example.org", phone="+358401234567", used=True)
    without = await old.join("aino@example.org", used=True)
    await old.migrate()

    async with postgres_ground(old.addresses.app_dsn) as ground:
        both = await contact_in(ground, with_phone)
        mail_only = await contact_in(ground, without)

    assert (both.name, both.address(ReachKind.PHONE)) == ("Veera Virtanen", "+358401234567")
    assert both.address(ReachKind.EMAIL) == "veera@example.org"
    assert [point.kind for point in mail_only.reach_points] == [ReachKind.EMAIL]
    points = (*both.reach_points, *mail_only.reach_points)
    assert {(point.language, point.may_leave_message) for point in points} == {
        (Language.SWEDISH, False)
    }


async def test_an_address_was_proven_by_a_used_link_only(old: Old) -> None:
    confirmed = await old.join("veera@example.org", phone="+358401234567", used=True)
    vouched_for = await old.join("aino@example.org")
    applied = await old.join("liisa@example.org", used=False, state="applied")
    await old.migrate()

    async with postgres_ground(old.addresses.app_dsn) as ground:
        verified = [
            [point.is_verified for point in (await contact_in(ground, each)).reach_points]
            for each in (confirmed, vouched_for, applied)
        ]

    assert verified == [[True, False], [False], [False]]


async def test_who_was_there_is_found_and_taken_and_of_the_first_activation(old: Old) -> None:
    person = await old.join("veera@example.org")
    await old.migrate()

    async with postgres_ground(old.addresses.app_dsn) as ground:
        async with ground.store.begin() as work:
            found = await work.volunteers.by_address(ReachKind.EMAIL, "VEERA@example.org")
        with pytest.raises(AddressTakenError):
            async with ground.store.begin() as work:
                await work.volunteers.add(newcomer(), contact("veera@example.org"))

    assert found is not None
    assert (found.id, found.activation) == (person, FIRST_ACTIVATION)

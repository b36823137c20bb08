"""Keys of a whole network: new ones while everything runs, and the end of old ones."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from deploy.local.keys import BOX, Key, Keys
from deploy.local.secrets import SEALING_SERVICES, Secrets
from shared.activation import FIRST_ACTIVATION
from shared.chance import Chance
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Language
from shared.letters import Letter, SealedPost, seal_for_notify
from shared.messaging.letter_bodies import PostgresLetterBodies
from shared.messaging.outbox import Outbox, Story
from shared.postgres.pool import connected
from shared.reach_points import ReachKind, ReachPoint
from shared.sealing.box import KeptOpener, Opener
from shared.sealing.errors import UnknownRingKeyError, UnopenableBoxError
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeptRing
from shared.sealing.vault import Vault
from tests.support.fresh_databases import MakeDatabase

SUBJECT = f"request/{uuid4()}"


@pytest.fixture
async def keys(database: MakeDatabase, tmp_path: Path) -> Keys:
    made = {service: (await database(service)).app_dsn for service in SEALING_SERVICES}
    return Keys(made, Secrets(tmp_path))


def vault_of(keys: Keys) -> Vault:
    """Give the vault of a running intake."""
    return Vault(KeptRing(KeyText(f"file:{keys.secrets.sealing_keys_file('intake')}")))


def post_of(keys: Keys, letter_id: UUID) -> SealedPost:
    """Give the post of a running intake."""
    public = KeyText(f"file:{keys.secrets.public_key_file()}")
    return SealedPost(seal_for_notify(public), Chance(lambda: letter_id, lambda: "token"))


async def send(keys: Keys) -> NotificationRequested:
    """Ask for a letter."""
    letter_id = uuid4()
    letter = Letter(
        template="proposal",
        about=letter_id,
        whose=letter_id,
        to=ReachPoint(ReachKind.EMAIL, "aino@example.org", Language.FINNISH),
        expires_at=datetime.now(UTC) + timedelta(days=1),
        values={},
    )
    said = post_of(keys, letter_id).send(Story(letter_id, activation=FIRST_ACTIVATION), letter)
    async with connected(keys.databases["intake"]) as connection, connection.transaction():
        await Outbox("porukalla/intake", lambda: datetime.now(UTC), uuid4).append(
            connection, [said]
        )
    assert isinstance(said.data, NotificationRequested)
    return said.data


async def answer(keys: Keys, letter: NotificationRequested) -> None:
    """Hear that a letter left."""
    async with connected(keys.databases["intake"]) as connection:
        await PostgresLetterBodies(connection).empty([letter.notification_id])


async def keys_of(keys: Keys, owner: str) -> list[Key]:
    return [key for key in await keys.all() if key.owner == owner]


async def test_what_is_stored_opens_during_and_after_and_the_old_wrapping_nowhere(
    keys: Keys,
) -> None:
    vault = vault_of(keys)
    async with connected(keys.databases["intake"]) as connection:
        async with connection.transaction():
            stored = await vault.seal(connection, SUBJECT, {"name": "Aino"})
        dumped = await connection.fetchrow("SELECT ring_key, wrapped FROM subject_keys")

        await keys.rotate()
        during = await vault.unseal(connection, SUBJECT, stored)
        destroyed = await keys.destroy_free()
        after = await vault.unseal(connection, SUBJECT, stored)

    assert during == after == {"name": "Aino"}
    assert {(key.owner, key.name) for key in destroyed if key.owner != BOX} == {
        (service, "k1") for service in SEALING_SERVICES
    }
    assert dumped is not None
    with pytest.raises(UnknownRingKeyError):
        vault.ring.current().unwrap(SUBJECT, dumped["ring_key"], dumped["wrapped"])


async def test_a_key_of_letters_stays_until_none_is_on_its_way_that_needs_it(keys: Keys) -> None:
    before = await send(keys)
    await keys.rotate()
    after = await send(keys)
    opener = KeptOpener(KeyText(f"file:{keys.secrets.private_keys_file()}"))

    await keys.destroy_free()
    assert [key.needed_by for key in await keys_of(keys, BOX)] == [1, 1]
    assert opener.open(before.sealed)
    await answer(keys, before)
    await keys.destroy_free()

    (left,) = await keys_of(keys, BOX)
    assert (left.is_active, left.needed_by) == (True, 1)
    assert opener.open(after.sealed)
    for each in (opener, Opener(keys.secrets.private_keys())):
        with pytest.raises(UnopenableBoxError):
            each.open(before.sealed)


async def test_a_letter_that_does_not_say_its_key_holds_all_of_them(keys: Keys) -> None:
    await send(keys)
    async with connected(keys.databases["intake"]) as connection:
        await connection.execute(
            "UPDATE outbox SET body = (body::jsonb #- '{data,sealed_for}')::text"
        )

    await keys.rotate()

    assert [key.owner for key in await keys.destroy_free()] == [*SEALING_SERVICES]


async def test_two_who_make_new_keys_at_once_lose_none(keys: Keys) -> None:
    await keys.rotate()

    await asyncio.gather(*(asyncio.to_thread(_rotated, keys) for _ in range(3)))

    for service in SEALING_SERVICES:
        ring = KeptRing(KeyText(f"file:{keys.secrets.sealing_keys_file(service)}")).current()
        assert (ring.active, set(ring.keys)) == ("k5", {"k1", "k2", "k3", "k4", "k5"})
    assert len(set(keys.secrets.private_keys())) == 5


def _rotated(keys: Keys) -> None:
    asyncio.run(keys.rotate())


async def test_keys_that_changed_just_now_are_not_settled(keys: Keys) -> None:
    await keys.rotate()

    assert keys.settled_in() > 0

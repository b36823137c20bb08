"""A unit of work: wholly or not at all, and the relay is told only of what is there to hand on."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from shared.activation import FIRST_ACTIVATION
from shared.contracts.intake import StaffSessionClosed
from shared.messaging.outbox import Announcement, Outbox
from shared.postgres.errors import is_unavailable
from shared.postgres.places import Places
from shared.postgres.pool import open_pool
from shared.postgres.types import Connection, Pool
from shared.sealing.tokens import token_hash
from shared.work import PostgresStore, PublishingTransaction

OUTBOX = Outbox("porukalla/test", lambda: datetime.now(UTC), uuid4)


class Ground:
    """A store over a pool of one connection, and how often the relay was told."""

    def __init__(self, pool: Pool) -> None:
        self.pool, self.hints = pool, 0
        self.store = PostgresStore(pool, _work, self.hint)

    def hint(self) -> None:
        self.hints += 1

    async def said(self) -> int:
        return int(await self.pool.fetchval("SELECT count(*) FROM outbox"))


@pytest.fixture
async def ground(messaging_dsn: str) -> AsyncIterator[Ground]:
    async with open_pool(messaging_dsn, name="test", places=Places(work=1)) as pool:
        yield Ground(pool)


async def test_the_relay_is_told_after_a_commit_that_published(ground: Ground) -> None:
    async with ground.store.begin() as work:
        await work.publish([_announcement()])
        before = ground.hints

    assert (before, ground.hints, await ground.said()) == (0, 1, 1)


async def test_the_relay_is_not_told_of_nothing(ground: Ground) -> None:
    async with ground.store.begin() as work:
        await work.publish([])

    assert ground.hints == 0


async def test_an_error_takes_back_what_was_claimed_and_said(ground: Ground) -> None:
    event = OUTBOX.envelope(_announcement())

    async def fail_after_saying() -> None:
        async with ground.store.begin() as work:
            await work.first_delivery(event)
            await work.publish([_announcement()])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_after_saying()

    async with ground.store.begin() as work:
        assert await work.first_delivery(event)
    assert (ground.hints, await ground.said()) == (0, 0)


async def test_of_many_events_only_the_new_ones_are_to_be_done(ground: Ground) -> None:
    known, new = OUTBOX.envelope(_announcement()), OUTBOX.envelope(_announcement())
    async with ground.store.begin() as work:
        await work.first_delivery(known)

    async with ground.store.begin() as work:
        assert await work.first_deliveries([known, new]) == {new.id}


async def test_a_pool_that_stays_empty_counts_as_a_database_that_is_away(ground: Ground) -> None:
    async with ground.store.begin():
        with pytest.raises(TimeoutError) as refused:
            async with ground.store.begin():
                pytest.fail("there is one connection only")

    assert is_unavailable(refused.value)


def _work(connection: Connection) -> PublishingTransaction:
    return PublishingTransaction(connection, "test", OUTBOX)


def _announcement() -> Announcement:
    identity = uuid4()
    data = StaffSessionClosed(session_hash=token_hash("session"))
    subject = f"staff_session/{identity}"
    return Announcement(subject, 1, data, identity, activation=FIRST_ACTIVATION)

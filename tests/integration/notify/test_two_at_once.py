"""Two things happen to one delivery at once: it is as if one came after the other.

Whoever finds nothing to do does not wait for the row, and counts as the one who came first.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from services.notify.deliveries.model import Claim
from shared.contracts.words import NoticeChannel
from tests.support.fresh_databases import MakeDatabase
from tests.support.notify.grounds import PostgresGround, postgres_ground
from tests.support.two_at_once import by_name, one_behind_the_other

LOCK = "SELECT FROM deliveries WHERE id = $1 FOR UPDATE"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
_ENDED = """
SELECT state, attempts, tries, version, reason, response, due_at IS NULL AS rests,
    leased_until IS NULL AS free, finished_at IS NULL AS goes_on, handled_at IS NULL AS unhandled,
    (SELECT array_agg(response ORDER BY number) FROM attempts WHERE delivery_id = id) AS answers
FROM deliveries
WHERE id = $1
"""
REST = """
UPDATE deliveries
SET state = 'sent', due_at = NULL, leased_until = NULL, finished_at = network_now(), reason = NULL,
    handled_at = NULL
"""
"""So that the next scene claims nothing but its own."""


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("notify")).app_dsn) as ground:
        yield ground


@dataclass(frozen=True)
class Scene:
    """News on their second attempt, while the sender of the first may still answer."""

    ground: PostgresGround
    late: Claim
    claim: Claim

    async def sent(self) -> object:
        async with self.ground.store.begin() as work:
            return await work.deliveries.mark_sent(self.claim, "204")

    async def sent_late(self) -> object:
        async with self.ground.store.begin() as work:
            return await work.deliveries.mark_sent(self.late, "200")

    async def failed(self) -> object:
        async with self.ground.store.begin() as work:
            return await work.deliveries.mark_failed(self.claim, "500", "gave_up")

    async def put_off(self) -> None:
        async with self.ground.store.begin() as work:
            await work.deliveries.put_off(self.claim, "503", MINUTE)

    async def sent_again(self) -> object:
        async with self.ground.store.begin() as work:
            return await work.deliveries.send_again(self.claim.delivery.id)

    async def handled(self) -> object:
        async with self.ground.store.begin() as work:
            return await work.deliveries.mark_handled(self.claim.delivery.id)

    async def ending(self) -> dict[str, object]:
        row = await self.ground.pool.fetchrow(_ENDED, self.claim.delivery.id)
        return dict(row or {})


async def scene(ground: PostgresGround, name: str) -> Scene:
    await ground.add_news(await ground.add_endpoint("request.created", name=name))
    (late,) = await ground.due.claim_calls(10)
    await ground.pool.execute(
        "UPDATE deliveries SET leased_until = network_now() - $2::interval WHERE id = $1",
        late.delivery.id,
        HOUR,
    )
    (claim,) = await ground.due.claim_calls(10)
    return Scene(ground, late, claim)


HAPPENINGS = by_name(
    Scene.sent,
    Scene.sent_late,
    Scene.failed,
    Scene.put_off,
    Scene.sent_again,
    Scene.handled,
)


@pytest.mark.parametrize("first", HAPPENINGS)
async def test_two_at_once_end_as_one_after_the_other(ground: PostgresGround, first: str) -> None:
    for second, happening in HAPPENINGS.items():
        name = f"{first}, {second}"
        together, apart, turned = [await scene(ground, f"{name} {each}") for each in range(3)]

        results = await one_behind_the_other(
            ground.pool,
            LOCK,
            together.claim.delivery.id,
            HAPPENINGS[first](together),
            happening(together),
        )
        in_order = [await HAPPENINGS[first](apart), await happening(apart)]
        the_other_way = [await happening(turned), await HAPPENINGS[first](turned)][::-1]

        assert (list(results), await together.ending()) in (
            (in_order, await apart.ending()),
            (the_other_way, await turned.ending()),
        ), name
        await ground.pool.execute(REST)


async def test_many_senders_at_once_never_take_the_same_letter(ground: PostgresGround) -> None:
    for _ in range(20):
        await ground.add_letter()

    claimed = await asyncio.gather(
        *(ground.due.claim_of_kind(NoticeChannel.EMAIL, 7) for _ in range(6))
    )

    ids = [claim.delivery.id for some in claimed for claim in some]
    assert len(ids) == len(set(ids)) == 20

"""Of two processes that hand the same need over one says so."""

import asyncio
from datetime import timedelta

from services.matching.needs.model import NeedState
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.needs.building import need
from tests.support.matching.playing import Play

_SAID = "SELECT count(*) FROM outbox WHERE type = 'request.unmatched'"


async def test_many_at_once_hand_it_over_once(ground: PostgresGround, play: Play) -> None:
    new = await ground.add_need(need())
    await ground.pass_time(timedelta(hours=3))

    late = play.use.hand_over_late
    done = await asyncio.gather(*(late.hand_over(new.request_id) for _ in range(6)))

    async with ground.store.begin() as work:
        known = await work.needs.read(new.request_id)
    assert sorted(done) == [False] * 5 + [True]
    assert (known.state, known.is_late) == (NeedState.UNMATCHED, True)
    assert await ground.pool.fetchval(_SAID) == 1


async def test_what_somebody_has_in_hand_is_left_to_them(
    ground: PostgresGround, play: Play
) -> None:
    new = await ground.add_need(need())
    await ground.pass_time(timedelta(hours=3))

    async with ground.store.begin() as work:
        await work.needs.lock(new.request_id)
        assert not await play.use.hand_over_late.hand_over(new.request_id)

    assert await play.use.hand_over_late.hand_over(new.request_id)

"""What the reader of those who need a person must do."""

from datetime import timedelta
from uuid import uuid4

from services.intake.attention.model import AttentionReason, Outcome
from services.intake.requests.model import Closure, RequestId, State
from tests.support.intake.attention.store_contract import call, open_of
from tests.support.intake.store_world import StoreWorld

R = AttentionReason


class CallListContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_one_line_tells_all_reasons_the_gravest_first(self, world: StoreWorld) -> None:
        request_id = await _needs(world, R.TELL_CODE_WORD, R.DANGER_CALL_ME, R.WORDS)

        (line,) = await world.call_list.lines(10)

        assert line.id == request_id
        assert line.reasons == [R.DANGER_CALL_ME, R.WORDS, R.TELL_CODE_WORD]
        assert set(line.attentions) == {one.id for one in await open_of(world, request_id)}
        assert (line.is_due, line.taken_by, line.taker) == (True, None, "")

    async def test_a_line_says_when_its_request_ended(self, world: StoreWorld) -> None:
        request_id = await _needs(world, R.DANGER_CALLED)
        (before,) = await world.call_list.lines(10)
        async with world.store.begin() as work:
            await work.requests.save_standing(request_id, 3, State.CLOSED, Closure.CANCELLED)

        (after,) = await world.call_list.lines(10)

        assert before.ended_at is None
        assert after.ended_at is not None
        assert after.request.closure is Closure.CANCELLED

    async def test_danger_comes_first_then_who_waited_longest(self, world: StoreWorld) -> None:
        first = await _needs(world, R.WORDS)
        await world.pass_time(timedelta(minutes=1))
        second, danger = await _needs(world, R.WORDS), await _needs(world, R.DANGER_CALLED)

        lines = await world.call_list.lines(10)

        assert [line.id for line in lines] == [danger, first, second]
        assert [line.id for line in await world.call_list.lines(1)] == [danger]

    async def test_a_line_is_somebodys_when_all_its_reasons_are(self, world: StoreWorld) -> None:
        request_id = await _needs(world, R.WORDS)
        kaisa = await world.add_staff("Kaisa")
        ids = [one.id for one in await open_of(world, request_id)]
        async with world.store.begin() as work:
            await work.attention.take(ids, kaisa, None)
        (taken,) = await world.call_list.lines(10)
        await call(world, request_id, R.NOT_HELPED)

        (anew,) = await world.call_list.lines(10)

        assert (taken.taken_by, taken.taker) == (kaisa, "Kaisa")
        assert (anew.taken_by, anew.taker) == (None, "")

    async def test_what_is_put_off_comes_last_and_what_is_settled_is_gone(
        self, world: StoreWorld
    ) -> None:
        later, now = await _needs(world, R.DANGER_CALL_ME), await _needs(world, R.WORDS)
        kaisa = await world.add_staff("kaisa")
        async with world.store.begin() as work:
            ids = [one.id for one in await work.attention.open_of(later)]
            await work.attention.put_off(ids, timedelta(hours=1))
        before = [(line.id, line.is_due) for line in await world.call_list.lines(10)]
        async with world.store.begin() as work:
            ids = [one.id for one in await work.attention.open_of(now)]
            await work.attention.settle(ids, kaisa, Outcome.REACHED)

        assert before == [(now, True), (later, False)]
        assert [line.id for line in await world.call_list.lines(10)] == [later]


async def _needs(world: StoreWorld, *reasons: AttentionReason) -> RequestId:
    new = await world.add_request(str(uuid4()))
    for reason in reasons:
        await call(world, new.id, reason)
    return new.id

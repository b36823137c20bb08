"""What the reader of the board must do."""

from datetime import timedelta

from services.intake.requests.model import Closure, State, Unmatched
from shared.contracts.words import UnmatchedReason
from tests.support.intake.store_world import StoreWorld


class BoardContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_the_board_shows_what_waits_and_why(self, world: StoreWorld) -> None:
        waiting, stuck = await world.add_request("one"), await world.add_request("two")
        taken, done = await world.add_request("three"), await world.add_request("four")
        notice = Unmatched(1, UnmatchedReason.NOBODY_ABLE, 4, 0, 0, 1)
        async with world.store.begin() as work:
            await work.requests.save_standing(stuck.id, 1, State.UNMATCHED, None)
            await work.requests.keep_unmatched(stuck.id, notice)
            await work.requests.keep_unmatched(waiting.id, notice)
            await work.requests.save_standing(taken.id, 1, State.ASSIGNED, None)
            await work.requests.save_standing(done.id, 3, State.CLOSED, Closure.COMPLETED)

        first, second = await world.board.lines(10)

        assert (first.id, first.unmatched) == (stuck.id, notice)
        assert (second.id, second.unmatched) == (waiting.id, None)
        assert second.waiting >= timedelta()
        assert len(await world.board.lines(1)) == 1
        assert await world.board.counts() == {
            State.RECEIVED: 1,
            State.UNMATCHED: 1,
            State.ASSIGNED: 1,
            State.CLOSED: 1,
        }

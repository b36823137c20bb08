"""What the reader of the board must do."""

from datetime import timedelta
from uuid import uuid4

from services.intake.requests.model import Closure, RequestId, State, Unmatched
from shared.contracts.words import UnmatchedReason
from tests.support.intake.board.building import report
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

    async def test_the_newest_report_of_each_request_is_kept(self, world: StoreWorld) -> None:
        one, two = await world.add_request("one"), await world.add_request("two")
        look_at = await world.now()

        for version in (2, 3, 1, 3):
            async with world.store.begin() as work:
                newest = report(version, fitting=version, look_at=look_at)
                await work.search_reports.keep(one.id, newest)

        lines = {line.id: line.report for line in await world.board.lines(10)}
        assert lines == {one.id: report(3, fitting=3, look_at=look_at), two.id: None}

    async def test_a_report_of_an_unknown_request_is_not_kept(self, world: StoreWorld) -> None:
        request_id = RequestId(uuid4())

        async with world.store.begin() as work:
            await work.search_reports.keep(request_id, report())

        assert await world.board.lines(10) == []

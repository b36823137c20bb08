"""What the reader of the board must do."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.board.model import Group, PlaceCount, Wanted
from services.intake.board.rules.wanted import position_of
from services.intake.requests.model import Closure, RequestId, State, Unmatched
from shared.contracts.words import Category, UnmatchedReason, Urgency
from tests.support.intake.board.building import report
from tests.support.intake.store_world import StoreWorld
from tests.support.intake.submissions.building import new_request, plea, taken_in


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

        first, second = await world.board.lines(Wanted(), 10)

        assert (first.id, first.unmatched) == (stuck.id, notice)
        assert (second.id, second.unmatched) == (waiting.id, None)
        assert second.waiting >= timedelta()
        assert len(await world.board.lines(Wanted(), 1)) == 1
        assert await world.board.counts() == {
            State.RECEIVED: 1,
            State.UNMATCHED: 1,
            State.ASSIGNED: 1,
            State.CLOSED: 1,
        }

    async def test_each_group_has_its_own(self, world: StoreWorld) -> None:
        states = [state for state in State if state is not State.HELD]
        ids = {state: (await world.add_request(state)).id for state in states}
        async with world.store.begin() as work:
            for state, request_id in ids.items():
                closure = Closure.COMPLETED if state is State.CLOSED else None
                await work.requests.save_standing(request_id, 1, state, closure)

        first, *others = await listed(world, Wanted())
        waiting = (State.RECEIVED, State.OPEN, State.PROPOSED, State.REFERRED)
        helping = (State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS)
        asked = {one for state, one in ids.items() if state in waiting}
        helped = {one for state, one in ids.items() if state in helping}
        assert (first, set(others)) == (ids[State.UNMATCHED], asked)
        assert set(await listed(world, Wanted(Group.ASKED))) == asked
        assert await listed(world, Wanted(Group.NOW)) == [ids[State.UNMATCHED]]
        assert set(await listed(world, Wanted(Group.HELPED))) == helped
        (closed,) = await world.board.lines(Wanted(Group.CLOSED), 10)
        assert (closed.id, closed.closure) == (ids[State.CLOSED], Closure.COMPLETED)
        assert await world.board.closed_today() == 1

    @pytest.mark.parametrize(
        ("wanted", "count"),
        [
            (Wanted(need=Category.GROCERIES), 1),
            (Wanted(need=Category.PHARMACY), 1),
            (Wanted(need=Category.YOUTH_WORK), 0),
            (Wanted(place="50100"), 1),
            (Wanted(place="491"), 1),
            (Wanted(place="091"), 0),
            (Wanted(urgency=Urgency.TODAY), 1),
            (Wanted(urgency=Urgency.NO_HURRY), 0),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("group", [None, Group.CLOSED])
    async def test_what_is_not_wanted_is_left_out(
        self, world: StoreWorld, group: Group | None, wanted: Wanted, count: int
    ) -> None:
        new = replace(new_request(), plea=replace(plea(), also=(Category.PHARMACY,)))
        await world.reception.take_in(taken_in(new))
        async with world.store.begin() as work:
            if group is Group.CLOSED:
                await work.requests.save_standing(new.id, 2, State.CLOSED, Closure.CANCELLED)

        assert len(await listed(world, replace(wanted, group=group))) == count

    @pytest.mark.parametrize("group", [None, Group.ASKED, Group.CLOSED])
    async def test_pages_follow_one_another_without_a_gap(
        self, world: StoreWorld, group: Group | None
    ) -> None:
        for number in range(5):
            new = await world.add_request(f"request {number}")
            async with world.store.begin() as work:
                if group is Group.CLOSED:
                    await work.requests.save_standing(new.id, 2, State.CLOSED, Closure.CANCELLED)
                elif group is None and number == 3:
                    await work.requests.save_standing(new.id, 2, State.UNMATCHED, None)
        wanted, seen = Wanted(group), list[RequestId]()

        while page := await world.board.lines(wanted, 2):
            seen += [line.id for line in page]
            wanted = replace(wanted, after=position_of(page[-1], group))

        assert seen == await listed(world, Wanted(group))
        assert len(set(seen)) == 5

    async def test_what_waits_is_counted_by_area(self, world: StoreWorld) -> None:
        for link in ("one", "two"):
            await world.add_request(link)

        assert await world.board.places(Wanted()) == [PlaceCount("491", "50100", 2)]
        assert await world.board.places(Wanted(place="00100")) == [PlaceCount("491", "50100", 2)]
        assert await world.board.places(Wanted(urgency=Urgency.NO_HURRY)) == []

    async def test_the_newest_report_of_each_request_is_kept(self, world: StoreWorld) -> None:
        one, two = await world.add_request("one"), await world.add_request("two")
        look_at = await world.now()

        for version in (2, 3, 1, 3):
            async with world.store.begin() as work:
                newest = report(version, fitting=version, look_at=look_at)
                await work.search_reports.keep(one.id, newest)

        lines = {line.id: line.report for line in await world.board.lines(Wanted(), 10)}
        assert lines == {one.id: report(3, fitting=3, look_at=look_at), two.id: None}

    async def test_a_report_of_an_unknown_request_is_not_kept(self, world: StoreWorld) -> None:
        request_id = RequestId(uuid4())

        async with world.store.begin() as work:
            await work.search_reports.keep(request_id, report())

        assert await world.board.lines(Wanted(), 10) == []


async def listed(world: StoreWorld, wanted: Wanted) -> list[RequestId]:
    return [line.id for line in await world.board.lines(wanted, 10)]

"""A member of staff takes somebody on, and what they say of it is done to the request."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from services.intake.attention.model import AttentionReason, Outcome
from services.intake.call_list.model import CallLine, Pressed
from services.intake.call_list.rules import WAITS, outcomes_of, read_wait
from services.intake.call_list.use_cases import KeepCallList, Seen, ShowCallList
from services.intake.requests.model import Closure, RequestId, State
from services.intake.staff.model import Staff, StaffId
from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
)
from shared.contracts.words import StaffRole
from tests.support.intake.call_list.fakes import FakeCallListReader
from tests.support.intake.scene import Scene

HOUR = timedelta(hours=1)


class Desk:
    """One request that needs a person, and two members of staff."""

    def __init__(self) -> None:
        self.scene = Scene()
        store, settle = self.scene.store, self.scene.following.settle
        self.reader = FakeCallListReader(store)
        self.keep = KeepCallList(store, self.scene.let_through, settle)
        self.show = ShowCallList(store, self.reader)
        self.kaisa, self.veli = StaffId(uuid4()), StaffId(uuid4())

    async def open(self, state: State = State.RECEIVED) -> None:
        self.request_id = RequestId((await self.scene.open()).request_id)
        async with self.scene.store.begin() as work:
            for staff_id, name in ((self.kaisa, "Kaisa"), (self.veli, "Veli")):
                await work.staff.add(Staff(staff_id, name, "hash", (StaffRole.COORDINATOR,)))
            await work.requests.save_standing(self.request_id, 1, state, None)
        await self.call(AttentionReason.WORDS)

    async def call(self, reason: AttentionReason) -> None:
        async with self.scene.store.begin() as work:
            await work.attention.call_person(self.request_id, reason)

    async def line(self) -> CallLine:
        (line,) = (await self.show.show()).lines
        return line

    async def seen(self, former: UUID | None = None) -> Seen:
        return Seen(self.request_id, (await self.line()).attentions, former)

    async def taken(self) -> Seen:
        seen = await self.seen()
        assert await self.keep.take(seen, self.kaisa) is Pressed.DONE
        return seen

    async def settle(self, outcome: Outcome) -> Pressed:
        return await self.keep.settle(await self.taken(), self.kaisa, outcome, HOUR)


@pytest.fixture
async def desk() -> Desk:
    desk = Desk()
    await desk.open()
    return desk


@pytest.fixture
async def danger() -> Desk:
    desk = Desk()
    await desk.open(State.ESCALATED)
    return desk


async def test_one_has_it_and_the_other_sees_who(desk: Desk) -> None:
    seen = await desk.seen()

    pressed = [await desk.keep.take(seen, who) for who in (desk.kaisa, desk.veli)]

    assert pressed == [Pressed.DONE, Pressed.OTHERS]
    assert (await desk.line()).taker == "Kaisa"


async def test_whoever_sees_who_has_it_may_take_it_over(desk: Desk) -> None:
    await desk.taken()

    pressed = await desk.keep.take(await desk.seen(former=desk.kaisa), desk.veli)

    assert pressed is Pressed.DONE
    assert (await desk.line()).taker == "Veli"


async def test_only_who_has_it_settles_it(desk: Desk) -> None:
    seen = await desk.taken()

    pressed = await desk.keep.settle(seen, desk.veli, Outcome.HELPED, HOUR)

    assert pressed is Pressed.OTHERS
    assert desk.scene.state is State.RECEIVED


async def test_what_came_meanwhile_waits_for_itself(desk: Desk) -> None:
    seen = await desk.taken()
    await desk.call(AttentionReason.NOT_HELPED)

    await desk.keep.settle(seen, desk.kaisa, Outcome.REACHED, HOUR)

    line = await desk.line()
    assert (line.reasons, line.taken_by) == ([AttentionReason.NOT_HELPED], None)


async def test_a_request_of_somebody_who_was_reached_goes_on(desk: Desk) -> None:
    pressed = await desk.settle(Outcome.REACHED)

    assert (pressed, desk.scene.state) == (Pressed.DONE, State.RECEIVED)
    assert (await desk.show.show()).lines == []


async def test_who_did_not_answer_is_called_again_later(desk: Desk) -> None:
    await desk.settle(Outcome.NOT_REACHED)
    waiting = await desk.show.show()
    desk.scene.store.state.now += HOUR

    (due,) = (await desk.show.show()).now
    assert [line.taken_by for line in waiting.later] == [None]
    assert waiting.now == []
    assert due.id == desk.request_id


ENDS = [(Outcome.HELPED, Closure.COMPLETED), (Outcome.HANDED_OVER, Closure.DONE_BY_OTHERS)]


@pytest.mark.parametrize(("outcome", "closure"), ENDS)
@pytest.mark.parametrize(("state", "ends"), [(State.RECEIVED, 1), (State.ESCALATED, 0)])
async def test_what_is_settled_for_good_ends_the_search_and_of_danger_only_the_end_is_said(
    state: State, ends: int, outcome: Outcome, closure: Closure
) -> None:
    desk = Desk()
    await desk.open(state)

    await desk.settle(outcome)

    stored = desk.scene.request.stored
    assert (stored.state, stored.closure, stored.version) == (State.CLOSED, closure, 2 + ends)
    assert len(desk.scene.said(RequestClosed)) == 1
    assert len(desk.scene.said(RequestCompleted, RequestCancelled)) == ends


async def test_what_a_volunteer_may_do_goes_to_matching_with_the_next_number(danger: Desk) -> None:
    before = len(danger.scene.said(RequestCreated))

    await danger.settle(Outcome.ORDINARY)

    stored = danger.scene.request.stored
    assert (stored.state, stored.version) == (State.RECEIVED, 2)
    assert len(danger.scene.said(RequestCreated)) == before + 1
    assert danger.scene.store.state.published[-1].version == 2


async def test_of_a_request_that_is_over_only_the_call_is_settled(desk: Desk) -> None:
    await desk.scene.following.cancel_request(desk.scene.link)

    await desk.settle(Outcome.HANDED_OVER)

    assert desk.scene.request.stored.closure is Closure.CANCELLED
    assert (await desk.show.show()).lines == []


async def test_an_unknown_line_is_nobodys(desk: Desk) -> None:
    seen = Seen(desk.request_id, [uuid4()])

    pressed = [
        await desk.keep.take(seen, desk.kaisa),
        await desk.keep.settle(seen, desk.kaisa, Outcome.ORDINARY, HOUR),
    ]

    assert pressed == [Pressed.OTHERS] * 2


async def test_whom_matching_never_gets_does_not_just_go_on(desk: Desk, danger: Desk) -> None:
    assert Outcome.REACHED in outcomes_of(await desk.line())
    assert Outcome.REACHED not in outcomes_of(await danger.line())
    assert Outcome.ORDINARY in outcomes_of(await danger.line())


@pytest.mark.parametrize(("typed", "minutes"), [("60", 60), ("", 15), ("7", 15), ("x" * 99, 15)])
def test_a_wait_that_was_not_offered_is_the_shortest(typed: str, minutes: int) -> None:
    assert minutes in WAITS
    assert read_wait(typed) == timedelta(minutes=minutes)

"""A coordinator makes a round, operators ring one by one, and each call's end settles one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.call_rounds.model import (
    HELD,
    MOST_TRIES,
    GivenList,
    Held,
    Plan,
    Result,
    RoundId,
    Segment,
    Source,
)
from services.intake.call_rounds.rules.outcomes import next_of
from services.intake.call_rounds.rules.plans import read_plan, read_segment
from services.intake.call_rounds.use_cases.make import MakeRounds, SweepRounds
from services.intake.call_rounds.use_cases.ring import CALL_ROUND, RingPeople
from services.intake.calls.model.call import Again, Call, CallId, Ending
from services.intake.calls.use_cases.end import end_call
from services.intake.lookups.model import Reason
from services.intake.requests.model import Closure, State
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.intake import CallLogged
from tests.support.activations import EXERCISE, FakeCurrent
from tests.support.intake.building import Drawn
from tests.support.intake.call_rounds.building import PHONES, PLAN, given
from tests.support.intake.fakes import FakeStore
from tests.support.intake.submissions.building import new_request, taken_in
from tests.support.intake.submissions.fakes import FakeReception
from tests.support.pseudonyms import FakePseudonymKeys
from tests.support.sheets import REQUESTS

KAISA, VELI = StaffId(uuid4()), StaffId(uuid4())
TOLD = {"title": "Helle", "purpose": "Miten voit?", "basis": "consent", "whence": "Kaupungilta"}


class Scene:
    """A store, a coordinator and operators."""

    def __init__(self) -> None:
        self.store, self.chance, current = FakeStore(), Drawn().chance(), FakeCurrent(EXERCISE)
        self.make = MakeRounds(self.store, self.chance, current, FakePseudonymKeys(), REQUESTS)
        self.ring = RingPeople(self.store, self.chance, current)
        self.sweep = SweepRounds(self.store)

    async def of_list(self, phones: Sequence[str] = PHONES) -> RoundId:
        people = GivenList([given(phone) for phone in phones])
        return await self.make.of_given(PLAN, people, KAISA)

    async def rung(self, round_id: RoundId, by: StaffId = KAISA) -> CallId:
        await self.ring.take(round_id, by)
        call_id = await self.ring.ring(by)
        assert call_id is not None
        return call_id

    async def end(self, call_id: CallId, outcome: CallOutcome) -> None:
        async with self.store.begin() as work:
            call = await work.calls.lock(call_id)
            assert call is not None
            await end_call(work, call, Ending(outcome))

    def call(self, call_id: CallId) -> Call:
        return self.store.state.calls[call_id].call

    async def results(self, round_id: RoundId) -> dict[Result, int]:
        found = await self.make.show(round_id)
        assert found is not None
        return dict(found.results)


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_the_next_to_ring_is_rung_with_the_number_filled_in(scene: Scene) -> None:
    call = scene.call(await scene.rung(await scene.of_list()))

    assert call.direction is CallDirection.OUTBOUND
    assert call.fields["phone"] == "040 1110001"
    assert call.fields["first_name"] == "Aino"
    assert call.activation == EXERCISE


async def test_two_operators_never_have_the_same_person_and_each_has_one(scene: Scene) -> None:
    round_id = await scene.of_list()

    taken = [await scene.ring.take(round_id, by) for by in (KAISA, VELI, KAISA)]

    marks = [held.mark for held in taken if held]
    assert len(marks) == 3
    assert marks[0] == marks[2] != marks[1]


async def test_ringing_twice_is_one_call(scene: Scene) -> None:
    first = await scene.rung(await scene.of_list())

    assert await scene.ring.ring(KAISA) == first
    assert len(scene.store.state.calls) == 1


async def test_who_is_given_back_goes_to_another_but_not_in_the_middle_of_a_call(
    scene: Scene,
) -> None:
    round_id = await scene.of_list(PHONES[:1])
    await scene.ring.take(round_id, KAISA)
    await scene.ring.give_back(KAISA)
    await scene.rung(round_id, VELI)

    await scene.ring.give_back(VELI)

    assert await scene.ring.take(round_id, KAISA) is None


async def test_who_was_held_too_long_is_shown_to_nobody_as_theirs(scene: Scene) -> None:
    await scene.ring.take(await scene.of_list(PHONES[:1]), KAISA)
    scene.store.state.now += HELD + timedelta(seconds=1)

    assert (await scene.ring.show(KAISA)).held is None


@pytest.mark.parametrize(
    ("outcome", "result"),
    [
        (CallOutcome.NEW_REQUEST, Result.REACHED),
        (CallOutcome.ADVISED, Result.REACHED),
        (CallOutcome.NO_HELP_WANTED, Result.REACHED),
        (CallOutcome.CALL_BACK, Result.REACHED),
        (CallOutcome.HANDED_OVER, Result.REACHED),
        (CallOutcome.WRONG_NUMBER, Result.WRONG_NUMBER),
        (CallOutcome.REFUSED, Result.REFUSED),
        (CallOutcome.NO_ANSWER, None),
        (CallOutcome.BROKEN_OFF, None),
        (CallOutcome.SILENT, None),
        (CallOutcome.UNFINISHED, None),
    ],
)
def test_every_outcome_settles_or_tries_again(outcome: CallOutcome, result: Result | None) -> None:
    follows = next_of(outcome, 0)

    assert (follows.result, follows.counts) == (result, True)


def test_a_trial_call_is_no_try() -> None:
    assert next_of(CallOutcome.TEST, 2).counts is False


async def test_after_three_tries_in_vain_nobody_rings_again(scene: Scene) -> None:
    round_id = await scene.of_list(PHONES[:1])
    for _ in range(MOST_TRIES):
        await scene.end(await scene.rung(round_id), CallOutcome.NO_ANSWER)
        assert await scene.ring.take(round_id, KAISA) is None
        scene.store.state.now += timedelta(hours=PLAN.again_hours)

    assert await scene.ring.take(round_id, KAISA) is None
    assert await scene.results(round_id) == {Result.NOT_REACHED: 1}


async def test_who_did_not_answer_and_is_rung_back_by_promise_is_not_tried_again_beside(
    scene: Scene,
) -> None:
    round_id = await scene.of_list(PHONES[:1])
    call_id = await scene.rung(round_id)

    async with scene.store.begin() as work:
        call = await work.calls.lock(call_id)
        assert call is not None
        again = Again(scene.store.state.now, {"phone": PHONES[0]})
        await end_call(work, call, Ending(CallOutcome.BROKEN_OFF, again=again))

    assert await scene.results(round_id) == {Result.REACHED: 1}


async def test_who_refuses_is_on_no_round_again(scene: Scene) -> None:
    first, second = await scene.of_list(PHONES[:1]), await scene.of_list(PHONES[:1])
    await scene.end(await scene.rung(first), CallOutcome.REFUSED)

    third = await scene.of_list(PHONES[:1])

    assert await scene.results(second) == {Result.REFUSED: 1}
    for round_id in (first, second, third):
        assert await scene.ring.take(round_id, VELI) is None


async def test_who_refuses_in_a_call_of_no_round_is_on_none_either(scene: Scene) -> None:
    round_id, call_id = await scene.of_list(PHONES[:1]), CallId(uuid4())
    async with scene.store.begin() as work:
        await work.calls.open(call_id, KAISA, CallDirection.OUTBOUND, EXERCISE)
        call = await work.calls.lock(call_id)
        assert call is not None
        typed = replace(call, fields={"phone": "040 111 0001"})
        await end_call(work, typed, Ending(CallOutcome.REFUSED))

    assert await scene.results(round_id) == {Result.REFUSED: 1}


async def test_a_call_of_no_round_changes_no_round(scene: Scene) -> None:
    round_id, call_id = await scene.of_list(), CallId(uuid4())
    async with scene.store.begin() as work:
        await work.calls.open(call_id, KAISA, CallDirection.INBOUND, EXERCISE)

    await scene.end(call_id, CallOutcome.WRONG_NUMBER)

    assert await scene.results(round_id) == {}


async def asked(scene: Scene) -> "Held":
    await FakeReception(scene.store).take_in(taken_in(new_request()))
    round_id = await scene.make.of_requests(PLAN, Segment(days=30), KAISA)
    held = await scene.ring.take(round_id, KAISA)
    assert held is not None
    return held


async def test_who_asked_is_rung_by_their_request_and_that_they_were_seen_is_on_record(
    scene: Scene,
) -> None:
    held = await asked(scene)

    call_id = await scene.ring.ring(KAISA)

    assert call_id is not None
    fields = scene.call(call_id).fields
    (look,) = scene.store.state.looks
    assert fields["phone"] == "040 1234567"
    assert fields["reference"].count("-") == 1
    assert (look.request_id, look.staff_id, look.reason) == (held.request_id, KAISA, CALL_ROUND)
    assert CALL_ROUND not in {*Reason}, "nobody chooses it: it counts to no day's number"


async def test_who_may_be_rung_no_more_is_not_even_seen(scene: Scene) -> None:
    held = await asked(scene)
    assert held.request_id is not None
    async with scene.store.begin() as work:
        await work.requests.save_standing(held.request_id, 2, State.CLOSED, Closure.SET_ASIDE)

    assert await scene.ring.ring(KAISA) is None

    assert scene.store.state.looks == []
    assert await scene.results(held.round_id) == {Result.GONE: 1}


async def test_a_round_is_closed_when_its_time_is_over_and_a_call_that_goes_on_ends_as_usual(
    scene: Scene,
) -> None:
    round_id = await scene.of_list()
    call_id = await scene.rung(round_id)
    scene.store.state.now += timedelta(days=PLAN.days)

    swept = [await scene.sweep.close_over(), await scene.sweep.close_over()]
    await scene.end(call_id, CallOutcome.ADVISED)

    found = await scene.make.show(round_id)
    assert found is not None
    assert (swept, found.plan, found.waiting) == ([1, 0], None, 3)
    assert scene.store.state.round_people == {}


async def test_nothing_that_is_said_of_a_call_tells_that_it_was_of_a_round(scene: Scene) -> None:
    await scene.end(await scene.rung(await scene.of_list()), CallOutcome.REFUSED)

    (said,) = [one.data for one in scene.store.state.published if isinstance(one.data, CallLogged)]
    assert said.outcome is CallOutcome.REFUSED
    assert PHONES[0] not in said.model_dump_json()


@pytest.mark.parametrize("missing", ["title", "purpose", "basis", "whence"])
def test_what_for_and_by_which_right_must_be_said(missing: str) -> None:
    refused = read_plan({**TOLD, missing: ""}, Source.GIVEN)

    assert not isinstance(refused, Plan)
    assert [(problem.field, problem.code) for problem in refused] == [(missing, "missing")]


def test_where_own_requests_are_from_needs_no_words() -> None:
    assert isinstance(read_plan({**TOLD, "whence": ""}, Source.REQUESTS), Plan)


def test_what_was_not_offered_narrows_nothing_and_lengthens_nothing() -> None:
    typed = {"since": "9999", "municipality": "x", "area": "5a", "category": "x", "language": "x"}
    plan = read_plan({**TOLD, "days": "365", "again_hours": "0"}, Source.GIVEN)

    assert read_segment(typed, {"491": None}) == Segment(days=30)
    assert isinstance(plan, Plan)
    assert (plan.days, plan.again_hours) == (7, 4)


async def test_who_is_held_at_the_door_is_on_no_round(scene: Scene) -> None:
    await FakeReception(scene.store).take_in(taken_in(new_request()))
    before = await scene.make.reach(Segment(days=30))
    (item,) = scene.store.state.requests.values()
    item.stored = replace(item.stored, state=State.HELD)

    after = await scene.make.reach(Segment(days=30))

    assert (len(before.people), len(after.people)) == (1, 0)

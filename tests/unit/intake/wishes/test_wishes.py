"""A wish is sent once, as the request's next event, and its first answer stands."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.requests.model import Closure, RequestId, State
from services.intake.wishes.model import (
    ASKED,
    UNDONE,
    Ask,
    AssignmentWish,
    OrganisationId,
    Outcome,
)
from services.intake.wishes.rules import UNDO_TIME
from shared.contracts.ask_words import AskManner, OverrideReason
from shared.contracts.intake import RequestAssignmentRequested, RequestReferralRequested
from shared.contracts.words import Category
from tests.support.activations import EXERCISE
from tests.support.intake.requests.building import MatchStory
from tests.support.intake.submissions.building import new_request, plea, taken_in
from tests.support.intake.submissions.fakes import FakeReception
from tests.support.intake.wishes.building import referral_refused, refused
from tests.support.intake.wishes.scene import KAISA, PEKKA, Scene

PARTNER = OrganisationId(uuid4())


async def test_a_redelivered_refusal_changes_nothing() -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.ask(request_id, 17, KAISA)
    event = refused(request_id, scene.wish.wish.id)
    await scene.answers.react_to_request_assignment_refused(event)
    scene.wish.answer = None

    await scene.answers.react_to_request_assignment_refused(event)

    assert scene.wish.answer is None


async def test_a_redelivered_proposal_changes_nothing() -> None:
    scene = Scene()
    await scene.ask(await scene.open(), 17, KAISA)
    event = scene.proposed(scene.wish.wish.id)
    await scene.answers.react_to_match_proposed(event)
    before = scene.request.progress, len(scene.store.state.published)
    scene.wish.answer = None

    await scene.answers.react_to_match_proposed(event)

    assert (scene.request.progress, len(scene.store.state.published)) == before
    assert scene.wish.answer is None


async def test_a_wish_is_the_requests_next_event() -> None:
    scene = Scene()
    request_id = await scene.open()

    outcome = await scene.ask(request_id, 17, KAISA)

    (said,) = scene.said(RequestAssignmentRequested)
    assert outcome is Outcome.ON_ITS_WAY
    assert (said.subject, said.version) == (f"request/{request_id}", 2)
    assert said.correlation_id == request_id
    assert said.data == RequestAssignmentRequested(
        wish_id=scene.wish.wish.id, request_id=request_id, volunteer_number=17, staff_id=KAISA
    )
    assert scene.request.stored.version == 2
    assert scene.request.stored.state is State.RECEIVED


async def test_a_wish_about_a_request_of_an_exercise_says_so() -> None:
    scene = Scene()
    request_id = await scene.open()

    await scene.ask(request_id, 17, KAISA)
    await scene.send.refer_request(request_id, PARTNER, KAISA)

    wishes = scene.said(RequestAssignmentRequested) + scene.said(RequestReferralRequested)
    assert scene.request.stored.activation == EXERCISE
    assert [said.activation for said in wishes] == [EXERCISE, EXERCISE]


async def test_the_same_wish_while_one_is_on_its_way_sends_nothing() -> None:
    scene = Scene()
    request_id = await scene.open()

    for staff_id in (KAISA, KAISA, PEKKA):
        assert await scene.ask(request_id, 17, staff_id) is Outcome.ON_ITS_WAY

    assert len(scene.said(RequestAssignmentRequested)) == len(scene.store.state.wishes) == 1
    assert scene.request.stored.version == 2


async def test_a_wish_and_what_ends_the_request_are_numbered_without_a_gap() -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.ask(request_id, 17, KAISA)
    await scene.ask(request_id, 18, KAISA)

    async with scene.store.begin() as work:
        request = await work.requests.lock(request_id)
        assert request is not None
        await scene.answers.matching.settle.close_request(work, request, Closure.CANCELLED)

    versions = [
        item.version for item in scene.store.state.published if item.subject.startswith("request/")
    ]
    assert versions == [1, 2, 3, 4, 5]


async def test_a_proposal_answers_the_wish_and_counts_as_any_other() -> None:
    scene = Scene()
    await scene.ask(await scene.open(), 17, KAISA)

    await scene.answers.react_to_match_proposed(scene.proposed(scene.wish.wish.id))

    assert scene.wish.answer == ASKED
    assert scene.request.stored.state is State.PROPOSED
    assert scene.request.stored.version == 2


async def test_a_proposal_of_matchings_own_answers_no_wish() -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.ask(request_id, 17, KAISA)

    await scene.answers.react_to_match_proposed(MatchStory(request_id).proposed())

    assert scene.wish.answer is None


@pytest.mark.parametrize("reason", ["asked_before", "of_a_later_version"])
async def test_a_refusal_is_kept_with_its_reason_also_one_not_known_here(reason: str) -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.ask(request_id, 17, KAISA)

    event = refused(request_id, scene.wish.wish.id, reason)
    await scene.answers.react_to_request_assignment_refused(event)

    assert scene.wish.answer == reason


async def test_the_first_answer_stands() -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.ask(request_id, 17, KAISA)
    wish_id = scene.wish.wish.id

    await scene.answers.react_to_match_proposed(scene.proposed(wish_id))
    await scene.answers.react_to_request_assignment_refused(refused(request_id, wish_id))

    assert scene.wish.answer == ASKED


async def test_a_refusal_of_an_unknown_wish_changes_nothing_and_is_not_parked() -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.ask(request_id, 17, KAISA)

    await scene.answers.react_to_request_assignment_refused(refused(request_id, uuid4()))
    await scene.answers.react_to_request_assignment_refused(refused(uuid4(), uuid4()))

    assert scene.wish.answer is None


async def test_an_unknown_request_is_not_asked_about() -> None:
    scene = Scene()

    assert await scene.ask(RequestId(uuid4()), 17, KAISA) is Outcome.UNKNOWN_REQUEST
    assert scene.store.state.published == []


@pytest.mark.parametrize("state", [State.ASSIGNED, State.CLOSED])
async def test_nobody_is_asked_about_what_waits_no_more(state: State) -> None:
    scene = Scene()
    request_id = await scene.open()
    closure = Closure.CANCELLED if state is State.CLOSED else None
    async with scene.store.begin() as work:
        await work.requests.save_standing(request_id, 2, state, closure)

    asked = await scene.ask(request_id, 17, KAISA)
    referred = await scene.send.refer_request(request_id, PARTNER, KAISA)

    assert asked is referred is Outcome.NOT_WAITING
    assert scene.store.state.wishes == []


async def test_no_volunteer_is_asked_for_what_is_not_for_them() -> None:
    scene = Scene()
    new = replace(new_request(), plea=plea(category=Category.CRISIS_SUPPORT))
    await FakeReception(scene.store).take_in(taken_in(new))

    asked = await scene.ask(new.id, 17, KAISA)
    referred = await scene.send.refer_request(new.id, PARTNER, KAISA)

    assert (asked, referred) == (Outcome.NOT_FOR_VOLUNTEERS, Outcome.ON_ITS_WAY)


async def test_a_referral_is_sent_once_and_its_refusal_is_kept() -> None:
    scene = Scene()
    request_id = await scene.open()

    for _ in range(2):
        await scene.send.refer_request(request_id, PARTNER, KAISA)
    event = referral_refused(request_id, scene.wish.wish.id)
    for _ in range(2):
        await scene.answers.react_to_request_referral_refused(event)

    (said,) = scene.said(RequestReferralRequested)
    assert (said.version, said.data.organisation_id) == (2, PARTNER)
    assert scene.wish.answer == "no_partners"


async def test_nothing_is_said_before_the_time_to_undo_it_is_over() -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.send.ask_volunteer(request_id, Ask(17), KAISA)

    await scene.pass_time(UNDO_TIME - timedelta(seconds=1))
    early = len(scene.said(RequestAssignmentRequested))
    await scene.pass_time(timedelta(seconds=1))

    assert (early, len(scene.said(RequestAssignmentRequested))) == (0, 1)


async def test_a_wish_that_was_undone_is_never_said_and_both_are_on_record() -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.send.ask_volunteer(request_id, Ask(17), KAISA)
    wish = scene.wish.wish

    undone = await scene.send.undo_wish(request_id, wish.id, PEKKA)
    await scene.pass_time()

    assert undone
    assert scene.said(RequestAssignmentRequested) == []
    assert scene.wish.answer == UNDONE
    assert scene.store.state.wish_steps == [(wish, "wished", KAISA), (wish, "undone", PEKKA)]


async def test_what_has_left_is_not_undone() -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.ask(request_id, 17, KAISA)

    assert not await scene.send.undo_wish(request_id, scene.wish.wish.id, KAISA)
    assert scene.wish.answer is None


async def test_a_wish_of_another_request_is_not_undone() -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.send.ask_volunteer(request_id, Ask(17), KAISA)

    assert not await scene.send.undo_wish(RequestId(uuid4()), scene.wish.wish.id, KAISA)


async def test_a_wish_whose_request_ended_meanwhile_comes_to_nothing_in_words() -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.send.ask_volunteer(request_id, Ask(17), KAISA)
    async with scene.store.begin() as work:
        await work.requests.save_standing(request_id, 2, State.CLOSED, Closure.CANCELLED)

    await scene.pass_time()

    assert scene.said(RequestAssignmentRequested) == []
    assert scene.wish.answer == Outcome.NOT_WAITING


async def test_the_command_says_the_manner_and_what_is_passed_over_but_not_who_heard_it() -> None:
    scene = Scene()
    request_id = await scene.open()
    ask = Ask(17, AskManner.AGREED, PEKKA, ("area",), OverrideReason.THEY_SAID_SO)

    await scene.send.ask_volunteer(request_id, ask, KAISA)
    await scene.pass_time()

    (said,) = scene.said(RequestAssignmentRequested)
    assert (said.data.manner, said.data.overrides) == ("agreed", ("area",))
    assert said.data.override_reason == "they_said_so"
    assert str(PEKKA) not in said.data.model_dump_json()
    ((kept, _, _),) = scene.store.state.wish_steps
    assert kept == AssignmentWish(kept.id, request_id, KAISA, ask)


async def test_a_yes_by_phone_is_answered_by_who_helps() -> None:
    scene = Scene()
    request_id = await scene.open()
    await scene.send.ask_volunteer(request_id, Ask(17, AskManner.AGREED, KAISA), KAISA)
    await scene.pass_time()
    story = MatchStory(request_id)
    await scene.answers.react_to_match_proposed(story.proposed())
    event = story.matched()
    data = event.data.model_copy(update={"wish_id": scene.wish.wish.id})

    for _ in range(2):
        await scene.answers.react_to_volunteer_matched(event.model_copy(update={"data": data}))

    assert scene.wish.answer == ASKED
    assert scene.request.stored.state is State.ASSIGNED

"""A coordinator wishes that one volunteer be asked, or that a request be referred."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.matching.needs.model import NeedState, RequestId
from services.matching.needs.ports import UnheardNeedError
from services.matching.proposals.model import ByHand
from services.matching.queues import REQUESTS
from shared.activation import Activation
from shared.contracts.ask_words import AskManner, AssignmentRefusal, OverrideReason
from shared.contracts.event import Event
from shared.contracts.matching import (
    MatchProposed,
    RequestReferralRefused,
    VolunteerMatched,
)
from shared.messaging.outbox import Announcement
from tests.support.matching.building import NOW, RequestStory
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.page import PageWorld
from tests.support.matching.playing import Play, facts_in, last_link, letters_in
from tests.support.matching.proposals.wishes import Coordinator, refusals
from tests.support.matching.reasons.fakes import FakeReasons
from tests.support.matching.volunteers.building import JUVA, offer

FAR = offer(areas=(JUVA,), weekly_cap=1)
"""Nobody whom choosing would ask in Mikkeli."""
MINUTES_15 = timedelta(minutes=15)


class Stage:
    """A play with one request in Mikkeli and a coordinator who has a wish for it."""

    def __init__(self) -> None:
        self.ground = FakeGround()
        self.store = self.ground.store
        self.play = Play(
            self.store,
            self.ground.due_matches,
            self.ground.due_applicants,
            now=lambda: self.store.state.now,
        )
        self.story = RequestStory()
        self.coordinator = Coordinator(self.story.request_id)
        self.wish = self.play.use.ask_wished.react_to_assignment_requested

    async def someone(self) -> int:
        """Put someone on the roster whom choosing does not ask; gives their number."""
        return self.ground.numbers[await self.ground.add_volunteer(FAR)]

    @property
    def said(self) -> list[Announcement]:
        return self.store.state.published

    def facts(self) -> list[str]:
        return [kind.event_type for kind in facts_in(self.said)]

    def data(self) -> list[Event]:
        return [item.data for item in self.said]

    def state(self) -> NeedState:
        need = self.store.state.needs[RequestId(self.story.request_id)]
        assert need is not None
        return need.state


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_exactly_the_one_is_asked_as_choosing_would(stage: Stage) -> None:
    number = await stage.someone()
    await stage.play.hear(stage.story.created())
    wish = stage.coordinator.wish_for(number, "area")

    await stage.wish(wish)

    asked = stage.said[-2]
    assert stage.facts() == ["request.unmatched", "match.proposed"]
    assert isinstance(asked.data, MatchProposed)
    assert (asked.data.wish_id, asked.data.attempt) == (wish.data.wish_id, 1)
    assert asked.data.expires_at == NOW + MINUTES_15
    assert (asked.causation_id, asked.correlation_id) == (wish.id, stage.story.request_id)
    assert [letter.template for letter in letters_in(stage.said)] == ["proposal"]
    assert stage.state() is NeedState.PROPOSED


async def test_the_one_answers_as_anybody_does(stage: Stage) -> None:
    number = await stage.someone()
    await stage.play.hear(stage.story.created())
    await stage.wish(stage.coordinator.wish_for(number, "area"))

    await stage.play.decline(last_link(letters_in(stage.said), "proposal_url"))

    assert stage.facts()[2:] == ["match.declined", "request.unmatched"]
    assert stage.state() is NeedState.UNMATCHED


async def test_the_one_is_asked_beside_the_others_and_past_their_week(stage: Stage) -> None:
    number = await stage.someone()
    for _ in range(2):
        await stage.wish(
            Coordinator((await stage.ground.add_need()).request_id).wish_for(
                number, "area", "at_weekly_cap"
            )
        )
    await stage.ground.add_volunteer()
    await stage.play.hear(stage.story.created())

    await stage.wish(stage.coordinator.wish_for(number, "area", "at_weekly_cap"))

    proposals = [data for data in stage.data() if isinstance(data, MatchProposed)]
    assert [data.attempt for data in proposals] == [1, 1, 1, 2]
    assert refusals(stage.data()) == []


async def test_who_is_not_on_the_roster_is_unknown(stage: Stage) -> None:
    await stage.ground.apply()
    await stage.play.hear(stage.story.created())

    for number in (1, 999, 9_999_999_999):
        await stage.wish(stage.coordinator.wish_for(number))

    assert refusals(stage.data()) == [AssignmentRefusal.UNKNOWN_VOLUNTEER] * 3


async def test_a_refusal_is_the_next_word_about_the_need_and_changes_nothing(
    stage: Stage,
) -> None:
    await stage.play.hear(stage.story.created())
    before = stage.state(), dict(stage.store.state.look_at)
    wish = stage.coordinator.wish_for(999)

    await stage.wish(wish)

    refused = stage.said[-1]
    assert (refused.subject, refused.version) == (f"need/{stage.story.request_id}", 2)
    assert (refused.causation_id, refused.municipality) == (wish.id, "491")
    assert (stage.state(), stage.store.state.look_at) == before


async def test_who_was_asked_about_it_is_not_asked_again(stage: Stage) -> None:
    number = stage.ground.numbers[await stage.ground.add_volunteer()]
    await stage.play.hear(stage.story.created())
    await stage.wish(stage.coordinator.wish_for(number))
    await stage.play.decline(last_link(letters_in(stage.said), "proposal_url"))

    await stage.wish(stage.coordinator.wish_for(number))

    assert refusals(stage.data()) == [AssignmentRefusal.ASKED_BEFORE] * 2


async def test_what_is_not_for_volunteers_or_over_is_refused(stage: Stage) -> None:
    number = await stage.someone()
    stage.story = replace(stage.story, volunteer_allowed=False)
    await stage.play.hear(stage.story.created())
    await stage.wish(stage.coordinator.wish_for(number))
    await stage.play.use.end_needs.react_to_request_cancelled(stage.story.cancelled())

    await stage.wish(stage.coordinator.wish_for(number))

    assert refusals(stage.data()) == [
        AssignmentRefusal.NOT_FOR_VOLUNTEERS,
        AssignmentRefusal.NOT_WAITING,
    ]


async def test_what_has_a_helper_is_refused(stage: Stage) -> None:
    number = await stage.someone()
    await stage.ground.add_volunteer()
    await stage.play.hear(stage.story.created())
    await stage.play.use.answer.accept_proposal(last_link(letters_in(stage.said), "proposal_url"))

    await stage.wish(stage.coordinator.wish_for(number))

    assert refusals(stage.data()) == [AssignmentRefusal.NOT_WAITING]
    assert stage.state() is NeedState.ASSIGNED


async def test_of_what_only_the_end_was_heard_the_wish_is_refused_in_its_activation(
    stage: Stage,
) -> None:
    exercise = Activation(UUID(int=7), exercise=True)
    coordinator = replace(stage.coordinator, activation=exercise)
    await stage.play.use.end_needs.react_to_request_closed(stage.story.closed())

    for _ in range(2):
        await stage.wish(coordinator.wish_for(1))

    assert refusals(stage.data()) == [AssignmentRefusal.NOT_WAITING] * 2
    assert [item.version for item in stage.said] == [1, 2]
    assert {item.activation for item in stage.said} == {exercise}


async def test_a_wish_that_overtook_its_request_comes_again_and_is_done(stage: Stage) -> None:
    wish = stage.coordinator.wish_for(await stage.someone(), "area")
    with pytest.raises(UnheardNeedError):
        await stage.wish(wish)
    await stage.play.hear(stage.story.created())

    await stage.wish(wish)

    assert stage.facts()[-1] == "match.proposed"
    assert refusals(stage.data()) == []


@pytest.mark.parametrize("is_known", [True, False])
async def test_a_redelivered_wish_changes_nothing(stage: Stage, *, is_known: bool) -> None:
    number = await stage.someone()
    await stage.play.hear(stage.story.created())
    wish = stage.coordinator.wish_for(number if is_known else 999, "area")
    await stage.wish(wish)
    before = list(stage.said)

    await stage.wish(wish)

    assert stage.said == before


async def test_in_one_batch_the_request_is_known_before_its_wishes() -> None:
    world, story = PageWorld(), RequestStory()
    coordinator = Coordinator(story.request_id)

    batch = [coordinator.wish_for(999), coordinator.refer(), story.created()]
    await world.wired.batches[REQUESTS](batch)

    assert world.facts() == ["request.assignment_refused", "request.referral_refused"]


async def test_a_referral_is_refused_once_while_there_are_no_partners(stage: Stage) -> None:
    await stage.play.hear(stage.story.created())
    wish = stage.coordinator.refer()

    for _ in range(2):
        await stage.play.use.refer.react_to_referral_requested(wish)

    refused = stage.said[-1]
    assert stage.facts() == ["request.unmatched", "request.referral_refused"]
    assert (refused.subject, refused.version) == (f"need/{stage.story.request_id}", 2)
    assert refused.causation_id == wish.id
    assert refused.data == RequestReferralRefused(
        wish_id=wish.data.wish_id,
        request_id=stage.story.request_id,
        organisation_id=wish.data.organisation_id,
        reason="no_partners",
    )


async def test_a_referral_that_overtook_its_request_comes_again(stage: Stage) -> None:
    with pytest.raises(UnheardNeedError):
        await stage.play.use.refer.react_to_referral_requested(stage.coordinator.refer())


async def test_a_refusal_names_the_rule_and_passing_it_over_asks(stage: Stage) -> None:
    number = await stage.someone()
    await stage.play.hear(stage.story.created())

    await stage.wish(stage.coordinator.wish_for(number, manner="first"))
    await stage.wish(stage.coordinator.wish_for(number, "area", manner="first"))

    assert refusals(stage.data()) == [AssignmentRefusal.AREA]
    assert stage.facts()[-1] == "match.proposed"


async def test_nobody_else_is_asked_until_the_first_has_answered(stage: Stage) -> None:
    number = await stage.someone()
    await stage.play.hear(stage.story.created())
    await stage.wish(stage.coordinator.wish_for(number, "area", manner="first"))
    await stage.ground.add_volunteer()

    stage.story.urgency = "within_2_days"
    await stage.play.use.correct_needs.react_to_request_updated(stage.story.updated(3))
    await stage.play.settle()
    before = stage.facts().count("match.proposed")
    await stage.play.decline(last_link(letters_in(stage.said), "proposal_url"))

    assert before == 1
    assert stage.facts().count("match.proposed") == 2
    assert stage.facts().count("match.withdrawn") == 0


async def test_when_the_time_of_the_first_is_over_others_are_asked(stage: Stage) -> None:
    number = await stage.someone()
    await stage.play.hear(stage.story.created())
    await stage.wish(stage.coordinator.wish_for(number, "area", manner="first"))
    await stage.ground.add_volunteer()
    await stage.play.tick()
    before = stage.facts().count("match.proposed")

    await stage.ground.pass_time(MINUTES_15)
    await stage.play.tick()

    assert before == 1
    assert stage.facts()[-2:] == ["match.expired", "match.proposed"]


async def test_whoever_said_yes_on_the_phone_helps_at_once(stage: Stage) -> None:
    await stage.ground.add_volunteer()
    await stage.play.hear(stage.story.created())
    number = await stage.someone()
    wish = stage.coordinator.wish_for(number, "area", manner="agreed")

    await stage.wish(wish)

    assert stage.facts()[-4:] == [
        "match.proposed",
        "volunteer.matched",
        "match.access_issued",
        "match.withdrawn",
    ]
    (matched,) = [data for data in stage.data() if isinstance(data, VolunteerMatched)]
    assert matched.wish_id == wish.data.wish_id
    assert stage.state() is NeedState.ASSIGNED
    templates = [letter.template for letter in letters_in(stage.said)]
    assert templates == ["proposal", "match_accepted", "proposal_filled"]


async def test_a_yes_on_the_phone_is_to_what_they_were_asked(stage: Stage) -> None:
    number = stage.ground.numbers[await stage.ground.add_volunteer()]
    await stage.play.hear(stage.story.created())

    await stage.wish(stage.coordinator.wish_for(number, manner="agreed"))

    assert stage.facts() == ["match.proposed", "volunteer.matched", "match.access_issued"]
    assert len(stage.store.state.matches) == 1


async def test_whoever_did_not_answer_in_time_may_still_say_yes_on_the_phone(stage: Stage) -> None:
    number = stage.ground.numbers[await stage.ground.add_volunteer()]
    await stage.play.hear(stage.story.created())
    await stage.ground.pass_time(MINUTES_15)
    await stage.play.tick()

    await stage.wish(stage.coordinator.wish_for(number, manner="agreed"))

    assert stage.state() is NeedState.ASSIGNED
    assert refusals(stage.data()) == []


@pytest.mark.parametrize("manner", ["first", "agreed"])
async def test_who_must_not_meet_is_never_asked_nor_helps(stage: Stage, manner: str) -> None:
    volunteer_id = await stage.ground.add_volunteer()
    number = stage.ground.numbers[volunteer_id]
    await stage.play.hear(replace(stage.story, category="pharmacy").created())
    stage.store.state.blocks.add((RequestId(stage.story.request_id), volunteer_id))

    await stage.wish(stage.coordinator.wish_for(number, *AssignmentRefusal, manner=manner))

    assert refusals(stage.data()) == [AssignmentRefusal.ASKED_BEFORE]


async def test_what_was_passed_over_and_why_is_kept_with_the_match(stage: Stage) -> None:
    number = await stage.someone()
    await stage.play.hear(stage.story.created())

    await stage.wish(stage.coordinator.wish_for(number, "area", manner="first"))

    (kept,) = await FakeReasons(stage.store).by_hand(RequestId(stage.story.request_id))
    hand = ByHand(AskManner.FIRST, frozenset({AssignmentRefusal.AREA}), OverrideReason.NOBODY_ELSE)
    assert (kept.number, kept.hand) == (number, hand)

"""Referrals as stories: each is a loop that closes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.matching.needs.model import NeedState
from services.matching.needs.ports import UnheardNeedError
from services.matching.partners.model import Capacity, OpenHours
from services.matching.referrals.model import ReferralState, Step
from shared.contracts.matching import (
    ReferralDeclined,
    ReferralSent,
    ReferralWithdrawn,
    RequestReferralRefused,
    RequestUnmatched,
)
from shared.contracts.partner_words import CapacityUnit, PartnerStanding
from shared.contracts.words import Category, UnmatchedReason, Urgency
from tests.support.matching.building import RequestStory
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.fake_play import play_over
from tests.support.matching.playing import facts_in, letters_in
from tests.support.matching.proposals.wishes import Coordinator
from tests.support.matching.referrals.building import Partnership, food, link_issued, reserved
from tests.support.matching.volunteers.building import offer

HOUR = timedelta(hours=1)


class Stage(Partnership):
    """A partnership over a fake store, and what was said."""

    def __init__(self) -> None:
        ground = FakeGround()
        super().__init__(ground, play_over(ground.store))
        self.state_of_all = ground.store

    def facts(self) -> list[str]:
        return [kind.event_type for kind in facts_in(self.state_of_all.state.published)]

    def last(self, kind: type) -> object:
        said = [each.data for each in self.state_of_all.state.published]
        return [each for each in said if isinstance(each, kind)][-1]


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_a_wish_is_answered_by_a_referral_with_a_deadline(stage: Stage) -> None:
    helps = await stage.join()
    story = await stage.ask()

    await stage.refer(story)

    sent = stage.last(ReferralSent)
    assert isinstance(sent, ReferralSent)
    assert (sent.organisation_id, sent.attempt, sent.standing) == (helps, 1, "referred")
    assert sent.wish_id is not None
    assert (await stage.need(story)).state is NeedState.REFERRED
    assert sent.answer_by - stage.play.now() == HOUR


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({}, "no_partners"),
        ({"standing": PartnerStanding.PAUSED}, "not_open"),
        ({"municipalities": ("178",)}, "area"),
        ({"languages": ("sv",)}, "language"),
    ],
)
async def test_a_wish_that_nobody_can_see_to_is_refused_in_a_code(
    stage: Stage, told: dict[str, Any], reason: str
) -> None:
    if told:
        await stage.join(**{name: value for name, value in told.items() if name != "standing"})
        if "standing" in told:
            await stage.change(stage.names[0], PartnerStanding.PAUSED)
    story = await stage.ask()

    await stage.refer(story)

    refused = stage.last(RequestReferralRefused)
    assert isinstance(refused, RequestReferralRefused)
    assert refused.reason == reason
    assert (await stage.need(story)).state is NeedState.UNMATCHED


async def test_nobody_is_referred_without_their_word(stage: Stage) -> None:
    await stage.join()
    story = await stage.ask()

    wish = Coordinator(story.request_id).refer(has_consent=False)
    await stage.play.use.refer.react_to_referral_requested(wish)

    refused = stage.last(RequestReferralRefused)
    assert isinstance(refused, RequestReferralRefused)
    assert refused.reason == "no_consent"


async def test_a_wish_comes_again_for_a_request_that_is_not_heard_of(stage: Stage) -> None:
    with pytest.raises(UnheardNeedError):
        await stage.refer(food())


async def test_a_redelivered_wish_changes_nothing(stage: Stage) -> None:
    await stage.join()
    story = await stage.ask()
    wish = Coordinator(story.request_id).refer()

    for _ in range(2):
        await stage.play.use.refer.react_to_referral_requested(wish)

    assert stage.facts().count("referral.sent") == 1


async def test_a_second_wish_for_what_is_referred_is_refused(stage: Stage) -> None:
    await stage.join()
    story = await stage.ask()

    await stage.refer(story)
    await stage.refer(story)

    assert stage.facts()[-2:] == ["referral.sent", "request.referral_refused"]


async def test_it_is_accepted_begun_and_completed(stage: Stage) -> None:
    await stage.join()
    story = food()
    referral = await stage.referred(story)

    pressed = [await stage.press(referral, step) for step in (Step.ACCEPT, Step.BEGIN, Step.BEGIN)]
    standing = (await stage.need(story)).state
    done = await stage.press(referral, Step.COMPLETE)

    assert (pressed, done) == ([True, True, True], True)
    assert standing is NeedState.IN_PROGRESS
    assert stage.facts()[-4:] == [
        "referral.accepted",
        "referral.in_progress",
        "referral.in_progress",
        "referral.completed",
    ]
    assert (await stage.need(story)).state is NeedState.CLOSED


async def test_who_declines_says_why_and_the_next_is_asked(stage: Stage) -> None:
    first, second = await stage.join(), await stage.join()
    story = food()
    referral = await stage.referred(story)

    await stage.press(referral, Step.DECLINE, "full")
    between = await stage.need(story)
    await stage.play.tick()

    declined = stage.last(ReferralDeclined)
    assert isinstance(declined, ReferralDeclined)
    assert (declined.reason, declined.standing) == ("full", "referred")
    assert between.state is NeedState.REFERRED
    assert {*await stage.asked(story)} == {first, second}
    assert (await stage.open_of(story)).attempt == 2


async def test_when_all_declined_a_coordinator_decides_and_reads_how_many(stage: Stage) -> None:
    story = food()
    for _ in range(2):
        await stage.join()
    await stage.referred(story)
    for _ in range(2):
        await stage.press(await stage.open_of(story), Step.DECLINE, "not_ours")
        await stage.play.tick()

    left = [each for each in stage.state_of_all.state.published if _is_left(each.data)]
    assert len(left) == 1
    data = left[0].data
    assert isinstance(data, RequestUnmatched)
    assert (data.asked, data.declined, data.standing) == (2, 2, "unmatched")


def _is_left(data: object) -> bool:
    return isinstance(data, RequestUnmatched) and data.reason == UnmatchedReason.NO_PARTNER


async def test_silence_is_reminded_of_once_and_then_the_next_is_asked(stage: Stage) -> None:
    await stage.join()
    await stage.join()
    story = food(urgency=Urgency.TODAY)
    referral = await stage.referred(story)

    await stage.pass_time(timedelta(minutes=31))
    await stage.pass_time(timedelta(minutes=31))

    assert await stage.state(referral.id) is ReferralState.EXPIRED
    assert stage.facts()[-3:] == ["referral.reminded", "referral.expired", "referral.sent"]
    assert (await stage.open_of(story)).organisation_id != referral.organisation_id


async def test_after_some_organisations_a_person_decides(stage: Stage) -> None:
    for _ in range(6):
        await stage.join()
    story = food(urgency=Urgency.TODAY)
    await stage.referred(story)

    for _ in range(20):
        await stage.pass_time(timedelta(minutes=31))

    assert stage.facts().count("referral.sent") == 4
    assert (await stage.need(story)).state is NeedState.UNMATCHED


async def test_a_question_stops_the_clock_until_it_is_answered(stage: Stage) -> None:
    await stage.join()
    story = food(urgency=Urgency.TODAY)
    referral = await stage.referred(story)
    await stage.pass_time(timedelta(minutes=25))

    await stage.press(referral, Step.ASK_BACK, "where")
    asked = await stage.press(referral, Step.ASK_BACK, "when")
    answered = await stage.play.use.oversee_referrals.answer_question(referral.id, uuid4())
    await stage.pass_time(timedelta(minutes=25))

    assert (asked, answered) == (False, True)
    assert await stage.state(referral.id) is ReferralState.SENT
    assert stage.facts()[-2:] == ["referral.asked_back", "referral.answered"]


async def test_a_question_that_nobody_answers_is_the_coordinators(stage: Stage) -> None:
    await stage.join()
    await stage.join()
    story = food(urgency=Urgency.TODAY)
    referral = await stage.referred(story)
    await stage.press(referral, Step.ASK_BACK, "costs")

    await stage.pass_time(HOUR)
    await stage.pass_time(HOUR)

    assert await stage.state(referral.id) is ReferralState.EXPIRED
    assert (await stage.need(story)).reason is UnmatchedReason.NO_PARTNER


async def test_help_of_which_nothing_is_heard_goes_back_to_a_person(stage: Stage) -> None:
    await stage.join()
    await stage.join()
    story = food(urgency=Urgency.TODAY)
    referral = await stage.referred(story)
    await stage.press(referral, Step.ACCEPT)

    for _ in range(2):
        await stage.pass_time(timedelta(hours=13))

    assert await stage.state(referral.id) is ReferralState.EXPIRED
    assert (await stage.need(story)).reason is UnmatchedReason.NO_PARTNER
    assert len(await stage.asked(story)) == 1


@pytest.mark.parametrize(
    ("step", "code", "count"), [(Step.HAND_ON, None, 2), (Step.GIVE_BACK, "not_reached", 1)]
)
async def test_who_cannot_go_on_hands_it_on_or_gives_it_back(
    stage: Stage, step: Step, code: str | None, count: int
) -> None:
    await stage.join()
    await stage.join()
    story = food()
    referral = await stage.referred(story)
    await stage.press(referral, Step.ACCEPT)

    await stage.press(referral, step, code)
    await stage.play.tick()

    assert len(await stage.asked(story)) == count


async def test_of_two_answers_the_first_counts(stage: Stage) -> None:
    await stage.join()
    referral = await stage.referred()

    first = await stage.press(referral, Step.ACCEPT)
    again = await stage.press(referral, Step.ACCEPT)
    other = await stage.press(referral, Step.DECLINE, "full")

    assert (first, again, other) == (True, False, False)
    assert await stage.state(referral.id) is ReferralState.ACCEPTED


async def test_who_accepts_after_it_expired_is_late(stage: Stage) -> None:
    await stage.join()
    story = food(urgency=Urgency.TODAY)
    referral = await stage.referred(story)
    await stage.pass_time(HOUR)
    await stage.pass_time(HOUR)

    assert await stage.press(referral, Step.ACCEPT) is False


async def test_another_organisation_does_nothing_with_it_and_does_not_see_it(stage: Stage) -> None:
    await stage.join()
    referral = await stage.referred()
    other = replace(referral, organisation_id=await stage.join())

    assert await stage.press(other, Step.ACCEPT) is None
    shown = stage.play.use.answer_referrals.show_one(other.organisation_id, referral.id)
    assert await shown is None


async def test_a_link_accepts_or_declines_without_signing_in(stage: Stage) -> None:
    await stage.join()
    await stage.join()
    answering = stage.play.use.answer_referrals
    story = food()
    token = await stage.link_to(await stage.referred(story))
    shown = await answering.show_by_link(token)

    declined = await answering.answer_by_link(token, Step.DECLINE, "too_soon")
    late = await answering.answer_by_link(token, Step.ACCEPT, None)
    await stage.play.tick()
    other = await stage.link_to(await stage.open_of(story))

    assert shown is not None
    assert (shown.municipality, shown.referral.service_line) == ("491", "food")
    assert (declined, late) == (True, False)
    assert await answering.answer_by_link(other, Step.ACCEPT, None) is True
    assert await answering.answer_by_link("nobody's", Step.ACCEPT, None) is None


async def test_a_link_heard_twice_is_kept_once(stage: Stage) -> None:
    await stage.join()
    event = link_issued(await stage.referred(), "token")

    for _ in range(2):
        await stage.play.use.referral_links.react_to_link_issued(event)

    assert len(stage.state_of_all.state.referral_links) == 1


async def test_who_agreed_is_referred_once_no_volunteer_is_left(stage: Stage) -> None:
    await stage.join(lines=("errands",))
    story = await stage.ask(RequestStory(may_be_referred=True))

    await stage.play.tick()
    await stage.play.tick()

    assert stage.facts() == ["request.unmatched", "referral.sent"]
    assert (await stage.open_of(story)).wish_id is None


async def test_who_did_not_agree_waits_for_a_coordinator(stage: Stage) -> None:
    await stage.join()
    await stage.ask()

    await stage.play.tick()

    assert stage.facts() == ["request.unmatched"]


async def test_what_organisations_give_above_all_goes_to_them_before_a_volunteer(
    stage: Stage,
) -> None:
    await stage.join()
    await stage.ground.add_volunteer(offer(categories=(Category.FOOD_AID,)))
    agreed, other = await stage.ask(food(may_be_referred=True)), await stage.ask(food())

    await stage.play.tick()

    assert (await stage.need(agreed)).state is NeedState.REFERRED
    assert (await stage.need(other)).state is NeedState.PROPOSED
    assert "request.unmatched" not in stage.facts()


async def test_where_no_organisation_can_a_volunteer_is_asked_after_all(stage: Stage) -> None:
    await stage.join(municipalities=("178",))
    await stage.ground.add_volunteer(offer(categories=(Category.FOOD_AID,)))
    story = await stage.ask(food(may_be_referred=True))

    await stage.play.tick()
    await stage.play.settle()

    assert (await stage.need(story)).state is NeedState.PROPOSED
    assert stage.facts() == ["match.proposed"]


async def test_who_takes_their_word_back_is_taken_from_the_organisation_and_nobody_else_is_asked(
    stage: Stage,
) -> None:
    await stage.join()
    await stage.join()
    story = await stage.ask(food(may_be_referred=True))
    await stage.play.tick()
    referral = await stage.open_of(story)
    await stage.press(referral, Step.ACCEPT)

    no_more = food(request_id=story.request_id)
    await stage.play.use.correct_needs.react_to_request_updated(no_more.updated(2))
    await stage.play.tick()

    withdrawn = stage.last(ReferralWithdrawn)
    assert isinstance(withdrawn, ReferralWithdrawn)
    assert withdrawn.reason == "consent_withdrawn"
    assert (await stage.need(story)).reason is UnmatchedReason.NO_PARTNER
    assert await stage.asked(story) == [referral.organisation_id]


async def test_a_word_taken_back_between_two_organisations_keeps_the_next_from_being_asked(
    stage: Stage,
) -> None:
    await stage.join()
    await stage.join()
    story = await stage.ask(food(may_be_referred=True))
    await stage.play.tick()
    await stage.press(await stage.open_of(story), Step.DECLINE, "full")

    no_more = food(request_id=story.request_id)
    await stage.play.use.correct_needs.react_to_request_updated(no_more.updated(2))
    await stage.play.tick()

    assert len(await stage.asked(story)) == 1
    assert (await stage.need(story)).state is NeedState.UNMATCHED


@pytest.mark.parametrize(
    ("agrees", "reason", "asked"), [(True, "not_wanted", 2), (False, "consent_withdrawn", 1)]
)
async def test_who_says_no_to_an_organisation_is_taken_from_it_and_the_next_is_by_their_word_only(
    stage: Stage, *, agrees: bool, reason: str, asked: int
) -> None:
    await stage.join()
    await stage.join()
    story = food(may_be_referred=agrees)
    await stage.ask(story)
    if agrees:
        await stage.play.tick()
    else:
        await stage.refer(story)
    referral = await stage.open_of(story)

    said_no = story.refused(2, referral.id)
    for _ in range(2):
        await stage.play.use.correct_needs.react_to_request_updated(said_no)
    await stage.play.tick()

    withdrawn = stage.last(ReferralWithdrawn)
    assert isinstance(withdrawn, ReferralWithdrawn)
    assert (withdrawn.reason, withdrawn.referral_id) == (reason, referral.id)
    assert len(await stage.asked(story)) == asked


async def test_a_no_that_comes_after_the_organisation_has_let_go_takes_nothing_from_the_next(
    stage: Stage,
) -> None:
    await stage.join()
    await stage.join()
    story = await stage.ask(food(may_be_referred=True))
    await stage.play.tick()
    first = await stage.open_of(story)
    await stage.press(first, Step.DECLINE, "full")
    await stage.play.tick()

    await stage.play.use.correct_needs.react_to_request_updated(story.refused(2, first.id))

    assert (await stage.open_of(story)).organisation_id != first.organisation_id


async def test_what_can_wait_waits_until_somebody_is_there(stage: Stage) -> None:
    week = tuple(OpenHours(day, 9 * 60, 12 * 60) for day in range(5))
    await stage.join(hours=week)
    story = food(urgency=Urgency.WITHIN_2_DAYS)
    referral = await stage.referred(story)  # on a Wednesday at eleven: an hour is left of it

    await stage.pass_time(timedelta(hours=9))
    at_night = await stage.state(referral.id)
    await stage.pass_time(timedelta(hours=14))
    at_ten = await stage.state(referral.id)

    assert (at_night, at_ten) == (ReferralState.SENT, ReferralState.EXPIRED)


async def test_what_nobody_can_see_to_is_looked_at_once(stage: Stage) -> None:
    await stage.join(municipalities=("178",))
    story = await stage.ask(food(may_be_referred=True))

    for _ in range(3):
        await stage.play.tick()

    number, choice = stage.state_of_all.state.referral_choices[(await stage.need(story)).request_id]
    assert (choice.chosen, dict(choice.refusals)) == (None, {"area": 1})
    assert number == (await stage.need(story)).standing_number
    assert stage.facts() == ["request.unmatched"]


async def test_what_only_staff_may_know_goes_to_who_is_cleared_alone(stage: Stage) -> None:
    await stage.join()
    cleared = await stage.join(is_cleared=True)
    story = await stage.ask(reserved(may_be_referred=True))

    await stage.play.tick()

    found = await stage.open_of(story)
    assert (found.organisation_id, found.service_line) == (cleared, "advice")


@pytest.mark.parametrize("end", [RequestStory.cancelled, RequestStory.completed])
async def test_a_request_that_ends_takes_its_referral_with_it(stage: Stage, end: object) -> None:
    await stage.join()
    story = food()
    referral = await stage.referred(story)
    ends = stage.play.use.end_needs

    if end is RequestStory.cancelled:
        await ends.react_to_request_cancelled(story.cancelled())
    else:
        await ends.react_to_request_completed(story.completed())
    await stage.play.tick()

    withdrawn = stage.last(ReferralWithdrawn)
    assert isinstance(withdrawn, ReferralWithdrawn)
    assert (withdrawn.reason, withdrawn.standing) == ("request_ended", "closed")
    assert await stage.state(referral.id) is ReferralState.WITHDRAWN
    assert stage.facts()[-1] == "referral.withdrawn"


async def test_a_request_that_ends_between_two_organisations_asks_nobody_more(
    stage: Stage,
) -> None:
    await stage.join()
    await stage.join()
    story = food()
    await stage.press(await stage.referred(story), Step.DECLINE, "full")

    await stage.play.use.end_needs.react_to_request_cancelled(story.cancelled())
    await stage.play.tick()

    assert stage.facts()[-1] == "referral.declined"
    assert (await stage.need(story)).state is NeedState.CLOSED


async def test_who_is_asked_beside_is_told_that_an_organisation_has_it(stage: Stage) -> None:
    await stage.join(lines=("errands",))
    await stage.ground.add_volunteer(offer())
    story = await stage.ask(RequestStory())

    await stage.refer(story)

    assert stage.facts()[-2:] == ["match.withdrawn", "referral.sent"]
    templates = [each.template for each in letters_in(stage.state_of_all.state.published)]
    assert templates == ["proposal", "proposal_filled"]


async def test_what_a_volunteer_has_is_not_referred(stage: Stage) -> None:
    await stage.join(lines=("errands",))
    await stage.ground.add_volunteer(offer())
    story = await stage.ask(RequestStory())
    letters = letters_in(stage.state_of_all.state.published)
    token = letters[-1].notice.values["proposal_url"].rpartition("/")[2]
    await stage.play.use.answer.accept_proposal(token)

    await stage.refer(story)

    refused = stage.last(RequestReferralRefused)
    assert isinstance(refused, RequestReferralRefused)
    assert refused.reason == "not_waiting"


async def test_an_organisation_that_leaves_lets_the_next_go_on(stage: Stage) -> None:
    await stage.join()
    other = await stage.join()
    story = food()
    referral = await stage.referred(story)
    await stage.press(referral, Step.ACCEPT)
    await stage.change(referral.organisation_id, PartnerStanding.LEFT)

    await stage.play.tick()
    await stage.play.tick()

    found = await stage.open_of(story)
    assert found.organisation_id == ({*stage.names} - {referral.organisation_id}).pop()
    assert other in stage.names


async def test_who_takes_a_pause_keeps_what_they_have(stage: Stage) -> None:
    await stage.join()
    referral = await stage.referred()

    await stage.change(referral.organisation_id, PartnerStanding.PAUSED)
    await stage.play.tick()

    assert await stage.press(referral, Step.ACCEPT) is True


async def test_what_is_corrected_to_another_town_goes_to_who_serves_it(stage: Stage) -> None:
    await stage.join(municipalities=("491",))
    story = food()
    await stage.referred(story)
    there = await stage.join(municipalities=("049",))

    moved = food(request_id=story.request_id, municipality="049")
    await stage.play.use.correct_needs.react_to_request_updated(moved.updated(2))
    await stage.play.tick()

    assert (await stage.open_of(story)).organisation_id == there


async def test_a_correction_that_changes_nothing_for_them_leaves_it_with_them(stage: Stage) -> None:
    await stage.join()
    story = food()
    referral = await stage.referred(story)

    sooner = food(request_id=story.request_id, urgency=Urgency.NO_HURRY)
    await stage.play.use.correct_needs.react_to_request_updated(sooner.updated(2))

    assert await stage.open_of(story) == referral
    assert (await stage.need(story)).state is NeedState.REFERRED


async def test_no_more_is_given_than_was_told(stage: Stage) -> None:
    await stage.join(Capacity(2, CapacityUnit.BAGS))
    for _ in range(3):
        await stage.refer(await stage.ask())

    assert stage.facts().count("referral.sent") == 2
    refused = stage.last(RequestReferralRefused)
    assert isinstance(refused, RequestReferralRefused)
    assert refused.reason == "no_capacity"


async def test_a_coordinator_takes_one_back(stage: Stage) -> None:
    await stage.join()
    await stage.join()
    story = food()
    referral = await stage.referred(story)

    await stage.play.use.oversee_referrals.take_back(referral.id, uuid4())
    await stage.play.tick()

    assert (await stage.need(story)).state is NeedState.UNMATCHED
    assert len(await stage.asked(story)) == 1

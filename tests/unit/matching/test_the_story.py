"""The use cases over the fake store: from a need to what was done."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

import pytest

from services.matching.engine.rules.policy import Policy
from services.matching.proposals.model import MatchState, Outcome
from services.matching.volunteers.model import Standing
from shared.contracts import words
from shared.contracts.matching import (
    ActivityLogged,
    AssignmentCompleted,
    HoursLogged,
    MatchAccessIssued,
    MatchDeclined,
    MatchExpired,
    MatchProposed,
    MatchWithdrawn,
    RequestUnmatched,
    VolunteerMatched,
    VolunteerRegistered,
)
from shared.contracts.words import Category
from shared.messaging.outbox import Announcement
from shared.reach_points import ReachKind
from shared.sealing.tokens import token_hash
from tests.support.matching.building import RequestStory
from tests.support.matching.fakes import FakeStore
from tests.support.matching.playing import Play, facts_in, last_link, letters_in
from tests.support.matching.proposals.fakes import FakeDueMatches
from tests.support.matching.volunteers.building import offer, sign_up
from tests.support.matching.volunteers.fakes import FakeDueApplicants


class Stage:
    """A play over a fake store, and what was said in it."""

    def __init__(self) -> None:
        self.store = FakeStore()
        self.play = Play(
            self.store,
            FakeDueMatches(self.store),
            FakeDueApplicants(self.store),
            now=lambda: self.store.state.now,
        )

    def published(self) -> Sequence[Announcement]:
        return self.store.state.published

    def facts(self, since: int = 0) -> list[type]:
        return list(facts_in(self.published()[since:]))

    def link(self, name: str) -> str:
        return last_link(letters_in(self.published()), name)

    def templates(self) -> list[str]:
        return [letter.template for letter in letters_in(self.published())]

    async def volunteers(self, number: int = 1, weekly_cap: int = 2) -> None:
        for _ in range(number):
            who = sign_up(offered=offer(weekly_cap=weekly_cap))
            await self.play.enrol(self.published, who)

    async def ask(self, story: RequestStory | None = None) -> str:
        """Let a request come in and give the proposal's token."""
        await self.play.hear((story or RequestStory()).created())
        return self.link("proposal_url")

    async def accepted(self, story: RequestStory | None = None) -> str:
        """Let a request be accepted and give the task's token."""
        await self.play.use.answer.accept_proposal(await self.ask(story))
        return self.link("task_url")

    def pass_time(self, time: timedelta) -> None:
        self.store.state.now += time


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_a_volunteer_applies_confirms_and_is_registered_once(stage: Stage) -> None:
    await stage.play.use.sign_up.take_application(sign_up("veera@example.org"))
    token = stage.link("confirm_url")
    before = await stage.play.use.sign_up.read_confirmation(token)
    answers = [await stage.play.use.sign_up.confirm_address(token) for _ in range(2)]

    (person,) = stage.store.state.volunteers.values()
    assert {point.kind: point.is_verified for point in person.contact.reach_points} == {
        ReachKind.EMAIL: True,
        ReachKind.PHONE: False,
    }
    assert before is Standing.READY
    assert answers == [Standing.DONE, Standing.DONE]
    assert stage.facts() == [VolunteerRegistered]


async def test_a_known_address_gets_no_second_place_and_no_letter(stage: Stage) -> None:
    await stage.play.enrol(stage.published, sign_up("veera@example.org"))

    await stage.play.use.sign_up.take_application(sign_up("VEERA@example.org"))

    assert stage.templates() == ["volunteer_confirm"]
    assert stage.facts() == [VolunteerRegistered]


async def test_a_second_form_before_the_confirmation_counts(stage: Stage) -> None:
    await stage.play.use.sign_up.take_application(sign_up("veera@example.org"))
    first = stage.link("confirm_url")
    stage.pass_time(timedelta(seconds=1))
    changed = offer(categories=(Category.PHARMACY,))
    await stage.play.use.sign_up.take_application(sign_up("veera@example.org", changed))
    second = stage.link("confirm_url")

    assert await stage.play.use.sign_up.confirm_address(first) is Standing.EXPIRED
    assert await stage.play.use.sign_up.confirm_address(second) is Standing.DONE
    registered = stage.published()[-1].data
    assert isinstance(registered, VolunteerRegistered)
    assert registered.categories == (words.Category.PHARMACY,)


async def test_nobody_is_confirmed_by_an_unknown_link(stage: Stage) -> None:
    assert await stage.play.use.sign_up.confirm_address("guess") is Standing.UNKNOWN


async def test_a_request_asks_one_volunteer_by_mail(stage: Stage) -> None:
    await stage.volunteers(2)
    event = RequestStory().created()

    for _ in range(2):
        await stage.play.hear(event)

    proposed = [item for item in stage.published() if isinstance(item.data, MatchProposed)]
    assert [item.causation_id for item in proposed] == [event.id]
    assert [item.municipality for item in proposed] == ["491"]
    letter = letters_in(stage.published())[-1]
    assert letter.template == "proposal"
    assert set(letter.notice.values) == {
        "proposal_url",
        "kind",
        "area",
        "answer_by",
        "first_name",
    }


async def test_an_accepted_proposal_sends_two_links_and_only_hashes_are_said(
    stage: Stage,
) -> None:
    await stage.volunteers()
    token = await stage.ask()
    before = len(stage.published())

    outcome = await stage.play.use.answer.accept_proposal(token)

    assert outcome is Outcome.ACCEPTED
    assert stage.facts(before) == [VolunteerMatched, MatchAccessIssued]
    issued = next(
        item.data for item in stage.published() if isinstance(item.data, MatchAccessIssued)
    )
    assert issued.token_hash == token_hash(stage.link("contact_url"))
    assert stage.templates()[-1] == "match_accepted"


async def test_a_double_tap_changes_nothing(stage: Stage) -> None:
    await stage.volunteers()
    token = await stage.ask()
    await stage.play.use.answer.accept_proposal(token)
    before = len(stage.published())

    again = [await stage.play.use.answer.accept_proposal(token), await stage.play.decline(token)]

    assert again == [Outcome.ACCEPTED, Outcome.ACCEPTED]
    assert len(stage.published()) == before


async def test_looking_commits_to_nothing(stage: Stage) -> None:
    await stage.volunteers()
    token = await stage.ask()

    question = await stage.play.use.answer.show_proposal(token)

    assert question is not None
    assert (question.outcome, question.category) == (Outcome.OPEN, Category.GROCERIES)
    assert await stage.play.use.answer.show_proposal("guess") is None
    assert await stage.play.use.answer.accept_proposal("guess") is None


async def test_a_decline_asks_the_next_and_then_the_coordinator(stage: Stage) -> None:
    await stage.volunteers(2)
    first = await stage.ask()
    before = len(stage.published())

    await stage.play.decline(first)
    await stage.play.decline(stage.link("proposal_url"))

    assert stage.facts(before) == [
        MatchDeclined,
        MatchProposed,
        MatchDeclined,
        RequestUnmatched,
    ]
    unmatched = stage.published()[-1]
    assert isinstance(unmatched.data, RequestUnmatched)
    assert unmatched.subject == f"need/{unmatched.data.request_id}"
    assert unmatched.data.reason is words.UnmatchedReason.EVERYONE_ASKED
    assert (unmatched.data.considered, unmatched.data.asked, unmatched.data.declined) == (2, 2, 2)


async def test_silence_until_the_end_asks_the_next(stage: Stage) -> None:
    await stage.volunteers(2)
    first = await stage.ask()
    before = len(stage.published())

    stage.pass_time(timedelta(minutes=14, seconds=59))
    await stage.play.tick()
    early = stage.facts(before)
    stage.pass_time(timedelta(seconds=1))
    late_answer = await stage.play.use.answer.accept_proposal(first)
    await stage.play.tick()

    assert early == []
    assert late_answer is Outcome.EXPIRED
    assert stage.facts(before) == [MatchExpired, MatchProposed]


async def test_a_full_week_sends_the_need_to_the_coordinator_until_it_is_over(
    stage: Stage,
) -> None:
    await stage.volunteers(1, weekly_cap=1)
    await stage.accepted()
    await stage.play.hear(RequestStory().created())
    unmatched = stage.published()[-1].data
    before = len(stage.published())

    stage.pass_time(timedelta(hours=1))
    await stage.play.tick()
    still = stage.facts(before)
    stage.pass_time(timedelta(days=7))
    await stage.play.tick()

    assert isinstance(unmatched, RequestUnmatched)
    assert (unmatched.considered, unmatched.at_their_cap) == (1, 1)
    assert still == []
    assert stage.facts(before) == [MatchProposed]


@pytest.mark.parametrize(
    "story",
    [
        RequestStory(category=None, volunteer_allowed=False),
        RequestStory(volunteer_allowed=False),
        RequestStory(category=words.Category.YOUTH_WORK),
        RequestStory(category="sauna_heating", service_line="saunas"),
    ],
)
async def test_what_is_not_for_volunteers_goes_to_a_person_at_once(
    stage: Stage, story: RequestStory
) -> None:
    await stage.volunteers()

    await stage.play.hear(story.created())

    unmatched = stage.published()[-1].data
    assert isinstance(unmatched, RequestUnmatched)
    assert unmatched.reason is words.UnmatchedReason.NOT_FOR_VOLUNTEERS


async def test_a_new_volunteer_is_asked_for_what_waits(stage: Stage) -> None:
    await stage.play.hear(RequestStory().created())
    waiting = stage.facts()

    await stage.volunteers()
    await stage.play.tick()

    assert waiting == [RequestUnmatched]
    assert stage.facts() == [RequestUnmatched, VolunteerRegistered, MatchProposed]


async def test_a_cancellation_takes_an_open_proposal_back(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory()
    token = await stage.ask(story)
    event = story.cancelled()

    for _ in range(2):
        await stage.play.use.end_needs.react_to_request_cancelled(event)
    await stage.play.use.end_needs.react_to_request_closed(story.closed())

    assert stage.facts()[-1] is MatchWithdrawn
    assert stage.facts().count(MatchWithdrawn) == 1
    assert stage.templates()[-1] == "proposal_withdrawn"
    assert await stage.play.use.answer.accept_proposal(token) is Outcome.WITHDRAWN


async def test_a_cancellation_after_the_answer_ends_the_assignment(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory()
    task = await stage.accepted(story)

    await stage.play.use.end_needs.react_to_request_cancelled(story.cancelled())

    withdrawn = stage.published()[-2].data
    assert isinstance(withdrawn, MatchWithdrawn)
    assert withdrawn.reason is words.WithdrawalReason.REQUEST_CANCELLED
    assert stage.templates()[-1] == "assignment_withdrawn"
    assert not await stage.play.use.assignments.complete_task(task, 30)
    assert not await stage.play.use.assignments.send_link(task)


async def test_a_cancellation_heard_first_keeps_the_need_from_asking(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory()
    before = len(stage.published())

    await stage.play.use.end_needs.react_to_request_cancelled(story.cancelled())
    await stage.play.hear(story.created())

    assert len(stage.published()) == before


async def test_a_task_is_completed_exactly_once(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory()
    task = await stage.accepted(story)
    before = len(stage.published())

    answers = [
        await stage.play.use.assignments.complete_task(task, minutes) for minutes in (45, 60)
    ]
    await stage.play.use.end_needs.react_to_request_completed(story.completed())
    await stage.play.use.end_needs.react_to_request_closed(
        story.closed(words.ClosureReason.COMPLETED)
    )

    assert answers == [True, False]
    assert stage.facts(before) == [AssignmentCompleted, HoursLogged, ActivityLogged]
    activity = next(
        item.data for item in stage.published() if isinstance(item.data, ActivityLogged)
    )
    assert (activity.minutes, activity.headcount) == (45, 1)
    assert str(activity.occurred_on) == "2026-11-25"
    shown = await stage.play.use.assignments.show_task(task)
    assert shown is not None
    assert (shown.state, shown.minutes) == (MatchState.COMPLETED, 45)


async def test_what_was_done_says_what_reports_count_by_as_the_request_said_it(
    stage: Stage,
) -> None:
    await stage.volunteers()
    person = "ab" * 32
    story = RequestStory(service_line="saunas", channel="radio", min_vetting="none", person=person)

    await stage.play.use.assignments.complete_task(await stage.accepted(story), 45)

    said = {type(item.data): item.data for item in stage.published()}
    activity, done, hours = said[ActivityLogged], said[AssignmentCompleted], said[HoursLogged]
    assert isinstance(activity, ActivityLogged)
    assert (activity.service_line, activity.channel) == ("saunas", "radio")
    assert (activity.min_vetting, activity.person) == ("none", person)
    assert isinstance(done, AssignmentCompleted)
    assert isinstance(hours, HoursLogged)
    assert (done.basis, hours.basis) == (words.Basis.COUNTED, words.Basis.COUNTED)


async def test_what_a_request_never_said_stays_unsaid(stage: Stage) -> None:
    await stage.volunteers()

    await stage.play.use.assignments.complete_task(await stage.accepted(), 45)

    activity = next(
        item.data for item in stage.published() if isinstance(item.data, ActivityLogged)
    )
    assert (activity.channel, activity.min_vetting, activity.person) == ("web", None, None)


async def test_an_urgency_and_a_language_of_a_later_version_ask_as_the_usual_ones(
    stage: Stage,
) -> None:
    await stage.volunteers()

    await stage.play.hear(RequestStory(urgency="at_once", language="se").created())

    asked = stage.published()[-2].data
    assert isinstance(asked, MatchProposed)
    usual = timedelta(minutes=Policy().lifetimes[words.Urgency.WITHIN_2_DAYS])
    assert asked.expires_at - stage.store.state.now == usual


async def test_nobody_is_asked_when_the_level_of_vetting_is_not_known_yet(stage: Stage) -> None:
    await stage.volunteers()

    await stage.play.hear(RequestStory(min_vetting="sworn").created())

    unmatched = stage.published()[-1].data
    assert isinstance(unmatched, RequestUnmatched)
    assert unmatched.reason is words.UnmatchedReason.NOBODY_ABLE


async def test_a_task_given_back_is_offered_to_someone_else(stage: Stage) -> None:
    await stage.volunteers(2)
    task = await stage.accepted()
    before = len(stage.published())

    answers = [await stage.play.give_up(task) for _ in range(2)]

    assert answers == [True, False]
    assert stage.facts(before) == [MatchWithdrawn, MatchProposed]
    withdrawn = stage.published()[before].data
    proposed = stage.published()[before + 1].data
    assert isinstance(withdrawn, MatchWithdrawn)
    assert isinstance(proposed, MatchProposed)
    assert withdrawn.reason is words.WithdrawalReason.VOLUNTEER_UNABLE
    assert withdrawn.volunteer_id != proposed.volunteer_id


async def test_a_new_contact_link_may_be_had_after_a_minute(stage: Stage) -> None:
    await stage.volunteers()
    proposal = await stage.ask()
    await stage.play.use.answer.accept_proposal(proposal)
    task = stage.link("task_url")
    before = len(stage.published())

    at_once = await stage.play.use.assignments.send_link(task)
    stage.pass_time(timedelta(seconds=61))
    later = await stage.play.use.answer.send_links(proposal)

    assert [at_once, later] == [False, True]
    assert stage.facts(before) == [MatchAccessIssued]
    assert stage.link("task_url") != task


async def test_versions_of_every_subject_are_gapless(stage: Stage) -> None:
    await stage.volunteers(2)
    await stage.play.decline(await stage.ask())
    await stage.play.use.answer.accept_proposal(stage.link("proposal_url"))
    await stage.play.use.assignments.complete_task(stage.link("task_url"), 30)

    told: dict[str, list[int]] = {}
    for item in stage.published():
        told.setdefault(item.subject, []).append(item.version)
    assert all(versions == list(range(1, len(versions) + 1)) for versions in told.values())


async def test_unknown_task_links_do_nothing(stage: Stage) -> None:
    guess = uuid4().hex

    assert await stage.play.use.assignments.show_task(guess) is None
    assert not await stage.play.use.assignments.complete_task(guess, 5)
    assert not await stage.play.give_up(guess)
    assert not await stage.play.use.answer.send_links(guess)

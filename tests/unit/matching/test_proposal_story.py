"""The use cases over the fake store: from a need to an answer."""

from datetime import timedelta

import pytest

from services.matching.engine.rules.policy import Policy
from services.matching.proposals.model import Outcome
from shared.contracts import words
from shared.contracts.matching import (
    MatchAccessIssued,
    MatchDeclined,
    MatchExpired,
    MatchProposed,
    RequestUnmatched,
    VolunteerMatched,
    VolunteerRegistered,
)
from shared.contracts.words import Category
from shared.sealing.tokens import token_hash
from tests.support.matching.building import RequestStory
from tests.support.matching.playing import letters_in
from tests.support.matching.stage import Stage


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
        "urgency",
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
    assert (question.outcome, question.kinds) == (Outcome.OPEN, (Category.GROCERIES,))
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

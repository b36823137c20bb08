"""What is needed today asks several; the first to say yes has it, and the others are told."""

from datetime import timedelta

import pytest

from services.matching.engine.model import QuietHours
from services.matching.engine.rules.policy import Policy
from services.matching.needs.model import RequestId
from services.matching.proposals.model import Outcome
from shared.contracts import words
from shared.contracts.matching import (
    MatchDeclined,
    MatchProposed,
    MatchWithdrawn,
    RequestUnmatched,
    VolunteerMatched,
)
from shared.contracts.words import Urgency
from tests.support.matching.building import NOW, RequestStory
from tests.support.matching.fake_play import play_over
from tests.support.matching.fakes import FakeStore
from tests.support.matching.playing import facts_in, letters_in
from tests.support.matching.volunteers.building import offer, sign_up


class Stage:
    """A play under the usual policy."""

    def __init__(self, policy: Policy | None = None) -> None:
        self.store = FakeStore()
        self.play = play_over(self.store, policy=policy or Policy())

    async def volunteers(self, number: int) -> None:
        for _ in range(number):
            await self.play.enrol(lambda: self.store.state.published, sign_up(offered=offer()))
        self.store.state.published.clear()

    def links(self) -> list[str]:
        letters = letters_in(self.store.state.published)
        urls = [letter.notice.values.get("proposal_url") for letter in letters]
        return [url.rpartition("/")[2] for url in urls if url]

    def facts(self, kind: type) -> int:
        return facts_in(self.store.state.published).count(kind)

    def templates(self) -> list[str]:
        return [letter.template for letter in letters_in(self.store.state.published)]

    async def pass_minutes(self, minutes: float) -> None:
        self.store.state.now += timedelta(minutes=minutes)
        await self.play.tick()


@pytest.fixture
def stage() -> Stage:
    """Give a stage of this file's kind, in place of the one that all others share."""
    return Stage()


@pytest.mark.parametrize(
    ("urgency", "asked"),
    [
        (words.Urgency.TODAY, Policy().at_once[Urgency.TODAY]),
        (words.Urgency.WITHIN_2_DAYS, Policy().at_once[Urgency.WITHIN_2_DAYS]),
        (words.Urgency.NO_HURRY, 1),
    ],
)
async def test_the_more_urgent_the_more_are_asked_at_once(
    stage: Stage, urgency: words.Urgency, asked: float
) -> None:
    await stage.volunteers(6)

    await stage.play.hear(RequestStory(urgency=urgency).created())

    assert stage.facts(MatchProposed) == asked
    attempts = [
        item.data.attempt
        for item in stage.store.state.published
        if isinstance(item.data, MatchProposed)
    ]
    assert attempts == list(range(1, int(asked) + 1))


async def test_the_first_yes_has_it_and_the_others_are_told(stage: Stage) -> None:
    await stage.volunteers(6)
    await stage.play.hear(RequestStory().created())
    first, second, *others = stage.links()

    answers = [await stage.play.use.answer.accept_proposal(link) for link in (second, first)]

    assert answers == [Outcome.ACCEPTED, Outcome.FILLED]
    assert stage.facts(VolunteerMatched) == 1
    assert stage.facts(MatchWithdrawn) == 1 + len(others)
    assert stage.templates().count("proposal_filled") == 1 + len(others)
    withdrawn = [
        item.data.reason
        for item in stage.store.state.published
        if isinstance(item.data, MatchWithdrawn)
    ]
    assert set(withdrawn) == {words.WithdrawalReason.FILLED}


async def test_whoever_declines_is_replaced_at_once(stage: Stage) -> None:
    await stage.volunteers(6)
    await stage.play.hear(RequestStory().created())
    before = stage.facts(MatchProposed)

    await stage.play.decline(stage.links()[0])

    assert stage.facts(MatchDeclined) == 1
    assert stage.facts(MatchProposed) == before + 1


async def test_one_more_is_asked_while_nobody_answers(stage: Stage) -> None:
    await stage.volunteers(8)
    await stage.play.hear(RequestStory().created())
    counts = [stage.facts(MatchProposed)]

    for minutes in (5, 4, 5):
        await stage.pass_minutes(minutes)
        counts.append(stage.facts(MatchProposed))

    assert counts == [counts[0], counts[0], counts[0] + 1, counts[0] + 1]


async def test_nobody_is_left_only_when_everyone_has_answered(stage: Stage) -> None:
    await stage.volunteers(2)
    await stage.play.hear(RequestStory().created())
    first, second = stage.links()

    await stage.play.decline(first)
    early = stage.facts(RequestUnmatched)
    await stage.play.decline(second)

    assert (early, stage.facts(RequestUnmatched)) == (0, 1)


async def test_one_person_is_asked_about_one_need_of_a_batch(stage: Stage) -> None:
    await stage.volunteers(1)
    stories = [RequestStory() for _ in range(3)]

    await stage.play.use.keep_needs.react_to_requests_created(
        [story.created() for story in stories]
    )
    await stage.play.use.choose.choose_batch()
    in_the_first_batch = stage.facts(MatchProposed)
    await stage.play.settle()

    assert in_the_first_batch == 1
    assert stage.facts(MatchProposed) == 2
    assert stage.facts(RequestUnmatched) == 1


async def test_whoever_was_outbid_for_the_second_seat_is_looked_at_again(stage: Stage) -> None:
    await stage.volunteers(3)
    stories = [RequestStory() for _ in range(2)]

    await stage.play.use.keep_needs.react_to_requests_created(
        [story.created() for story in stories]
    )
    await stage.play.settle()

    assert stage.facts(MatchProposed) == 4


async def test_at_night_what_can_wait_waits_and_is_asked_in_the_morning() -> None:
    stage = Stage(Policy(quiet_hours=QuietHours()))
    await stage.volunteers(2)
    stage.store.state.now = NOW + timedelta(hours=12)

    await stage.play.hear(RequestStory(urgency=words.Urgency.WITHIN_A_WEEK).created())
    at_night = len(stage.store.state.published)
    await stage.pass_minutes(9 * 60)

    assert at_night == 0
    assert stage.facts(MatchProposed) == 1


async def test_every_step_is_explained(stage: Stage) -> None:
    await stage.volunteers(2)
    story = RequestStory()
    await stage.play.hear(story.created())
    for link in stage.links():
        await stage.play.decline(link)

    kept = [one.decision for one in stage.store.state.decisions[RequestId(story.request_id)]]

    assert [len(one.asked) for one in kept] == [2, 0]
    assert kept[0].expected_minutes is not None
    assert (kept[1].asked_before, kept[1].declined) == (2, 2)
    assert kept[1].refusals

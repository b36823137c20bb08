"""What belongs to an exercise says so, row by row: no figure of it may ever be mixed in."""

from datetime import timedelta

import pytest

from services.matching.needs.model import RequestId
from services.matching.volunteers.rules import letter_point
from shared.activation import Activation
from shared.contracts.matching import (
    EVENTS,
    ActivityCancelled,
    ActivityScheduled,
    PartnerCapacityLapsing,
    PartnerCapacityReported,
    PartnerJoined,
    PartnerLeft,
    PartnerListed,
    PartnerPaused,
    PartnerResumed,
    RequestAssignmentRefused,
    RequestWidened,
    RequestWideningRefused,
    SupplyReported,
)
from shared.contracts.matching import RequestSearchReported as SearchReported
from shared.contracts.matching.purchases import EVENTS as OF_PURCHASES
from shared.contracts.matching.referrals import EVENTS as OF_REFERRALS
from shared.contracts.notify import NotificationRequested
from tests.support.activations import ACTIVATION, EXERCISE, FakeCurrent
from tests.support.matching.building import RequestStory
from tests.support.matching.fake_play import play_over
from tests.support.matching.fakes import FakeStore
from tests.support.matching.playing import last_link, letters_in
from tests.support.matching.volunteers.building import offer, sign_up

SAID_ELSEWHERE = {
    ActivityCancelled,
    ActivityScheduled,
    SearchReported,
    SupplyReported,
    RequestAssignmentRefused,
    *OF_REFERRALS,
    *OF_PURCHASES,
    PartnerCapacityLapsing,
    PartnerCapacityReported,
    PartnerJoined,
    PartnerLeft,
    PartnerListed,
    PartnerPaused,
    PartnerResumed,
    RequestWidened,
    RequestWideningRefused,
}
"""By the rooms of reasons, supply, partners, referrals and purchases."""


class Stage:
    """A play while one activation is open."""

    def __init__(self, activation: Activation) -> None:
        self.store = FakeStore()
        self.play = play_over(self.store, current=FakeCurrent(activation))

    def marks(self) -> dict[type, set[Activation]]:
        """Give under which activations each kind of announcement was said."""
        found: dict[type, set[Activation]] = {}
        for item in self.store.state.published:
            found.setdefault(type(item.data), set()).add(item.activation)
        return found

    def link(self, name: str) -> str:
        return last_link(letters_in(self.store.state.published), name)

    async def volunteers(self, number: int) -> None:
        for _ in range(number):
            who = sign_up(offered=offer(weekly_cap=7))
            await self.play.enrol(lambda: self.store.state.published, who)

    async def everything(self, activation: Activation) -> None:
        """Let all happen to requests of one activation that can happen."""
        await self.volunteers(3)
        told = RequestStory(activation=activation)
        await self.play.hear(told.created())
        await self.play.decline(self.link("proposal_url"))
        self.store.state.now += timedelta(hours=1)
        await self.play.tick()
        await self.play.use.answer.accept_proposal(self.link("proposal_url"))
        await self.play.use.assignments.complete_task(self.link("task_url"), 30)
        cancelled = RequestStory(activation=activation)
        await self.play.hear(cancelled.created())
        await self.play.use.answer.accept_proposal(self.link("proposal_url"))
        await self.play.use.end_needs.react_to_request_cancelled(cancelled.cancelled())
        await self.play.hear(RequestStory(activation=activation, volunteer_allowed=False).created())
        who = sign_up("veera@example.org")
        await self.play.enrol(lambda: self.store.state.published, who)
        await self.play.use.member_links.send_link(letter_point(who.contact))
        await self.play.use.membership.pause(self.link("member_url"), None)


@pytest.mark.parametrize("activation", [EXERCISE, ACTIVATION])
async def test_everything_is_said_as_of_its_activation(activation: Activation) -> None:
    stage = Stage(activation)

    await stage.everything(activation)

    marks = stage.marks()
    assert set(marks) == {*EVENTS, NotificationRequested} - SAID_ELSEWHERE
    assert {kind: found for kind, found in marks.items() if found != {activation}} == {}


async def test_a_need_keeps_its_own_activation_whatever_is_open_and_whoever_helps() -> None:
    stage = Stage(ACTIVATION)
    await stage.volunteers(1)
    before = len(stage.store.state.published)
    story = RequestStory(activation=EXERCISE)

    await stage.play.hear(story.created())
    await stage.play.use.end_needs.react_to_request_cancelled(
        RequestStory(story.request_id, activation=ACTIVATION).cancelled()
    )

    need = stage.store.state.needs[RequestId(story.request_id)]
    assert need is not None
    assert need.activation == EXERCISE
    assert {item.activation for item in stage.store.state.published[before:]} == {EXERCISE}


async def test_who_applied_in_an_exercise_is_of_it_also_when_they_confirm_later() -> None:
    stage = Stage(EXERCISE)
    await stage.play.use.sign_up.take_application(sign_up("veera@example.org"))
    later = play_over(stage.store)
    stage.store.state.now += timedelta(seconds=1)

    await later.use.sign_up.take_application(sign_up("veera@example.org"))
    await later.use.sign_up.confirm_address(stage.link("confirm_url"))

    assert {item.activation for item in stage.store.state.published} == {EXERCISE}

"""A play over a fake store, for stories of use cases."""

from collections.abc import Sequence
from datetime import timedelta

from services.matching.engine.rules.policy import Policy
from shared.messaging.outbox import Announcement
from tests.support.events import lost_letter
from tests.support.matching.building import RequestStory
from tests.support.matching.fakes import FakeStore
from tests.support.matching.invitations.fakes import FakeDueInvitations
from tests.support.matching.playing import (
    ONE_AT_A_TIME,
    Play,
    facts_in,
    last_link,
    letters_in,
)
from tests.support.matching.proposals.fakes import FakeDueMatches
from tests.support.matching.volunteers.building import offer, sign_up
from tests.support.matching.volunteers.fakes import FakeDueApplicants, FakeDuePauses


class Stage:
    """A play over a fake store, and what was said in it."""

    def __init__(self, policy: Policy = ONE_AT_A_TIME) -> None:
        self.store = FakeStore()
        self.play = Play(
            self.store,
            FakeDueMatches(self.store),
            FakeDueApplicants(self.store),
            now=lambda: self.store.state.now,
            policy=policy,
            due_pauses=FakeDuePauses(self.store),
            due_invitations=FakeDueInvitations(self.store),
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

    async def lose_letter(self, reason: str) -> None:
        """Let the newest letter never arrive, and the next be chosen."""
        event = lost_letter(self.published(), reason)
        await self.play.use.end_unreachable.react_to_notification_failed(event)
        await self.play.settle()

    def pass_time(self, time: timedelta) -> None:
        self.store.state.now += time

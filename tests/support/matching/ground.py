"""A store with the levers a test needs."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from services.matching.invitations.ports import DueInvitations
from services.matching.members.ports import DuePauses
from services.matching.needs.model import Need, NeedState, RequestId
from services.matching.needs.ports import DueNeeds
from services.matching.proposals.model import (
    Claim,
    Granted,
    KeptDecision,
    Match,
    MatchState,
)
from services.matching.proposals.ports import DueMatches
from services.matching.referrals.ports import DueReferrals
from services.matching.supply.ports import DueTowns
from services.matching.volunteers.model import Offer, VolunteerId
from services.matching.volunteers.ports import DueApplicants
from services.matching.work import Work
from shared.reach_points import ReachKind
from shared.sealing.tokens import token_hash
from shared.work import Store
from tests.support.matching.needs.building import need
from tests.support.matching.proposals.building import MINUTES_15, claim
from tests.support.matching.volunteers.building import contact, newcomer


class Ground(ABC):
    """A store with the levers a test needs."""

    store: Store[Work]
    due_matches: DueMatches
    due_applicants: DueApplicants
    due_pauses: DuePauses
    due_invitations: DueInvitations
    due_needs: DueNeeds
    due_towns: DueTowns
    due_referrals: DueReferrals

    def __init__(self) -> None:
        self.numbers: dict[VolunteerId, int] = {}
        """The roster numbers of those who were added."""

    @abstractmethod
    async def pass_time(self, time: timedelta) -> None:
        """Make everything in the store this much older."""

    @abstractmethod
    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        """Read what was kept of a need's decisions."""

    @abstractmethod
    async def lose_key(self, volunteer_id: VolunteerId) -> None:
        """Make someone's contact data unreadable."""

    @abstractmethod
    async def listed_volunteers(self) -> Mapping[VolunteerId, str]:
        """Give whom a person was told of, each with the kind of error."""

    async def add_volunteer(self, offered: Offer | None = None) -> VolunteerId:
        """Put someone on the roster."""
        new = newcomer(offered)
        async with self.store.begin() as work:
            await work.volunteers.add(new, contact())
            await work.volunteers.activate(new.id)
        await self.number_of(new.id)
        return new.id

    async def mail_of(self, volunteer_id: VolunteerId) -> str:
        """Give the mail address of somebody on the roster."""
        async with self.store.begin() as work:
            return (await work.volunteers.contact(volunteer_id)).address(ReachKind.EMAIL)

    async def apply(self) -> VolunteerId:
        """Let someone apply, with a link named after them."""
        new = newcomer()
        async with self.store.begin() as work:
            await work.volunteers.add(new, contact())
            await work.volunteers.keep_confirmation(new.id, token_hash(str(new.id)), MINUTES_15)
        return new.id

    async def add_need(self, new: Need | None = None) -> Need:
        """Keep a need."""
        new = new or need()
        async with self.store.begin() as work:
            await work.needs.add([new])
            await work.needs.save(new)
        return replace(new, cause=None)

    async def number_of(self, volunteer_id: VolunteerId) -> int:
        """Give someone's roster number: theirs is the one who is asked when nobody else is."""
        before = set(self.numbers.values())
        async with self.store.begin() as work:
            known = {helper.number async for some in work.helpers.everyone() for helper in some}
        self.numbers.setdefault(volunteer_id, min(known - before, default=0))
        return self.numbers[volunteer_id]

    async def claim(self, *claims: Claim) -> Sequence[Granted]:
        """Make claims in one transaction."""
        async with self.store.begin() as work:
            return await work.proposals.claim(claims)

    async def propose(self, to: VolunteerId, about: Need, token: str | None = None) -> Match:
        """Ask someone."""
        new = claim(about, self.numbers[to], token)
        async with self.store.begin() as work:
            granted = await work.proposals.claim([new])
            await work.needs.save(replace(about, state=NeedState.PROPOSED, reason=None))
        return granted[0].match

    async def accept(self, match: Match) -> Match:
        """Let the volunteer accept."""
        taken = replace(match, version=match.version + 1)
        async with self.store.begin() as work:
            assert await work.matches.accept(taken)
        return taken


async def help_in(ground: Ground, volunteer_id: VolunteerId, about: Need) -> None:
    """Let somebody take a task and do it."""
    match = await ground.propose(volunteer_id, about)
    async with ground.store.begin() as work:
        await work.matches.accept(replace(match, version=2))
        taken = await work.matches.read(match.id)
        await work.matches.end([replace(taken, version=3)], MatchState.COMPLETED, 30)

"""Ask one organisation to see to a request: whose turn it is, or the one that is named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from services.matching.needs.model import Need, NeedState
from services.matching.needs.use_cases import story_of
from services.matching.partners.model import OrganisationId
from services.matching.proposals.model import MatchState
from services.matching.proposals.use_cases.withdraw import REFERRED, WithdrawMatches
from services.matching.referrals.events import sent
from services.matching.referrals.model import (
    ANY,
    Candidate,
    Choice,
    Referral,
    ReferralId,
)
from services.matching.referrals.ports import ReferralWork
from services.matching.referrals.rules.choosing import (
    candidate_of,
    choose,
    choose_named,
    sift,
    sought_for,
)
from services.matching.referrals.rules.deadlines import Deadlines
from services.matching.referrals.rules.terms import Terms, deadlines
from shared.chance import Chance
from shared.clock import HELSINKI, local_day


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a coordinator names, and by which wish; else it is whoever's turn it is."""

    organisation_id: OrganisationId = ANY
    wish_id: UUID | None = None


BY_TURN: Final = Wanted()


@dataclass(frozen=True, slots=True)
class SendReferrals:
    """The need is held; that it may be referred has been looked at."""

    terms: Terms
    withdraw: WithdrawMatches
    chance: Chance
    now: Callable[[], datetime]

    async def send_next(
        self, work: ReferralWork, need: Need, cause: UUID | None, wanted: Wanted = BY_TURN
    ) -> Choice:
        """Ask one; gives who was chosen, or why nobody was. What was found is kept either way."""
        await work.referrals.hold_turns()
        asked = await work.referrals.asked(need.request_id)
        choice = await self.choose(work, need, frozenset(asked), wanted)
        await work.referrals.keep_choice(need.request_id, need.standing_number, choice)
        if choice.chosen is not None:
            referral = self._referral(need, choice.chosen, len(asked) + 1, wanted)
            await self._send(work, need, referral, cause)
        return choice

    async def deadlines(self, work: ReferralWork, need: Need, referral: Referral) -> Deadlines:
        """Say by when something is to be heard, by when somebody of the organisation is there."""
        partner = await work.partners.find(referral.organisation_id)
        hours = partner.facts.hours if partner else ()
        local = self.now().astimezone(HELSINKI)
        return deadlines(self.terms, need.urgency, referral.state, hours, local)

    async def choose(
        self, work: ReferralWork, need: Need, asked: frozenset[OrganisationId], wanted: Wanted
    ) -> Choice:
        """Say who would be asked, and why not the others; nothing is kept."""
        sought = sought_for(need, asked)
        if wanted.organisation_id != ANY:
            named = await self._candidates(work, [wanted.organisation_id])
            return choose_named(sought, named[0] if named else None)
        groups = await work.partners.alike(
            sought.service_line, sought.municipality, sought.language
        )
        possible, sifted_out = sift(sought, groups)
        return choose(sought, await self._candidates(work, possible), sifted_out)

    async def _candidates(
        self, work: ReferralWork, ids: Sequence[OrganisationId]
    ) -> Sequence[Candidate]:
        loads, today = await work.referrals.loads(ids), local_day(self.now())
        return [candidate_of(each, loads, today) for each in await work.partners.some(ids)]

    def _referral(
        self, need: Need, chosen: OrganisationId, attempt: int, wanted: Wanted
    ) -> Referral:
        return Referral(
            id=ReferralId(self.chance.new_id()),
            request_id=need.request_id,
            organisation_id=chosen,
            service_line=need.service_line,
            attempt=attempt,
            answer_by=self.now(),
            wish_id=wanted.wish_id,
        )

    async def _send(
        self, work: ReferralWork, need: Need, new: Referral, cause: UUID | None
    ) -> None:
        until = await self.deadlines(work, need, new)
        referral = await work.referrals.add(new, until)
        referred = need.moved_to(NeedState.REFERRED)
        await work.needs.save(referred)
        live = await work.matches.live(need.request_id)
        asked = [match for match in live if match.state is MatchState.OPEN]
        await self.withdraw.withdraw_matches(work, referred, asked, REFERRED, cause)
        await work.publish([sent(story_of(referred, cause), referred, referral)])

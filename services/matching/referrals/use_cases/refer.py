"""A request is referred because a coordinator wishes it, or because its person agreed to it."""

from dataclasses import dataclass
from typing import Final

from services.matching.needs.model import Need, NeedState, RequestId
from services.matching.needs.use_cases import story_in
from services.matching.partners.model import OrganisationId
from services.matching.proposals.rules.next_step import AT_ONCE
from services.matching.proposals.rules.wanted import is_for_partners_first
from services.matching.referrals.events import refused
from services.matching.referrals.ports import ReferralWishWork, ReferralWork
from services.matching.referrals.use_cases.send import SendReferrals, Wanted
from shared.contracts.ask_words import ReferralRefusal
from shared.contracts.envelope import Envelope
from shared.contracts.intake import RequestReferralRequested
from shared.contracts.matching import RequestReferralRefused
from shared.contracts.words import UnmatchedReason
from shared.work import Store

_WAITING: Final = frozenset({NeedState.OPEN, NeedState.PROPOSED, NeedState.UNMATCHED})
NO_VOLUNTEER: Final = frozenset(
    {
        UnmatchedReason.NOT_FOR_VOLUNTEERS,
        UnmatchedReason.NOBODY_ABLE,
        UnmatchedReason.EVERYONE_ASKED,
    }
)
"""For which no volunteer is left, so that an organisation is asked by rule."""
Wish = Envelope[RequestReferralRequested]


@dataclass(frozen=True, slots=True)
class ReferNeeds:
    """Nobody is referred without their word: a coordinator has heard it, or the request says it."""

    store: Store[ReferralWishWork]
    send: SendReferrals

    async def react_to_referral_requested(self, event: Wish) -> None:
        """Ask the one who is named, or whoever's turn it is; or say why nobody is asked.

        Of a request not heard of yet it comes again.
        """
        request_id = RequestId(event.data.request_id)
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            need = await work.needs.lock_heard(request_id)
            reason = await self._refer(work, need, event)
            if reason is not None:
                version = await work.needs.count_event(request_id)
                said = RequestReferralRefused(
                    wish_id=event.data.wish_id,
                    request_id=request_id,
                    organisation_id=event.data.organisation_id,
                    reason=reason,
                )
                await work.publish([refused(story_in(event), version, said)])

    async def refer_by_rule(self, request_id: RequestId) -> bool:
        """Refer one that no volunteer can see to, or should; False when it is not so now.

        Where no organisation can see to what they give above all, a volunteer is looked for.
        """
        async with self.store.begin() as work:
            need = await work.needs.take(request_id)
            is_due = need is not None and (_is_left(need) or is_for_partners_first(need))
            if need is None or not is_due or await work.referrals.asked(request_id):
                return False
            choice = await self.send.send_next(work, need, need.cause)
            if choice.chosen is None and is_for_partners_first(need):
                await work.needs.save(need.moved_to(NeedState.OPEN), AT_ONCE)
                work.stir()
        return choice.chosen is not None

    async def _refer(
        self, work: ReferralWork, need: Need | None, event: Wish
    ) -> ReferralRefusal | None:
        if need is None or need.state not in _WAITING:
            return ReferralRefusal.NOT_WAITING
        if not (event.data.has_consent or need.may_be_referred):
            return ReferralRefusal.NO_CONSENT
        wanted = Wanted(OrganisationId(event.data.organisation_id), event.data.wish_id)
        choice = await self.send.send_next(work, need, event.id, wanted)
        return None if choice.chosen else choice.refusal


def _is_left(need: Need) -> bool:
    is_stuck = need.state is NeedState.UNMATCHED and need.reason in NO_VOLUNTEER
    return need.may_be_referred and is_stuck

"""What time brings: a reminder, an end, and the next organisation."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from services.matching.needs.model import Need
from services.matching.needs.use_cases import story_of
from services.matching.referrals.events import reminded
from services.matching.referrals.model import Referral, ReferralId, Step
from services.matching.referrals.ports import ReferralWork
from services.matching.referrals.use_cases.move import EXPIRED, Move, MoveReferrals
from shared.contracts.partner_words import PartnerStanding
from shared.contracts.referral_words import ReferralWithdrawal
from shared.work import Store

_LEFT: Final = Move(Step.WITHDRAW, ReferralWithdrawal.ORGANISATION_LEFT)
Do = Callable[[ReferralWork, Need, Referral], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class FollowReferrals:
    """Silence is reminded of once, and then is an answer: nothing waits for ever."""

    store: Store[ReferralWork]
    moves: MoveReferrals

    async def follow_deadline(self, referral_id: ReferralId) -> bool:
        """Remind of one, or end it; False when it is not due now, or somebody has it in hand."""
        return await self._do(referral_id, self._follow)

    async def end_of_left(self, referral_id: ReferralId) -> bool:
        """Take one from an organisation that left; False when it is not so now."""
        return await self._do(referral_id, self._take_from_left)

    async def _do(self, referral_id: ReferralId, do: Do) -> bool:
        async with self.store.begin() as work:
            found = await work.referrals.find(referral_id)
            need = await work.needs.take(found.request_id) if found else None
            if need is None:
                return False
            referral = await work.referrals.find(referral_id)
            return referral is not None and await do(work, need, referral)

    async def _follow(self, work: ReferralWork, need: Need, referral: Referral) -> bool:
        if not referral.is_due:
            return False
        if referral.is_reminded:
            return await self.moves.move(work, need, referral, EXPIRED)
        told = await work.referrals.remind(replace(referral, version=referral.version + 1))
        await work.publish([reminded(story_of(need), need, told)])
        return True

    async def _take_from_left(self, work: ReferralWork, need: Need, referral: Referral) -> bool:
        partner = await work.partners.find(referral.organisation_id)
        if partner is None or partner.standing is not PartnerStanding.LEFT:
            return False
        return await self.moves.move(work, need, referral, _LEFT)

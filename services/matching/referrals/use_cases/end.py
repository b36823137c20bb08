"""A request ended or was corrected: its referral is taken back, as proposals are."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.matching.needs.model import Need, RequestId
from services.matching.proposals.use_cases.correct import CorrectNeeds, Updated
from services.matching.proposals.use_cases.react_to_requests import Ended, EndNeeds
from services.matching.referrals.model import Loads, Referral, Step
from services.matching.referrals.ports import ReferralCorrectingWork, ReferralEndingWork
from services.matching.referrals.rules.choosing import candidate_of, may_not_keep, sought_for
from services.matching.referrals.use_cases.move import Move, MoveReferrals
from shared.clock import local_day
from shared.contracts.envelope import Envelope
from shared.contracts.intake import RequestCancelled, RequestClosed, RequestCompleted
from shared.contracts.referral_words import ReferralWithdrawal
from shared.work import Store

_ENDED: Final = Move(Step.WITHDRAW, ReferralWithdrawal.REQUEST_ENDED)
_CHANGED: Final = Move(Step.WITHDRAW, ReferralWithdrawal.REQUEST_CHANGED)
_NOT_WANTED: Final = Move(Step.WITHDRAW, ReferralWithdrawal.NOT_WANTED)
_CONSENT_WITHDRAWN: Final = Move(Step.WITHDRAW, ReferralWithdrawal.CONSENT_WITHDRAWN)


@dataclass(frozen=True, slots=True)
class EndRequests:
    """Order and doubles do not matter: an end stays the end, for volunteers and organisations."""

    store: Store[ReferralEndingWork]
    needs: EndNeeds
    moves: MoveReferrals

    async def react_to_request_cancelled(self, event: Envelope[RequestCancelled]) -> None:
        """Take back what is open or agreed, and tell whom it was asked of."""
        await self._end(event)

    async def react_to_request_completed(self, event: Envelope[RequestCompleted]) -> None:
        """Stop asking; what we said ourselves was completed stays so."""
        await self._end(event)

    async def react_to_request_closed(self, event: Envelope[RequestClosed]) -> None:
        """Stop asking, also when this overtook the event that says why."""
        await self._end(event)

    async def _end(self, event: Ended) -> None:
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            need = await self.needs.end_in(work, event)
            referral = await work.referrals.open_of(need.request_id) if need else None
            if need and referral:
                await self.moves.move(work, need, referral, _ENDED, event.id)


@dataclass(frozen=True, slots=True)
class CorrectRequests:
    """Who was asked and still may see to it keeps it; what they read is always as it is now.

    Whoever asked may say no to an organisation, or to all of them: then nobody else is asked.
    """

    store: Store[ReferralCorrectingWork]
    needs: CorrectNeeds
    moves: MoveReferrals

    async def react_to_request_updated(self, event: Updated) -> None:
        """Take the new facts in; of a request not heard of yet it comes again."""
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            before = await work.needs.lock_heard(RequestId(event.data.request_id))
            corrected = await self.needs.correct_in(work, event)
            need = corrected or before
            if before is None or need is None:
                return
            if _lost_consent(before, need, event.data.refused_referral):
                await work.referrals.leave_to_coordinator(need.request_id)
            referral = await work.referrals.open_of(need.request_id)
            why = await self._why(work, (before, need), referral, event) if referral else None
            if referral and why:
                await self.moves.move(work, need, referral, why, event.id)

    async def _why(
        self,
        work: ReferralCorrectingWork,
        change: tuple[Need, Need],
        referral: Referral,
        event: Updated,
    ) -> Move | None:
        """Say why it is taken from its organisation; None where they keep it."""
        before, need = change
        refused = event.data.refused_referral
        if before.may_be_referred and not need.may_be_referred:
            return _CONSENT_WITHDRAWN
        if refused == referral.id:
            return _NOT_WANTED if need.may_be_referred else _CONSENT_WITHDRAWN
        is_changed = need is not before
        return _CHANGED if is_changed and await self._forbids(work, need, referral) else None

    async def _forbids(self, work: ReferralCorrectingWork, need: Need, referral: Referral) -> bool:
        partner = await work.partners.find(referral.organisation_id)
        today = local_day(self.moves.send.now())
        return partner is None or may_not_keep(
            candidate_of(partner, Loads(), today), sought_for(need)
        )


def _lost_consent(before: Need, need: Need, refused: UUID | None) -> bool:
    """Say whether nobody else is asked without a coordinator, who asks the person again."""
    return not need.may_be_referred and (before.may_be_referred or refused is not None)

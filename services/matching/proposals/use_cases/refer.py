"""A coordinator wishes that a request be referred to an organisation."""

from dataclasses import dataclass

from services.matching.needs.model import RequestId
from services.matching.needs.use_cases import story_in
from services.matching.proposals.events import refused
from services.matching.proposals.ports import ReferralWork
from shared.contracts.ask_words import ReferralRefusal
from shared.contracts.envelope import Envelope
from shared.contracts.intake import RequestReferralRequested
from shared.contracts.matching import RequestReferralRefused
from shared.work import Store


@dataclass(frozen=True, slots=True)
class ReferNeeds:
    """Refers nothing yet: the network has no partner organisations."""

    store: Store[ReferralWork]

    async def react_to_referral_requested(self, event: Envelope[RequestReferralRequested]) -> None:
        """Say that there are no partners; of a request not heard of yet it comes again."""
        request_id = RequestId(event.data.request_id)
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.needs.lock_heard(request_id)
                version = await work.needs.count_event(request_id)
                said = RequestReferralRefused(
                    wish_id=event.data.wish_id,
                    request_id=request_id,
                    organisation_id=event.data.organisation_id,
                    reason=ReferralRefusal.NO_PARTNERS,
                )
                await work.publish([refused(story_in(event), version, said)])

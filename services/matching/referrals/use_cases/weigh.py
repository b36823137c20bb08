"""A coordinator looks whom a request can be referred to, and why or why not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.matching.needs.model import Need, RequestId
from services.matching.referrals.model import Weighed
from services.matching.referrals.ports import ReferralWork
from services.matching.referrals.rules.choosing import sought_for
from services.matching.referrals.rules.weighing import weigh
from shared.clock import local_day
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Weighing:
    """A request, and every organisation as it stands to it."""

    need: Need
    weighed: Sequence[Weighed]


@dataclass(frozen=True, slots=True)
class WeighPartners:
    """Looking asks nobody: it is asked by a wish, which intake takes with the person's consent."""

    store: Store[ReferralWork]
    now: Callable[[], datetime]

    async def show(self, request_id: RequestId) -> Weighing | None:
        """Show it; None for a request that is not known here."""
        async with self.store.begin() as work:
            try:
                need = await work.needs.read(request_id)
            except LookupError:
                return None
            asked = await work.referrals.asked(request_id)
            partners = await work.partners.every()
            loads = await work.referrals.loads([each.organisation_id for each in partners])
        sought = sought_for(need, frozenset(asked))
        return Weighing(need, weigh(sought, partners, loads, local_day(self.now())))

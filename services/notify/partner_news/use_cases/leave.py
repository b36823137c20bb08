"""An organisation left: nothing is kept of where it is reached, and nothing goes there any more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from services.notify.deliveries.use_cases import LET_GO, let_some_go
from services.notify.letters.use_cases import end_letters_to
from services.notify.partner_news.ports import LeaveWork
from shared.contracts.envelope import Envelope
from shared.contracts.matching import PartnerLeft
from shared.work import Store

LEFT: Final = "partner_left"
"""Why what was under way for an organisation that left is not sent."""


@dataclass(frozen=True, slots=True)
class EndOrganisations:
    """That it left is remembered as a recall is: what comes late, or meets it, is not kept.

    What waits for its endpoints is let go apart, some at a time: there may be much of it, and what
    was taken in at the same moment is found as well.
    """

    store: Store[LeaveWork]
    wake: Callable[[], None]

    async def react_to_partner_left(self, event: Envelope[PartnerLeft]) -> None:
        """Erase addresses and secrets, end its letters, and let its endpoints hear nothing."""
        whose = event.data.organisation_id
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            await work.recalls.note(whose)
            endpoints = await work.subscriptions.every_own(whose)
            # locked as whoever writes letters does: none is stored behind the end of all of them
            await work.partner_news.forget_wish(whose)
            await end_letters_to(work, whose)
            await work.partner_news.plan_anew(whose, None)
            for endpoint in endpoints:
                await work.subscriptions.remove(endpoint)
        self.wake()

    async def let_go_some(self) -> int:
        """End some of what waits for an endpoint that was removed; gives how much."""
        async with self.store.begin() as work:
            removed = await work.partner_news.removed_with_waiting()
            if removed is None:
                return 0
            reason = LEFT if removed.has_left else LET_GO
            return await let_some_go(work, removed.endpoint, reason)

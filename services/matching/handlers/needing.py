"""Reactions to what intake says about a request."""

from dataclasses import dataclass

from services.matching.domain.model import Match, Need, RequestId
from services.matching.domain.words import (
    Category,
    Language,
    MatchState,
    Urgency,
    WithdrawalReason,
)
from services.matching.handlers.announcing import About, next_of
from services.matching.handlers.proposing import Proposing
from services.matching.handlers.writing import Letters, Template
from services.matching.ports import Store, Work
from shared.contracts.envelope import Envelope
from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
)

WOKEN = 10
"""Needs that get another look when a volunteer becomes free; more than anyone takes a week."""


@dataclass(frozen=True, slots=True)
class Needing:
    """Order and doubles do not matter: a need is stored once, and an end stays the end."""

    store: Store
    proposing: Proposing
    letters: Letters

    async def on_request_created(self, event: Envelope[RequestCreated]) -> None:
        """Ask the first volunteer, unless the request ended before it was heard of."""
        need = _need_of(event.data)
        async with self.store.begin() as work:
            if await work.first_delivery(event) and await work.add_need(need):
                await self.proposing.look(work, need, event.id)

    async def on_request_cancelled(self, event: Envelope[RequestCancelled]) -> None:
        """Take back what is open or agreed, and tell the volunteer."""
        await self._end(event)

    async def on_request_completed(self, event: Envelope[RequestCompleted]) -> None:
        """Stop asking; our own completed assignment stays completed."""
        await self._end(event)

    async def on_request_closed(self, event: Envelope[RequestClosed]) -> None:
        """Stop asking, also when this overtook the event that says why."""
        await self._end(event)

    async def _end(
        self,
        event: Envelope[RequestCancelled] | Envelope[RequestCompleted] | Envelope[RequestClosed],
    ) -> None:
        request_id = RequestId(event.data.request_id)
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            need = await work.end_need(request_id)
            live = await work.live_match(request_id) if need else None
            if need and live:
                await self._withdraw(work, About(need, event.id), live)

    async def _withdraw(self, work: Work, about: About, live: Match) -> None:
        was_accepted = live.state is MatchState.ACCEPTED
        template = Template.ASSIGNMENT_WITHDRAWN if was_accepted else Template.PROPOSAL_WITHDRAWN
        ended = next_of(live)
        await work.end_match(ended, MatchState.WITHDRAWN)
        await work.wake_needs(live.volunteer_id, WOKEN)
        letter = await self.letters.withdrawn(work, about, ended, template)
        await work.publish([about.withdrawn(ended, WithdrawalReason.REQUEST_CANCELLED), letter])


def _need_of(data: RequestCreated) -> Need:
    return Need(
        request_id=RequestId(data.request_id),
        service_line=data.service_line,
        category=Category(data.category) if data.category else None,
        urgency=Urgency(data.urgency),
        municipality=data.municipality,
        postal_code=data.postal_code,
        language=Language(data.language),
        volunteer_allowed=data.volunteer_allowed,
    )

"""Reactions to what intake says about a request."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from services.matching.domain.model import Match, Need, RequestId
from services.matching.domain.words import MatchState
from services.matching.handlers.announcing import About
from services.matching.handlers.withdrawing import Withdrawing
from services.matching.handlers.writing import Letters, Template
from services.matching.ports.proposals import MatchWork
from shared.contracts.envelope import Envelope
from shared.contracts.event import known
from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
)
from shared.contracts.words import Category, Language, Urgency, WithdrawalReason
from shared.work import Receives, ReceivesBatches, Store

_LETTERS: Final = {
    MatchState.OPEN: Template.PROPOSAL_WITHDRAWN,
    MatchState.ACCEPTED: Template.ASSIGNMENT_WITHDRAWN,
}


class NeedingWork(MatchWork, Receives, ReceivesBatches, Protocol):
    """What hearing of a request needs of a transaction."""


@dataclass(frozen=True, slots=True)
class Needing:
    """Order and doubles do not matter: a need is stored once, and an end stays the end."""

    store: Store[NeedingWork]
    letters: Letters

    async def on_requests_created(self, events: Sequence[Envelope[RequestCreated]]) -> None:
        """Keep the needs, due at once, unless they ended before they were heard of."""
        async with self.store.begin() as work:
            first = await work.first_deliveries(events)
            fresh = [event for event in events if event.id in first]
            await work.needs.add([_need_of(event) for event in fresh])

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
            need = await work.needs.end(request_id)
            if need:
                live = await work.matches.live(request_id)
                await self._withdraw(work, About(need, event.id), live)

    async def _withdraw(self, work: MatchWork, about: About, live: Sequence[Match]) -> None:
        reason = WithdrawalReason.REQUEST_CANCELLED
        for state, template in _LETTERS.items():
            own = [match for match in live if match.state is state]
            await Withdrawing(self.letters).withdraw(work, about, own, (reason, template))


def _need_of(event: Envelope[RequestCreated]) -> Need:
    """Read the need; a kind of help that is not known yet is for the coordinator."""
    data = event.data
    return Need(
        request_id=RequestId(data.request_id),
        service_line=data.service_line,
        category=known(Category, data.category),
        urgency=known(Urgency, data.urgency) or Urgency.WITHIN_2_DAYS,
        municipality=data.municipality,
        postal_code=data.postal_code,
        language=known(Language, data.language) or Language.FINNISH,
        volunteer_allowed=data.volunteer_allowed,
        series_id=data.series_id,
        cause=event.id,
    )

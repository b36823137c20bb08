"""Reactions to what matching says."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.intake.domain.model import MatchId, Request, RequestId, Unmatched, VolunteerId
from services.intake.domain.progressing import (
    Progress,
    Proposal,
    ProposalState,
    hear,
    hear_unmatched,
)
from services.intake.domain.visiting import ContactLink
from services.intake.handlers.settling import Settling
from services.intake.ports.contacts import WithContacts
from services.intake.ports.requests import WithRequests
from shared.contracts.envelope import Envelope
from shared.contracts.event import known
from shared.contracts.matching import (
    AssignmentCompleted,
    MatchAccessIssued,
    MatchDeclined,
    MatchExpired,
    MatchProposed,
    MatchWithdrawn,
    RequestUnmatched,
    VolunteerMatched,
)
from shared.contracts.words import UnmatchedReason
from shared.messaging.errors import PermanentError
from shared.work import Publishes, Receives, Store

MatchNews = (
    MatchProposed
    | MatchDeclined
    | MatchExpired
    | VolunteerMatched
    | MatchWithdrawn
    | AssignmentCompleted
)


class UnknownRequestError(PermanentError):
    """The event is about a request that intake never took in."""


class HearingWork(WithContacts, WithRequests, Receives, Publishes, Protocol):
    """What reacting to matching needs of a transaction."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Order and doubles do not matter: the state is derived from the set of proposals."""

    store: Store[HearingWork]
    settling: Settling

    async def on_match_proposed(self, event: Envelope[MatchProposed]) -> None:
        """Know that someone is being asked."""
        await self._hear(event, ProposalState.OPEN, event.data.attempt)

    async def on_match_declined(self, event: Envelope[MatchDeclined]) -> None:
        """Know that they cannot."""
        await self._hear(event, ProposalState.DECLINED)

    async def on_match_expired(self, event: Envelope[MatchExpired]) -> None:
        """Know that they did not answer."""
        await self._hear(event, ProposalState.EXPIRED)

    async def on_volunteer_matched(self, event: Envelope[VolunteerMatched]) -> None:
        """Open the assignment with its code word, unless the request ended meanwhile."""
        await self._hear(event, ProposalState.ACCEPTED)

    async def on_match_withdrawn(self, event: Envelope[MatchWithdrawn]) -> None:
        """Shut the contact page; a request that still needs help is open again."""
        await self._hear(event, ProposalState.WITHDRAWN)

    async def on_assignment_completed(self, event: Envelope[AssignmentCompleted]) -> None:
        """Close the request as completed."""
        await self._hear(event, ProposalState.COMPLETED)

    async def on_request_unmatched(self, event: Envelope[RequestUnmatched]) -> None:
        """Hand the request to the coordinator's page, with the reason in numbers."""
        data = event.data
        notice = Unmatched(
            version=event.subjectversion,
            reason=known(UnmatchedReason, data.reason) or UnmatchedReason.NOBODY_ABLE,
            considered=data.considered,
            asked=data.asked,
            declined=data.declined,
            at_their_cap=data.at_their_cap,
        )
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            request, before = await _load(work, data.request_id)
            after = hear_unmatched(before, notice)
            if after.unmatched is notice:
                await work.requests.keep_unmatched(request.id, notice)
            await self.settling.settle(work, request, after, event.id)

    async def on_match_access_issued(self, event: Envelope[MatchAccessIssued]) -> None:
        """Know the one-time link to the contact page; it may come before its assignment."""
        data = event.data
        link = ContactLink(
            match_id=MatchId(data.match_id),
            request_id=RequestId(data.request_id),
            volunteer_id=VolunteerId(data.volunteer_id),
        )
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            await _load(work, data.request_id)
            await work.contacts.keep_link(link, data.token_hash, data.expires_at)

    async def _hear(
        self, event: Envelope[MatchNews], state: ProposalState, attempt: int | None = None
    ) -> None:
        data = event.data
        news = Proposal(
            match_id=MatchId(data.match_id),
            volunteer_id=VolunteerId(data.volunteer_id),
            version=event.subjectversion,
            state=state,
            attempt=attempt,
        )
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            request, before = await _load(work, data.request_id)
            after = hear(before, news)
            await work.requests.keep_proposal(request.id, after.proposals[news.match_id])
            await self.settling.settle(work, request, after, event.id)


async def _load(work: WithRequests, request_id: UUID) -> tuple[Request, Progress]:
    request = await work.requests.lock(RequestId(request_id))
    if request is None:
        raise UnknownRequestError
    return request, await work.requests.progress(request.id)

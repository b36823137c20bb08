"""React to what matching says about a request."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.intake.requests.model import (
    MatchId,
    Progress,
    Proposal,
    ProposalState,
    Request,
    RequestId,
    Said,
    State,
    Unmatched,
    VolunteerId,
)
from services.intake.requests.ports import RequestWork, UnknownRequestError, WithRequests
from services.intake.requests.rules.standing import merge_news, merge_notice
from services.intake.requests.use_cases.settle import SettleRequests
from shared.contracts.envelope import Envelope
from shared.contracts.event import known
from shared.contracts.matching import (
    AssignmentCompleted,
    ChangesStanding,
    MatchDeclined,
    MatchExpired,
    MatchProposed,
    MatchWithdrawn,
    RequestUnmatched,
    VolunteerMatched,
)
from shared.contracts.words import Standing
from shared.work import Receives, Store

MatchNews = (
    MatchProposed
    | MatchDeclined
    | MatchExpired
    | VolunteerMatched
    | MatchWithdrawn
    | AssignmentCompleted
)


class ReactionWork(RequestWork, Receives, Protocol):
    """What reacting to matching needs of a transaction."""


@dataclass(frozen=True, slots=True)
class ReactToMatching:
    """Order and doubles do not matter: the state is derived from the set of proposals."""

    store: Store[ReactionWork]
    settle: SettleRequests

    async def keep_proposed(self, work: RequestWork, event: Envelope[MatchProposed]) -> None:
        """Keep that someone is being asked; the caller has claimed the event."""
        await self._keep_news(work, event, ProposalState.OPEN)

    async def keep_matched(self, work: RequestWork, event: Envelope[VolunteerMatched]) -> None:
        """Open the assignment with its code word, unless the request ended meanwhile."""
        await self._keep_news(work, event, ProposalState.ACCEPTED)

    async def react_to_match_declined(self, event: Envelope[MatchDeclined]) -> None:
        """Keep that they cannot help."""
        await self._react(event, ProposalState.DECLINED)

    async def react_to_match_expired(self, event: Envelope[MatchExpired]) -> None:
        """Keep that they did not answer."""
        await self._react(event, ProposalState.EXPIRED)

    async def react_to_volunteer_matched(self, event: Envelope[VolunteerMatched]) -> None:
        """Keep who helps, whosever wish it was."""
        await self._react(event, ProposalState.ACCEPTED)

    async def react_to_match_withdrawn(self, event: Envelope[MatchWithdrawn]) -> None:
        """Shut the contact page; a request that still needs help is open again."""
        await self._react(event, ProposalState.WITHDRAWN)

    async def react_to_assignment_completed(self, event: Envelope[AssignmentCompleted]) -> None:
        """Close the request as completed."""
        await self._react(event, ProposalState.COMPLETED)

    async def react_to_request_unmatched(self, event: Envelope[RequestUnmatched]) -> None:
        """Hand the request to the coordinator's board, with the reason in numbers."""
        data = event.data
        notice = Unmatched(
            version=event.subjectversion,
            reason=data.reason,
            considered=data.considered,
            asked=data.asked,
            declined=data.declined,
            at_their_cap=data.at_their_cap,
            number=data.standing_number,
        )
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            request, before = await _load(work, data.request_id)
            after = merge_notice(before, notice)
            if after.unmatched is notice:
                await work.requests.keep_unmatched(request.id, notice)
            await self.settle.settle_request(work, request, after, event.id)

    async def _react(self, event: Envelope[MatchNews], state: ProposalState) -> None:
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await self._keep_news(work, event, state)

    async def _keep_news(
        self, work: RequestWork, event: Envelope[MatchNews], state: ProposalState
    ) -> None:
        data = event.data
        news = Proposal(
            match_id=MatchId(data.match_id),
            volunteer_id=VolunteerId(data.volunteer_id),
            version=event.subjectversion,
            state=state,
            said=_said(data),
        )
        request, before = await _load(work, data.request_id)
        after = merge_news(before, news)
        await work.requests.keep_proposal(request.id, after.proposals[news.match_id])
        await self.settle.settle_request(work, request, after, event.id)


def _said(data: ChangesStanding) -> Said | None:
    """Read how the request stands; a code of a later version says nothing."""
    standing, number = known(Standing, data.standing), data.standing_number
    return Said(number, State(standing)) if standing and number else None


async def _load(work: WithRequests, request_id: UUID) -> tuple[Request, Progress]:
    request = await work.requests.lock(RequestId(request_id))
    if request is None:
        raise UnknownRequestError
    return request, await work.requests.progress(request.id)

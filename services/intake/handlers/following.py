"""What the requester sees and does with the link they got."""

from dataclasses import dataclass

from services.intake.domain.model import Request
from services.intake.domain.words import Closure
from services.intake.handlers.settling import Settling
from services.intake.ports.requests import RequestWork
from shared.sealing.tokens import token_hash
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands; the code word is there while a helper has the task."""

    request: Request
    code_word: str | None

    @property
    def can_cancel(self) -> bool:
        """Say whether there is anything to cancel."""
        return self.request.closure is None


@dataclass(frozen=True, slots=True)
class Following:
    """Whoever holds the link may look and cancel."""

    store: Store[RequestWork]
    settling: Settling

    async def look(self, token: str) -> Standing | None:
        """Say how the request stands; None for an unknown link."""
        async with self.store.begin() as work:
            request = await work.requests.by_link(token_hash(token))
            if request is None:
                return None
            assignment = await work.requests.assignment(request.id)
        return Standing(request, assignment.code_word if assignment else None)

    async def cancel(self, token: str) -> bool:
        """Cancel in whatever live state it is; False for an unknown link.

        An ended request stays as it is. A volunteer who accepts meanwhile is withdrawn by
        matching when it hears of the cancellation.
        """
        async with self.store.begin() as work:
            found = await work.requests.by_link(token_hash(token))
            request = await work.requests.lock(found.id) if found else None
            if request is None:
                return False
            if request.closure is None:
                await self.settling.close(work, request, Closure.CANCELLED)
        return True

"""Erase who asked: nothing of theirs can be read or compared any more, and no letter leaves."""

from dataclasses import dataclass

from services.intake.requests.model import RequestId
from services.intake.requests.ports import EraseWork
from shared.answered_letters import recall_letters
from shared.chance import Chance
from shared.messaging.outbox import Story
from shared.work import Store


class StillOpenError(Exception):
    """The request has not ended: someone may be on the way to the one who asked."""


@dataclass(frozen=True, slots=True)
class EraseRequests:
    """How the request went stays, as counts and codes; whose it was does not."""

    store: Store[EraseWork]
    chance: Chance

    async def erase_request(self, request_id: RequestId) -> bool:
        """Erase for good, also a second time; False for an unknown one. Raises StillOpenError."""
        async with self.store.begin() as work:
            return await self.erase_with(work, request_id)

    async def erase_with(self, work: EraseWork, request_id: RequestId) -> bool:
        """Erase by the caller's transaction."""
        request = await work.requests.lock(request_id)
        if request is None:
            return False
        if request.closure is None:
            raise StillOpenError
        await work.requests.erase(request_id)
        story = Story(request_id, request.municipality, activation=request.activation)
        await recall_letters(work, story, self.chance.new_id(), request_id)
        return True

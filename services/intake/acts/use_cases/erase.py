"""Whoever is erased belongs together with nobody any more."""

from dataclasses import dataclass

from services.intake.acts.ports import EraseActWork
from services.intake.acts.use_cases.hold import lock_in_turn
from services.intake.acts.use_cases.link import part
from services.intake.requests.model import RequestId
from services.intake.requests.use_cases.erase import EraseRequests
from shared.work import Store


@dataclass(frozen=True, slots=True)
class EraseLinked:
    """Neither page names the other from then on."""

    store: Store[EraseActWork]
    erasing: EraseRequests

    async def erase_request(self, request_id: RequestId) -> bool:
        """Erase for good; False for an unknown one. Raises StillOpenError."""
        async with self.store.begin() as work:
            beside = [each.request.id for each in await work.acts.linked(request_id)]
            await lock_in_turn(work, request_id, *beside)
            for each in beside:
                own, other = await work.acts.stand(request_id), await work.acts.stand(each)
                if own and other:
                    await part(work, own.request, other.request)
            return await self.erasing.erase_with(work, request_id)

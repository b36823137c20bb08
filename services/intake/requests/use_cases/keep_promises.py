"""Nobody waits in silence: who asked hears by the time they were told, found or not."""

from dataclasses import dataclass
from typing import Protocol

from services.intake.attention.model import AttentionReason
from services.intake.attention.ports import WithAttention
from services.intake.requests.letters import RequestLetters
from services.intake.requests.model import HELPED, Promise, Request, RequestId, Template
from services.intake.requests.ports import RequestWork
from services.intake.requests.rules.promises import TO_BE_HEARD, Promises
from shared.work import Store


class PromiseWork(RequestWork, WithAttention, Protocol):
    """What keeping a promise needs of a transaction."""


@dataclass(frozen=True, slots=True)
class KeepPromises:
    """The letter, the call of a person and the next promise are one transaction, or none."""

    store: Store[PromiseWork]
    letters: RequestLetters
    promises: Promises

    async def keep_promise(self, request_id: RequestId) -> bool:
        """Do what keeps a promise that is due; False when it is not so now."""
        async with self.store.begin() as work:
            request = await work.requests.lock(request_id)
            promise = await work.requests.promise(request_id) if request else None
            if request is None or promise is None or promise.act_at > self.promises.now():
                return False
            if request.state not in TO_BE_HEARD:
                await work.requests.keep_promise(request_id, None)
                return True
            await self._keep(work, request, promise)
        return True

    async def _keep(self, work: PromiseWork, request: Request, promise: Promise) -> None:
        """Of whom somebody helps the helper is heard; they were told when one was found."""
        points = await work.requests.reach_points(request.id)
        following = self.promises.next(request.urgency, points)
        if request.state not in HELPED:
            if await self._is_missed(work, request, promise):
                await work.attention.call_person(request.id, AttentionReason.PROMISE_MISSED)
            if not promise.is_checked:
                following = await self._tell(work, request, promise, following)
        await work.requests.keep_promise(request.id, following)

    async def _is_missed(self, work: PromiseWork, request: Request, promise: Promise) -> bool:
        """Say whether nobody rang who was to ring, or whether we ourselves are late."""
        if not promise.is_checked:
            return self.promises.is_missed(promise)
        return AttentionReason.CALL_BACK in {
            each.reason for each in await work.attention.open_of(request.id)
        }

    async def _tell(
        self, work: PromiseWork, request: Request, promise: Promise, following: Promise
    ) -> Promise:
        """Write, and promise anew; where no letter may go a person has until the promised time."""
        said = await self.letters.news(
            work, Template.STILL_LOOKING, request, None, following.heard_by
        )
        if said:
            await work.publish(said)
            return following
        await work.attention.call_person(request.id, AttentionReason.CALL_BACK)
        heard_by = max(promise.heard_by, self.promises.now())
        return Promise(heard_by, heard_by + self.promises.late)

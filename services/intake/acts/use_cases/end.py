"""Close a request with a reason, and open one again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.acts.model import Act, Outcome, Press, Stand
from services.intake.acts.ports import ActWork
from services.intake.acts.rules.together import open_ones
from services.intake.acts.use_cases.hold import held, lock_in_turn
from services.intake.attention.model import AttentionReason
from services.intake.attention.model import Outcome as SeenTo
from services.intake.requests.model import Closure, Request, State, Template
from services.intake.requests.use_cases.reopen import ReopenRequests
from services.intake.requests.use_cases.settle import SettleRequests
from shared.work import Store


@dataclass(frozen=True, slots=True)
class EndRequests:
    """The end is said as any other: matching lets go whoever is asked or helps, and tells them.

    Who asked is written to; nobody rings them about it any more, but where somebody is in danger.
    """

    store: Store[ActWork]
    settle: SettleRequests
    reopening: ReopenRequests
    now: Callable[[], datetime]

    async def close(self, press: Press, also: Sequence[Press] = ()) -> Outcome:
        """End it without a helper's word, and others that belong together with it.

        All of them or none: who changed one of the others meanwhile is told first, too.
        """
        async with self.store.begin() as work:
            await lock_in_turn(work, press.request_id, *(each.request_id for each in also))
            linked = open_ones(await work.acts.linked(press.request_id))
            if not linked >= {each.request_id for each in also}:
                return Outcome.CHANGED
            stands = [await held(work, each, Act.CLOSED, self.now()) for each in (press, *also)]
            for refused in stands:
                if isinstance(refused, Outcome):
                    return refused
            for each in (press, *also):
                await self._close(work, each)
        return Outcome.DONE

    async def _close(self, work: ActWork, press: Press) -> None:
        request = await work.requests.lock(press.request_id)
        assert request is not None, "it is held"  # noqa: S101  # its row is locked
        await self.end(work, request, Closure(str(press.reason)))
        await self.tell(work, request)
        await work.acts.note(press, Act.CLOSED)

    async def end(self, work: ActWork, request: Request, closure: Closure) -> None:
        """End one by the caller's transaction."""
        await self.settle.close_request(work, request, closure)
        await work.attention.call_off(request.id)

    async def tell(self, work: ActWork, request: Request) -> None:
        """Write to the one who asked that it ended; why is said on their page alone."""
        await work.publish(await self.settle.letters.news(work, Template.CLOSED, request, None))

    async def reopen(self, press: Press) -> Outcome:
        """Search again; of one that was set aside it is decided again whether it is real."""
        async with self.store.begin() as work:
            stand = await held(work, press, Act.REOPENED, self.now())
            if isinstance(stand, Outcome):
                return stand
            if stand.request.closure is Closure.SET_ASIDE:
                await work.requests.save_standing(press.request_id, 0, State.HELD, None)
            else:
                await self.search_again(work, stand, press)
            await work.acts.note(press, Act.REOPENED)
        return Outcome.DONE

    async def search_again(self, work: ActWork, stand: Stand, press: Press) -> None:
        """Open one again by the caller's transaction, and tell the one who asked."""
        await self.reopening.search_again(work, stand.request)
        await _seen_to(work, press)
        promise = await work.requests.promise(press.request_id)
        heard_by = promise.heard_by if promise else None
        letter = await self.settle.letters.news(
            work, Template.STILL_LOOKING, stand.request, None, heard_by
        )
        await work.publish(letter)


async def _seen_to(work: ActWork, press: Press) -> None:
    """Note that a person has looked at what is opened again: whoever pressed."""
    reason = AttentionReason.NOT_HELPED
    await work.attention.call_person(press.request_id, reason)
    waiting = await work.attention.open_of(press.request_id)
    mine = [each.id for each in waiting if each.reason is reason]
    await work.attention.settle(mine, press.staff_id, SeenTo.REACHED)

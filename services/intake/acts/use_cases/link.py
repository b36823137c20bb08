"""Two open requests come to belong together, and do so no more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.intake.acts.events import linked, unlinked
from services.intake.acts.model import Act, Outcome, Press, Stand
from services.intake.acts.ports import ActWork
from services.intake.acts.rules.together import less_urgent, why_not_beside, why_not_linked
from services.intake.acts.use_cases.hold import held, lock_in_turn
from services.intake.corrections.model import Outcome as Kept
from services.intake.corrections.use_cases import CorrectRequests
from services.intake.requests.model import Request, RequestId
from services.intake.submissions.rules.reference import read_reference
from shared.activation import Activation
from shared.messaging.outbox import Announcement
from shared.sealing.pseudonyms import PseudonymKeys, Pseudonyms
from shared.work import Store


@dataclass(frozen=True, slots=True)
class LinkRequests:
    """Both go on as they are, and whoever of the staff looks at one is led to the other.

    Each says so as its own next event: so whoever saw either of them before is told of a change.
    """

    store: Store[ActWork]
    corrections: CorrectRequests
    keys: PseudonymKeys
    now: Callable[[], datetime]

    async def link(self, press: Press, typed: str, *, is_raised: bool) -> Outcome:
        """Link the request with that of the typed reference.

        `is_raised`: the less urgent of both becomes as urgent as the other.
        """
        known = await self.keys.pseudonyms()
        async with self.store.begin() as work:
            other_id = await _find(work, typed)
            if other_id is None:
                return Outcome.NO_SUCH
            await lock_in_turn(work, press.request_id, other_id)
            stand = await held(work, press, Act.LINKED, self.now())
            if isinstance(stand, Outcome):
                return stand
            return await self.link_held(work, press, other_id, known if is_raised else None)

    async def holds(self, work: ActWork, other_id: UUID, activation: Activation) -> bool:
        """Hold one to which a new request is to be linked; False where it may not be."""
        await work.requests.lock(RequestId(other_id))
        other = await work.acts.stand(RequestId(other_id))
        return other is not None and why_not_beside(other, activation) is None

    async def link_held(
        self, work: ActWork, press: Press, other_id: RequestId, raised_by: Pseudonyms | None
    ) -> Outcome:
        """Link two that the caller's transaction has locked; without `raised_by` none is raised."""
        own, other = await _stand(work, press.request_id), await _stand(work, other_id)
        if refused := why_not_linked(own, other, await work.acts.linked(press.request_id)):
            return refused
        await work.acts.link(press.request_id, other_id)
        await _say(work, linked, own.request, other.request)
        is_raised = raised_by and await self._raise(work, own.request, other.request, raised_by)
        await work.acts.note(press, Act.LINKED, ("urgency",) if is_raised else (), other_id)
        return Outcome.DONE

    async def unlink(self, press: Press, typed: str) -> Outcome:
        """Undo it; what was raised stays, for somebody was told of it."""
        async with self.store.begin() as work:
            other_id = await _find(work, typed)
            if other_id is None:
                return Outcome.NO_SUCH
            await lock_in_turn(work, press.request_id, other_id)
            stand = await held(work, press, Act.UNLINKED, self.now())
            if isinstance(stand, Outcome):
                return stand
            other = await _stand(work, other_id)
            if not await part(work, stand.request, other.request):
                return Outcome.NOT_LINKED
            await work.acts.note(press, Act.UNLINKED, other_id=other_id)
        return Outcome.DONE

    async def _raise(self, work: ActWork, one: Request, other: Request, known: Pseudonyms) -> bool:
        less = less_urgent(one, other)
        if less is None:
            return False
        sooner = {"urgency": (other if less is one else one).urgency}
        now = await work.requests.lock(less.id)
        assert now is not None, "it is held"  # noqa: S101  # its row is locked
        return await self.corrections.correct_held(work, now, sooner, known) is Kept.KEPT


async def part(work: ActWork, one: Request, other: Request) -> bool:
    """Keep and say that two that the caller has locked belong together no more."""
    were_linked = await work.acts.unlink(one.id, other.id)
    if were_linked:
        await _say(work, unlinked, one, other)
    return were_linked


async def _find(work: ActWork, typed: str) -> RequestId | None:
    reference = read_reference(typed)
    return await work.acts.find(reference) if reference else None


async def _stand(work: ActWork, request_id: RequestId) -> Stand:
    stand = await work.acts.stand(request_id)
    assert stand is not None, "the caller holds it"  # noqa: S101  # its row is locked
    return stand


async def _say(
    work: ActWork, said: Callable[[Request, RequestId], Announcement], one: Request, other: Request
) -> None:
    for request, other_id in ((one, other.id), (other, one.id)):
        announcement = said(request, other_id)
        await work.acts.number(request.id, announcement.version)
        await work.publish([announcement])

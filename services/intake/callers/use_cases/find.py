"""Show an operator, while they type in a call, who called before."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.intake.callers.model import Likeness, Typed
from services.intake.callers.ports import CallerWork, KnownCallers, OpenCalls
from services.intake.callers.rules.trawling import is_trawling
from services.intake.lookups.use_cases import LookUp
from services.intake.staff.model import StaffId
from shared.work import Store


class Unshown(StrEnum):
    """Why no cards are shown."""

    NO_CALL = "no_call"
    """Likeness is for those who are on the phone; else somebody is found by something whole."""
    ENOUGH = "enough"
    """More than calls need: the safeguarding lead was told."""


@dataclass(frozen=True, slots=True)
class FindLike:
    """Cards name nobody; what is behind one is opened by `LookUp.open_contact`, for a reason."""

    store: Store[CallerWork]
    known: KnownCallers
    calls: OpenCalls
    look_up: LookUp

    async def find_like(self, call_id: UUID, typed: Typed, staff_id: StaffId) -> Likeness | Unshown:
        """Find who is like who calls; each search counts, so that trawling shows."""
        if not await self.calls.is_open(call_id, staff_id):
            return Unshown.NO_CALL
        likes, is_complete = await self.known.find(typed)
        async with self.store.begin() as work:
            await work.lookups.hold(staff_id)
            if is_trawling(await work.callers.counted(staff_id, call_id)):
                await self.look_up.raise_alarm(work, staff_id)
                return Unshown.ENOUGH
            cards = await work.callers.cards(likes)
            shown = [card.request_id for card in cards]
            await work.callers.note_search(staff_id, call_id, shown)
        return Likeness(cards, is_complete)

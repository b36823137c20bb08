"""One of the staff takes somebody on who needs a person, and says what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from services.intake.attention.model import Attention, Outcome
from services.intake.call_list.model import CallList, Pressed
from services.intake.call_list.ports import CallListReader, CallListWork
from services.intake.duty.ports import WithDuties
from services.intake.requests.model import Closure, Request, RequestId, State
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.staff.model import StaffId
from services.intake.submissions.use_cases.let_through import LetThrough
from shared.work import Store

SHOWN = 100


@dataclass(frozen=True, slots=True)
class ShowCallList:
    """The list, and who is on duty."""

    store: Store[WithDuties]
    reader: CallListReader

    async def show(self) -> CallList:
        """Read both."""
        async with self.store.begin() as work:
            duties = await work.duties.on_call()
        on_duty = [duty.name for duty in duties if duty.is_on]
        return CallList(await self.reader.lines(SHOWN), on_duty)


@dataclass(frozen=True, slots=True)
class Seen:
    """A line as its page showed it: what was pressed is done to this and to nothing newer."""

    request_id: RequestId
    attentions: Sequence[UUID]
    former: UUID | None = None
    """Who had it."""


@dataclass(frozen=True, slots=True)
class KeepCallList:
    """Of two who press at once one has it, and the other sees who; only who has it settles it."""

    store: Store[CallListWork]
    let_through: LetThrough
    settling: SettleRequests

    async def take(self, seen: Seen, staff_id: StaffId) -> Pressed:
        """Take it on by name; also from somebody who has it, for whoever saw that they do."""
        async with self.store.begin() as work:
            mine = [one.id for one in await _open(work, seen)]
            taken = await work.attention.take(mine, staff_id, seen.former)
        return Pressed.DONE if taken else Pressed.OTHERS

    async def settle(
        self, seen: Seen, staff_id: StaffId, outcome: Outcome, wait: timedelta
    ) -> Pressed:
        """Note what came of it, and do to the request what follows, in one transaction."""
        key = await self._key(seen.request_id) if outcome is Outcome.ORDINARY else None
        async with self.store.begin() as work:
            request = await work.requests.lock(seen.request_id)
            mine = [one.id for one in await _open(work, seen) if one.taken_by == staff_id]
            if request is None or not mine:
                return Pressed.OTHERS
            if outcome is Outcome.NOT_REACHED:
                await work.attention.put_off(mine, wait)
                return Pressed.DONE
            await work.attention.settle(mine, staff_id, outcome)
            await self._follow(work, request, outcome, key)
        return Pressed.DONE

    async def _key(self, request_id: RequestId) -> bytes | None:
        """Ask for the key under which they are counted before a transaction that says so."""
        async with self.store.begin() as work:
            request = await work.requests.lock(request_id)
        if request is None:
            return None
        return await self.let_through.key_for(request)

    async def _follow(
        self, work: CallListWork, request: Request, outcome: Outcome, key: bytes | None
    ) -> None:
        if request.closure is not None:
            return
        if outcome is Outcome.HELPED:
            await self.settling.close_request(work, request, Closure.COMPLETED)
        elif outcome is Outcome.HANDED_OVER:
            await self.settling.close_request(work, request, Closure.DONE_BY_OTHERS)
        elif outcome is Outcome.ORDINARY and request.state is State.ESCALATED:
            await self.let_through.let_go(work, request, key)


async def _open(work: CallListWork, seen: Seen) -> Sequence[Attention]:
    found = await work.attention.open_of(seen.request_id)
    return [one for one in found if one.id in set(seen.attentions)]

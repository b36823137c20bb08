"""A coordinator makes a round, looks how far it is, and closes it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.intake.call_rounds.model import (
    MOST_PEOPLE,
    Asker,
    Beginning,
    Entry,
    Given,
    GivenList,
    PersonId,
    Plan,
    Reach,
    Round,
    RoundId,
    Segment,
    Source,
    Step,
)
from services.intake.call_rounds.ports import WithCallRounds
from services.intake.call_rounds.use_cases.read_list import people_kind, read_given, read_pasted
from services.intake.requests.rules.marks import marked_by
from services.intake.staff.model import StaffId
from shared.activation.current import Current
from shared.chance import Chance
from shared.reach_points import ReachKind
from shared.sealing.pseudonyms import PseudonymKeys
from shared.sheets.glossary import Kind
from shared.work import Store

LISTED: Final = 50
SOME: Final = 5
Marked = Sequence[tuple[str, Asker | Given]]


@dataclass(frozen=True, slots=True)
class MakeRounds:
    """Everybody on a round is there by one transaction, or nobody."""

    store: Store[WithCallRounds]
    chance: Chance
    current: Current
    keys: PseudonymKeys
    requests: Kind
    """What is known of files of requests: their columns of numbers, names and languages."""

    async def reach(self, segment: Segment) -> Reach:
        """Say who would be rung."""
        activation = await self.current.activation()
        async with self.store.begin() as work:
            return await work.call_rounds.reach(segment, activation)

    async def of_requests(self, plan: Plan, segment: Segment, by: StaffId) -> RoundId:
        """Make one of those who asked for help and may be rung."""
        begins = await self._begins(plan, Source.REQUESTS)
        async with self.store.begin() as work:
            reach = await work.call_rounds.reach(segment, begins.activation)
            await self._keep(work, begins, by, [(one.mark, one) for one in reach.people])
        return begins.id

    async def read(self, raw: bytes, pasted: str) -> GivenList:
        """Read a file, or what was pasted, beside what else goes on; raises SheetError."""
        kind, keyed = people_kind(self.requests), (await self.keys.pseudonyms()).of
        if raw:
            return await asyncio.to_thread(read_given, raw, kind, keyed)
        return await asyncio.to_thread(read_pasted, pasted, kind, keyed)

    async def of_given(self, plan: Plan, given: GivenList, by: StaffId) -> RoundId:
        """Make one of a list that was read."""
        mark, begins = (await self.keys.pseudonyms()).of, await self._begins(plan, Source.GIVEN)
        marked = [(mark(*marked_by(ReachKind.PHONE, one.phone)), one) for one in given.people]
        async with self.store.begin() as work:
            await self._keep(work, begins, by, marked)
        return begins.id

    async def latest(self) -> Sequence[Round]:
        """List rounds."""
        async with self.store.begin() as work:
            return await work.call_rounds.latest(LISTED)

    async def show(self, round_id: RoundId) -> Round | None:
        """Give one."""
        async with self.store.begin() as work:
            return await work.call_rounds.read(round_id)

    async def close(self, round_id: RoundId, by: StaffId) -> None:
        """End it and forget everybody on it; a second press changes nothing."""
        async with self.store.begin() as work:
            if await work.call_rounds.close(round_id):
                await work.call_rounds.note(round_id, by, Step.CLOSED)

    async def _begins(self, plan: Plan, source: Source) -> Beginning:
        activation = await self.current.activation()
        return Beginning(RoundId(self.chance.new_id()), source, plan, activation)

    async def _keep(
        self, work: WithCallRounds, begins: Beginning, by: StaffId, marked: Marked
    ) -> None:
        """Keep a round with its people."""
        entries = [
            Entry(PersonId(self.chance.new_id()), who, mark) for mark, who in marked[:MOST_PEOPLE]
        ]
        await work.call_rounds.make(begins, by)
        await work.call_rounds.add(begins.id, entries)
        await work.call_rounds.note(begins.id, by, Step.MADE)


@dataclass(frozen=True, slots=True)
class SweepRounds:
    """What nobody closed is closed when its time is over."""

    store: Store[WithCallRounds]

    async def close_over(self) -> int:
        """Close them, some in a transaction; gives how many."""
        closed = 0
        while some := await self._close_some():
            closed += some
        return closed

    async def _close_some(self) -> int:
        async with self.store.begin() as work:
            over = await work.call_rounds.over(SOME)
            for round_id in over:
                await work.call_rounds.close(round_id)
        return len(over)

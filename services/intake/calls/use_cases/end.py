"""A call ends with exactly one outcome, and it is said in the same transaction."""

from dataclasses import dataclass
from typing import Final

from services.intake.calls.events import logged
from services.intake.calls.model.call import LEFT, Call, Ending
from services.intake.calls.ports import CallWork
from shared.contracts.call_words import CallOutcome
from shared.work import Store

SOME: Final = 20


async def end_call(work: CallWork, call: Call, ending: Ending) -> None:
    """End a call that is held, say how, and let other rooms go on with whoever was rung."""
    seconds = await work.calls.end(call, ending)
    for follower in work.followers:
        await follower.follow(call, ending)
    await work.publish([logged(call, ending, seconds)])


@dataclass(frozen=True, slots=True)
class SweepCalls:
    """What nobody ended ends by itself; several processes may do so at once."""

    store: Store[CallWork]

    async def end_left(self) -> int:
        """End what nobody typed a word in for a week, some in a transaction; gives how many."""
        ended = 0
        while some := await self._end_some():
            ended += some
        return ended

    async def _end_some(self) -> int:
        async with self.store.begin() as work:
            left = await work.calls.left(LEFT, SOME)
            for call in left:
                ending = Ending(CallOutcome.UNFINISHED, call.request_id, ended_at=call.changed_at)
                await end_call(work, call, ending)
        return len(left)

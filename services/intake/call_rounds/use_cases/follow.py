"""A call ends: whoever was rung is settled, or rung again later, by the same transaction."""

from dataclasses import dataclass

from services.intake.call_rounds.model import Held
from services.intake.call_rounds.ports import CallRounds
from services.intake.call_rounds.rules.outcomes import next_of
from services.intake.calls.model.call import Call, Ending
from shared.contracts.call_words import CallOutcome
from shared.fields.phone import international, is_phone


@dataclass(frozen=True, slots=True)
class FollowRounds:
    """Implements the port `FollowsCalls` of the room `calls`."""

    rounds: CallRounds

    async def follow(self, call: Call, ending: Ending) -> None:
        """Settle who was rung; who refused is refused to every round, also in a call of none."""
        held = await self.rounds.rung_in(call.id)
        if ending.outcome is CallOutcome.REFUSED:
            await self._refuse(call, held)
        if held is None:
            return
        is_promised = ending.again is not None and bool(ending.again.fields)
        outcome = CallOutcome.CALL_BACK if is_promised else ending.outcome
        follows = next_of(outcome, held.tries)
        if follows.result is not None:
            await self.rounds.settle(held.person_id, follows.result)
        elif follows.counts:
            await self.rounds.try_again(held.person_id)
        else:
            await self.rounds.give_back(held.person_id)

    async def _refuse(self, call: Call, held: Held | None) -> None:
        number = international(call.fields.get("phone", ""))
        if held is not None:
            await self.rounds.refuse(held.mark)
        elif is_phone(number):
            await self.rounds.refuse(await self.rounds.mark_of(number))

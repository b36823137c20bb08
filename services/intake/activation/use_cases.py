"""Decide how the network stands, and show how it does."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from services.intake.activation.events import changed
from services.intake.activation.model import (
    Changed,
    Fault,
    Outcome,
    Press,
    Refused,
    SomebodyWasFirst,
    Stand,
    Step,
)
from services.intake.activation.ports import LifeWork
from services.intake.activation.rules import beginning, decided, faults
from shared.activation import Activation
from shared.clock import local_day
from shared.contracts.activation_words import ActivationState
from shared.work import Store

SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class ChangeActivation:
    """Row, line of the audit and event are stored together, and where one ends the next begins."""

    store: Store[LifeWork]
    serves: Collection[str]
    """Codes of the municipalities in which the network helps."""
    now: Callable[[], datetime]
    new_id: Callable[[], UUID]

    async def change(self, press: Press) -> Outcome:
        """Do what was decided, once: of two at the same time the second hears who was first."""
        async with self.store.begin() as work:
            stand = await work.life.hold()
            if stand.seen != press.seen:
                return SomebodyWasFirst(next(iter(await work.life.steps(1)), None))
            wrong = self._wrong(stand, press)
            return Refused(wrong) if wrong else await self._do(work, stand, press)

    def _wrong(self, stand: Stand, press: Press) -> Sequence[Fault]:
        today = local_day(self.now())
        found = faults(stand.standing, press.decision, today, self.serves)
        return found if press.is_confirmed else [*found, Fault.NOT_CONFIRMED]

    async def _do(self, work: LifeWork, stand: Stand, press: Press) -> Changed:
        at, was = self.now(), stand.standing.state
        after = replace(stand, standing=decided(stand.standing, press.decision, at))
        await work.life.save(after)
        audit_id = await work.life.note(after, was, press.decision, press.by)
        said = [changed(after, was)]
        if after.standing.state is ActivationState.ENDED:
            following = Stand(Activation(self.new_id()), beginning(at))
            await work.life.begin(following)
            await work.life.note_beginning(following, press.by)
            said.append(changed(following, None))
        await work.publish(said)
        return Changed(audit_id, after)


@dataclass(frozen=True, slots=True)
class ShowActivation:
    """How the network stands, and what was decided before."""

    store: Store[LifeWork]

    async def show(self) -> tuple[Stand, Sequence[Step]]:
        """Give both, as they were in one moment."""
        async with self.store.begin() as work:
            return await work.life.now(), await work.life.steps(SHOWN)

"""Those on duty are called: at once, and once more when nobody came."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from services.intake.attention.letters import DutyLetters
from services.intake.attention.ports import WithAttention
from services.intake.duty.ports import WithDuties
from services.intake.duty.rules import whom_to_call
from shared.activation.current import Current
from shared.loops import Loop
from shared.work import Publishes, Store


class CallWork(WithAttention, WithDuties, Publishes, Protocol):
    """What calling those on duty needs of a transaction."""


class NobodyToCallError(Exception):
    """Somebody needs a person, and no member of staff has an address to write to."""


class NobodyCameError(Exception):
    """Somebody needs a person, those on duty were called twice, and nobody has taken it."""


@dataclass(frozen=True, slots=True)
class CallOnDuty:
    """What was told is noted with the letters that tell it: killed in the middle, it tells once.

    With nobody on duty every coordinator is called, and the second time they are in any case. When
    nobody can be called, or nobody comes, the round fails: that is the alarm, and it is no longer
    one as soon as somebody takes it.
    """

    store: Store[CallWork]
    letters: DutyLetters
    current: Current
    mark: Callable[[int], None]
    """Shows in the menu how many need a person."""

    async def __call__(self) -> None:
        """Call, then say whether somebody is left alone."""
        activation = await self.current.activation()
        async with self.store.begin() as work:
            await work.attention.free_forgotten()
            again, due = await work.attention.tell_again(), await work.attention.tell_due()
            if again or due:
                called = whom_to_call(await work.duties.on_call(), widely=bool(again))
                if not called:
                    raise NobodyToCallError
                said = [self.letters.person_needed(duty, activation) for duty in called]
                await work.publish(said)
            waiting, unheeded = await work.attention.count()
        self.mark(waiting)
        if unheeded:
            raise NobodyCameError

    def loop(self) -> Loop:
        """Give the loop that calls."""
        return Loop("call_on_duty", self)

"""Write the letter of the morning, once a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.intake.briefings.letters import BriefingLetters
from services.intake.briefings.ports import BriefingWork
from services.intake.briefings.rules import LISTED, end_of_day, is_time, readers
from shared.activation.current import Current, NoActivationError
from shared.clock import HELSINKI
from shared.loops import Loop, Pauses
from shared.work import Store


@dataclass(frozen=True, slots=True)
class WriteBriefings:
    """The row of the day and the letters are stored together: killed in the middle, none went.

    In standby nothing is written.
    """

    store: Store[BriefingWork]
    letters: BriefingLetters
    current: Current
    now: Callable[[], datetime]

    async def __call__(self) -> None:
        """Write to each coordinator, where it is time and nobody has yet."""
        local = self.now().astimezone(HELSINKI)
        if not is_time(local):
            return
        try:
            activation = await self.current.activation()
        except NoActivationError:
            return
        async with self.store.begin() as work:
            if not await work.briefings.begin(local.date()):
                return
            briefing = await work.briefings.read(end_of_day(local), LISTED)
            to = readers(await work.duties.on_call())
            await work.publish([self.letters.briefing(each, briefing, activation) for each in to])

    def loop(self, pauses: Pauses) -> Loop:
        """Give the loop that looks whether it is time."""
        return Loop("briefings", self, pauses)

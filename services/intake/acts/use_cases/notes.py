"""Notes beside a request."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.acts.model import Act, Outcome, Press
from services.intake.acts.ports import ActWork
from services.intake.acts.rules.notes import read_note
from services.intake.acts.rules.stand import why_not
from services.intake.acts.use_cases.hold import held
from shared.fields.problem import Problem
from shared.work import Store


@dataclass(frozen=True, slots=True)
class KeepNotes:
    """A note overwrites nothing, so it is kept whatever happened since the page was shown."""

    store: Store[ActWork]
    now: Callable[[], datetime]

    async def write(self, press: Press, typed: str) -> Outcome | tuple[Problem, ...]:
        """Keep it, sealed with the request."""
        text = read_note(typed)
        if isinstance(text, Problem):
            return (text,)
        async with self.store.begin() as work:
            await work.requests.lock(press.request_id)
            stand = await work.acts.stand(press.request_id)
            if stand is None:
                return Outcome.UNKNOWN
            if refused := why_not(Act.NOTED, stand, self.now()):
                return refused
            await work.acts.write(press.request_id, press.staff_id, text)
            await work.acts.note(replace(press, reason=None), Act.NOTED)
        return Outcome.DONE

    async def strike(self, press: Press, note_id: int) -> Outcome:
        """Strike one through; one that is struck stays as it was struck."""
        async with self.store.begin() as work:
            stand = await held(work, press, Act.STRUCK, self.now())
            if isinstance(stand, Outcome):
                return stand
            if not await work.acts.strike(press.request_id, note_id, press.staff_id):
                return Outcome.CHANGED
            await work.acts.note(press, Act.STRUCK)
        return Outcome.DONE

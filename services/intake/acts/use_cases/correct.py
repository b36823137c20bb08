"""Change what is needed, how soon, and where."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.intake.acts.model import Act, Outcome, Press
from services.intake.acts.ports import ActWork
from services.intake.acts.use_cases.hold import held
from services.intake.corrections.model import Outcome as Kept
from services.intake.corrections.use_cases import CorrectRequests
from shared.fields.problem import Problem
from shared.sealing.pseudonyms import PseudonymKeys
from shared.work import Store

FIELDS: Final = ("category", "urgency", "postal_code", "under_18", "payment")
_OUTCOMES: Final[Mapping[object, Outcome]] = {
    Kept.KEPT: Outcome.DONE,
    Kept.NOTHING_NEW: Outcome.NOTHING_NEW,
    Kept.OVER: Outcome.OVER,
}


@dataclass(frozen=True, slots=True)
class ChangeRequests:
    """A coordinator's correction is one as the asker's own is: the same rules, the same event."""

    store: Store[ActWork]
    corrections: CorrectRequests
    keys: PseudonymKeys
    now: Callable[[], datetime]

    async def correct(
        self, press: Press, typed: Mapping[str, str]
    ) -> Outcome | tuple[Problem, ...]:
        """Keep what is new, or say what is wrong with it."""
        known = await self.keys.pseudonyms()
        new = {name: typed[name] for name in FIELDS if name in typed}
        async with self.store.begin() as work:
            stand = await held(work, press, Act.CORRECTED, self.now())
            if isinstance(stand, Outcome):
                return stand
            kept = await self.corrections.correct_held(work, stand.request, new, known)
            if kept is Kept.KEPT:
                changed = (await work.requests.task(press.request_id)).corrected
                await work.acts.note(press, Act.CORRECTED, changed)
        return kept if isinstance(kept, tuple) else _OUTCOMES[kept]

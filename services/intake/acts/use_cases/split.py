"""One request for several needs becomes two."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from services.intake.acts.model import Act, Outcome, Press, Stand
from services.intake.acts.ports import ActWork
from services.intake.acts.rules.together import left_of
from services.intake.acts.use_cases.hold import held
from services.intake.corrections.use_cases import CorrectRequests
from services.intake.doors.model import Manner
from services.intake.requests.model import RequestId
from services.intake.submissions.model import Plea
from services.intake.submissions.use_cases.take_in import Belonging, TakeInRequests
from shared.work import Store

_OURS: Final = Manner(is_ours=True)


@dataclass(frozen=True, slots=True)
class SplitRequests:
    """The part comes in as any request does: with a reference, a link and a letter of its own.

    Of the first it is a correction like any other, so whoever helps or is asked is told.
    """

    store: Store[ActWork]
    submissions: TakeInRequests
    corrections: CorrectRequests
    now: Callable[[], datetime]

    async def split(self, press: Press, chosen: Collection[str]) -> Outcome:
        """Give the chosen needs a request of their own."""
        # what was asked for is inside: no door that was shut since keeps a part of it out
        to = replace(await self.submissions.belonging(), standing=None)
        async with self.store.begin() as work:
            stand = await held(work, press, Act.SPLIT, self.now())
            if isinstance(stand, Outcome):
                return stand
            if stand.request.activation != to.activation:
                return Outcome.OTHER_ACTIVATION
            left = left_of(stand.request.needs, chosen)
            part = await self.corrections.part(work, stand.request, chosen) if left else ()
            if not isinstance(part, Plea):
                return Outcome.NOT_A_PART
            part_id = await self._take_in(work, stand, part, to)
            rest = {"category": " ".join(left)}
            await self.corrections.correct_held(work, stand.request, rest, to.pseudonyms)
            await work.acts.split_off(press.request_id, part_id)
            await work.acts.note(press, Act.SPLIT, other_id=part_id)
        return Outcome.DONE

    async def _take_in(self, work: ActWork, stand: Stand, plea: Plea, to: Belonging) -> RequestId:
        plea, key = replace(plea, again_of=None), f"split {stand.request.id} {stand.seen}"
        taken = await self.submissions.take_in_with(work, plea, key, to, _OURS)
        found = await work.acts.find(taken.answer.reference)
        assert found is not None, "it was stored with its reference"  # noqa: S101  # just now
        return found

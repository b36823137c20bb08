"""One request, what was done with it by hand, and what may be done now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.intake.acts.model import Act, Shown, Stand
from services.intake.acts.ports import WithActs
from services.intake.acts.rules.stand import may
from services.intake.requests.model import RequestId
from services.intake.submissions.rules.reference import read_reference
from shared.work import Store


@dataclass(frozen=True, slots=True)
class ShowActs:
    """A coordinator looks before they press."""

    store: Store[WithActs]
    now: Callable[[], datetime]

    async def show(self, request_id: RequestId, other: str = "") -> Shown | None:
        """Read it; None for a request that is not there. `other`: a reference beside it."""
        async with self.store.begin() as work:
            stand = await work.acts.stand(request_id)
            if stand is None:
                return None
            done = await work.acts.done(request_id)
            notes = () if stand.is_erased else await work.acts.notes(request_id)
            linked = await work.acts.linked(request_id)
            allowed = may(stand, self.now())
            alike = await work.acts.alike(request_id) if Act.LINKED in allowed else ()
            beside = await _named(work, other)
        return Shown(stand, done, notes, allowed, linked, alike, beside)


async def _named(work: WithActs, typed: str) -> Stand | None:
    reference = read_reference(typed)
    found = await work.acts.find(reference) if reference else None
    stand = await work.acts.stand(found) if found else None
    return None if stand is None or stand.is_erased else stand

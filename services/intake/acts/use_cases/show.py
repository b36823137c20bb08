"""One request, what was done with it by hand, and what may be done now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.intake.acts.model import Shown
from services.intake.acts.ports import WithActs
from services.intake.acts.rules.stand import may
from services.intake.requests.model import RequestId
from shared.work import Store


@dataclass(frozen=True, slots=True)
class ShowActs:
    """A coordinator looks before they press."""

    store: Store[WithActs]
    now: Callable[[], datetime]

    async def show(self, request_id: RequestId) -> Shown | None:
        """Read it; None for a request that is not there."""
        async with self.store.begin() as work:
            stand = await work.acts.stand(request_id)
            if stand is None:
                return None
            done = await work.acts.done(request_id)
            notes = () if stand.is_erased else await work.acts.notes(request_id)
        return Shown(stand, done, notes, may(stand, self.now()))

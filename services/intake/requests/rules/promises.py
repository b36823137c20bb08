"""By when whoever asked hears from us either way, and what is done to keep that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.intake.requests.model import Promise, State
from shared.contracts.words import Urgency

TO_BE_HEARD = frozenset(State) - {State.HELD, State.CLOSED}
"""How a request stands while its asker is to hear from us."""
AWAITED = TO_BE_HEARD - {State.ASSIGNED}
"""How it stands while they have not heard: of whom somebody helps the helper is heard."""


@dataclass(frozen=True, slots=True)
class Spans:
    """How long somebody waits at most: at first, and from one news to the next."""

    first: timedelta
    then: timedelta


@dataclass(frozen=True, slots=True)
class Promises:
    """What is promised: the network's data, by the network's time."""

    spans: Mapping[Urgency, Spans]
    before: timedelta
    """So long before the time something is done to keep it."""
    late: timedelta
    """So long after it, it is missed."""
    now: Callable[[], datetime]

    def first(self, urgency: Urgency) -> Promise:
        """Give what the receipt of a new request says."""
        return self._after(self.spans[urgency].first)

    def next(self, urgency: Urgency) -> Promise:
        """Give what follows once somebody heard from us."""
        return self._after(self.spans[urgency].then)

    def after(self, promise: Promise, urgency: Urgency) -> Promise:
        """Give what holds once the urgency was corrected: sooner if so, and never later."""
        return min(promise, self.first(urgency), key=lambda each: each.heard_by)

    def is_missed(self, promise: Promise) -> bool:
        """Say whether it was not kept in time."""
        return self.now() >= promise.heard_by + self.late

    def _after(self, span: timedelta) -> Promise:
        heard_by = self.now() + span
        return Promise(heard_by, heard_by - min(self.before, span / 2))

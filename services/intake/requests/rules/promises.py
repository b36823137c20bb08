"""By when whoever asked hears from us either way, and what is done to keep that."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.intake.phone_hours.model import Hours
from services.intake.phone_hours.rules import open_now, opens_next
from services.intake.requests.model import HELPED, Promise, State
from shared.contracts.words import Urgency
from shared.reach_points import ReachPoint, reached_by_letter

TO_BE_HEARD = frozenset(State) - {State.HELD, State.CLOSED}
"""How a request stands while its asker is to hear from us."""
AWAITED = TO_BE_HEARD - HELPED
"""How it stands while they have not heard: of whom somebody helps the helper is heard."""

_MOMENT: Final = timedelta(minutes=1)
"""Hours are kept by the minute."""


@dataclass(frozen=True, slots=True)
class Spans:
    """How long somebody waits at most: at first, and from one news to the next."""

    first: timedelta
    then: timedelta


@dataclass(frozen=True, slots=True)
class Promises:
    """What is promised: the network's data, by the network's time.

    A letter goes at any hour. Where none may go somebody rings, and nobody is promised to hear
    while nobody is there to ring.
    """

    spans: Mapping[Urgency, Spans]
    before: timedelta
    """So long before the time something is done to keep it."""
    late: timedelta
    """So long after it, it is missed."""
    now: Callable[[], datetime]
    hours: Hours
    """When somebody is there who can ring."""

    def first(self, urgency: Urgency, points: Iterable[ReachPoint]) -> Promise:
        """Give what the receipt of a new request says to whoever is reached so."""
        return self._after(self.spans[urgency].first, points)

    def next(self, urgency: Urgency, points: Iterable[ReachPoint]) -> Promise:
        """Give what follows once somebody heard from us."""
        return self._after(self.spans[urgency].then, points)

    def after(self, promise: Promise, urgency: Urgency, points: Iterable[ReachPoint]) -> Promise:
        """Give what holds once the urgency was corrected: sooner if so, and never later."""
        return min(promise, self.first(urgency, points), key=lambda each: each.heard_by)

    def is_missed(self, promise: Promise) -> bool:
        """Say whether it was not kept in time."""
        return self.now() >= promise.heard_by + self.late

    def _after(self, span: timedelta, points: Iterable[ReachPoint]) -> Promise:
        lead, now = min(self.before, span / 2), self.now()
        if reached_by_letter(points) is not None:
            return Promise(now + span, now + span - lead)
        act_at = self._somebody_there(self._somebody_there(now) + span - lead, lead)
        return Promise(act_at + lead, act_at)

    def _somebody_there(self, at: datetime, wanted: timedelta = _MOMENT) -> datetime:
        """Give the moment, or the next opening where nobody is there so long from then on."""
        end = at + wanted - _MOMENT
        if open_now(self.hours, at) and open_now(self.hours, end):
            return at
        return opens_next(self.hours, at) or at

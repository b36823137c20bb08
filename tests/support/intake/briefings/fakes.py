"""Letters of mornings in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from services.intake.briefings.model import (
    Briefing,
    Lapse,
    OpenReferral,
    PartnerMorning,
    Promised,
    Waiting,
)
from services.intake.organisations.model import OrganisationId
from services.intake.requests.model import WITH_THEM, ReferralState, State
from tests.support.intake.state import FakeRequest, FakeState, Repository

_NOT_LISTED = frozenset({State.CLOSED, State.ASSIGNED, State.HELD, State.ESCALATED})
_OPEN = WITH_THEM | {ReferralState.SENT, ReferralState.ASKED_BACK}


class HasState(Protocol):
    """A store whose state may be looked into."""

    state: FakeState


class FakeBriefings(Repository):
    """Letters of mornings in memory; of no call-back."""

    async def begin(self, day: date) -> bool:
        is_first = day not in self.state.briefings
        self.state.briefings.add(day)
        return is_first

    async def read(self, until: datetime, limit: int) -> Briefing:
        found = [
            each for each in self.state.requests.values() if each.stored.state not in _NOT_LISTED
        ]
        oldest = sorted(found, key=lambda each: each.stored.created_at)
        owed = [
            Promised(promise.heard_by, of)
            for of, promise in self.state.promises.items()
            if promise.heard_by < until
        ]
        first = sorted(owed, key=lambda each: each.at)
        return Briefing([*map(self._waiting, oldest[:limit])], first[:limit], len(owed))

    def _waiting(self, item: FakeRequest) -> Waiting:
        stored, notice = item.stored, item.progress.unmatched
        is_stuck = notice is not None and stored.state is State.UNMATCHED
        waited = self.state.now - stored.created_at
        return Waiting(
            stored.id, waited, stored.state, notice.reason if notice and is_stuck else ""
        )


class FakePartnerMornings(Repository):
    """Letters of mornings to organisations, in memory."""

    async def keep_capacity(
        self, organisation_id: UUID, line: str, valid_until: date | None, version: int
    ) -> None:
        known = self.state.capacities.get((organisation_id, line))
        if known is None or known[1] < version:
            self.state.capacities[organisation_id, line] = valid_until, version

    async def keep_pause(self, organisation_id: UUID, version: int, *, is_paused: bool) -> None:
        if self.state.pauses.get(organisation_id, (False, 0))[1] < version:
            self.state.pauses[organisation_id] = is_paused, version

    async def begin(self, organisation_id: UUID, day: date) -> bool:
        known = self.state.organisations.get(OrganisationId(organisation_id))
        if known is None or known.has_left:
            return False
        last = self.state.mornings.get(organisation_id)
        if last is not None and last >= day:
            return False
        self.state.mornings[organisation_id] = day
        return True

    async def read(
        self, organisation_id: UUID, day: date, until: date, limit: int
    ) -> PartnerMorning:
        found = [
            OpenReferral(
                each.referral_id,
                each.state,
                item.stored.municipality,
                item.stored.urgency,
                each.answer_by,
            )
            for item in self.state.requests.values()
            for each in item.progress.referrals.values()
            if each.organisation_id == organisation_id
            and each.state in _OPEN
            and item.stored.state is not State.CLOSED
        ]
        is_paused = self.state.pauses.get(organisation_id, (False, 0))[0]
        lapses = [
            Lapse(line, until_)
            for (whose, line), (until_, _) in self.state.capacities.items()
            if whose == organisation_id and until_ and day <= until_ <= until and not is_paused
        ]
        found.sort(key=lambda each: (each.state is not ReferralState.SENT, str(each.answer_by)))
        lapses.sort(key=lambda each: (each.until, each.line))
        return PartnerMorning(found[:limit], lapses[:limit], len(found))


@dataclass(frozen=True)
class FakeDueMornings:
    """Whose morning it is, in a fake store."""

    store: HasState

    async def due(self, day: date, limit: int) -> Sequence[UUID]:
        state = self.store.state
        here = (each.id for each in state.organisations.values() if not each.has_left)
        return [each for each in here if state.mornings.get(each, date.min) < day][:limit]

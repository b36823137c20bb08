"""The help in towns, in memory."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.matching.needs.model import Need, NeedState
from services.matching.supply.model import Counted, Told
from services.matching.volunteers.model import VolunteerState
from tests.support.matching.state import FakeSupply, Repository, Stateful, load_of
from tests.support.matching.volunteers.building import MIKKELI

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class FakeDueTowns:
    """Reads the fake store."""

    store: Stateful
    served: Sequence[str] = (MIKKELI,)

    async def towns(self, limit: int) -> Sequence[str]:
        state = self.store.state
        fresh = {
            town for town, row in state.supplies.items() if row.counted_at > state.now - MINUTE
        }
        return [town for town in self.served if town not in fresh][:limit]


class FakeSupplies(Repository):
    """The help in towns, in memory."""

    async def take(self, town: str, new_id: UUID, again: timedelta) -> Told | None:
        now = self.state.now
        row = self.state.supplies.get(town)
        if row is not None and row.counted_at > now - MINUTE:
            return None
        new = FakeSupply(now, Told(new_id))
        row = self.state.supplies.setdefault(town, new)
        row.counted_at = now
        is_old = row.said_at is None or row.said_at <= now - again
        return replace(row.told, is_old=is_old)

    async def count(self, town: str, lately: timedelta, enough: int) -> Counted:
        return Counted(self._helpers(town), self._usual(town, self.state.now - lately, enough))

    async def keep(self, town: str, version: int, said: str, activation_id: UUID) -> None:
        row = self.state.supplies[town]
        row.told = Told(row.told.id, version, said, activation_id)
        row.said_at = self.state.now

    def _helpers(self, town: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for item in self.state.volunteers.values():
            offer = item.volunteer.offer
            is_free = load_of(self.state, item.volunteer.id) < offer.weekly_cap
            is_able = item.volunteer.state is VolunteerState.ACTIVE and is_free
            if is_able and town in offer.areas:
                found.update(offer.categories)
        return found

    def _usual(self, town: str, since: datetime, enough: int) -> dict[str, timedelta]:
        waits: dict[str, list[timedelta]] = {}
        for each in self.state.needs.values():
            if each is None or each.municipality != town or not each.volunteer_allowed:
                continue
            wait = self._wait(each)
            if self.state.heard_at[each.request_id] > since and wait and each.category_code:
                waits.setdefault(each.category_code, []).append(wait)
        return {
            need: sorted(found)[(len(found) - 1) // 2]
            for need, found in waits.items()
            if len(found) >= enough
        }

    def _wait(self, need: Need) -> timedelta | None:
        heard_at = self.state.heard_at[need.request_id]
        accepted = [
            item.accepted_at
            for item in self.state.matches.values()
            if item.match.request_id == need.request_id and item.accepted_at
        ]
        if accepted:
            return min(accepted) - heard_at
        waits = need.state is not NeedState.CLOSED and heard_at < self.state.now - DAY
        return timedelta(days=1000) if waits else None

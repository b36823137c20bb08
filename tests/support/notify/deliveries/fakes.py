"""Deliveries in memory: kept, leased, ended and listed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.notify.deliveries.model import (
    Claim,
    Delivery,
    DeliveryId,
    DeliveryLine,
    EndpointLine,
    State,
    Until,
    Written,
)
from services.notify.subscriptions.model import EndpointId
from tests.support.alike import alike
from tests.support.notify.building import NOW
from tests.support.notify.state import FakeEndpoint, FakeRepository, FakeRow, HasState


class FakeDeliveries(FakeRepository):
    """Deliveries in memory."""

    async def keep(self, delivery: Delivery, kind: str, version: int, until: Until) -> bool:
        expires_at = until if isinstance(until, datetime) else None
        endpoint = None if isinstance(until, datetime) else until
        rows, now = self.state.rows, self.state.now
        known = {(row.endpoint, row.delivery.event_id) for row in rows.values() if row.endpoint}
        if delivery.id in rows or (endpoint, delivery.event_id) in known:
            return False
        rows[delivery.id] = FakeRow(
            replace(delivery, kind=kind), kind, version, expires_at, endpoint, now, now
        )
        return True

    async def mark_sent(self, claim: Claim, response: str) -> int | None:
        row = self._current(claim)
        if row is None:
            return None
        if row.endpoint is not None:
            found, now = self.state.endpoints[row.endpoint], self.state.now
            since, found.failing_since = found.failing_since, None
            found.last_success_at, found.rests_since = now, None
            if since is not None and since < now - timedelta(minutes=5):
                for other in self.state.rows.values():
                    if other.endpoint == row.endpoint and other is not row and other.due_at:
                        other.due_at = min(other.due_at, now)
        return self._end(row, "sent", response, None)

    async def mark_failed(self, claim: Claim, response: str, reason: str) -> int | None:
        row = self._current(claim)
        return None if row is None else self._end(row, "failed", response, reason)

    async def put_off(self, claim: Claim, response: str, delay: timedelta) -> None:
        row = self._current(claim)
        if row is not None:
            later = self.state.now + delay
            row.due_at = min(later, row.expires_at) if row.expires_at else later
            row.leased_until, row.response, row.interrupted = None, response, 0

    async def written_to(self, people: Sequence[UUID]) -> Written | None:
        times = [row.created_at for row in self.state.rows.values() if row.delivery.whose in people]
        return Written(len(times), min(times), max(times)) if times else None

    async def recall(self, whose: UUID, reason: str) -> Sequence[tuple[Claim, int]]:
        ended = []
        for row in self.state.rows.values():
            if row.delivery.whose == whose and row.state == "waiting":
                age = self.state.now - row.created_at
                claim = Claim(row.delivery, row.attempts, row.tries, expired=False, age=age)
                ended.append((claim, self._end(row, "failed", reason, reason)))
                row.handled = True
        return ended

    async def let_go(
        self, endpoint: EndpointId, reason: str, limit: int
    ) -> Sequence[tuple[Claim, int]]:
        ended: list[tuple[Claim, int]] = []
        for row in self.state.rows.values():
            if row.endpoint == endpoint and row.state == "waiting" and len(ended) < limit:
                age = self.state.now - row.created_at
                claim = Claim(row.delivery, row.attempts, row.tries, expired=False, age=age)
                ended.append((claim, self._end(row, "failed", reason, reason)))
                row.handled = True
        return ended

    async def send_again(self, delivery: DeliveryId) -> bool:
        row = self.state.rows.get(delivery)
        if row is None or row.state != "failed" or row.endpoint is None:
            return False
        row.state, row.due_at, row.reason, row.tries = "waiting", self.state.now, None, 0
        row.handled = False
        row.interrupted = 0
        found = self.state.endpoints[row.endpoint]
        if found.checked_at and not found.removed_at:
            found.enabled, found.disabled_at, found.rests_until = True, None, None
            found.failing_since = None
        return True

    async def send_missed(self, endpoint: EndpointId, since: datetime | None) -> int:
        again, now = 0, self.state.now
        for row in self.state.rows.values():
            if row.endpoint != endpoint or (
                row.leased_until is not None and row.leased_until > now
            ):
                continue
            if row.state == "waiting":
                row.due_at, row.tries = now, 0
            elif row.state == "failed" and not row.handled and _is_since(row, since):
                row.state, row.due_at, row.reason, row.tries = "waiting", now, None, 0
                row.finished_at, row.interrupted = None, 0
                again += 1
        return again

    async def mark_handled(self, delivery: DeliveryId) -> bool:
        row = self.state.rows.get(delivery)
        if row is None or row.state != "failed" or row.handled:
            return False
        row.handled = True
        return True

    def _end(self, row: FakeRow, state: State, response: str, reason: str | None) -> int:
        row.state, row.response, row.reason = state, response, reason
        row.due_at, row.leased_until, row.finished_at = None, None, self.state.now
        row.version += 1
        return row.version

    def _current(self, claim: Claim) -> FakeRow | None:
        row = self.state.rows[claim.delivery.id]
        is_ours = row.attempts == claim.attempt and row.state == "waiting"
        return row if is_ours else None


LEASE = timedelta(seconds=60)


@dataclass(frozen=True)
class FakeDueDeliveries:
    """Leases what is due in the fake store."""

    store: HasState
    per_endpoint: int = 4

    async def claim_of_kind(self, kind: str, limit: int) -> Sequence[Claim]:
        own = [row for row in self._rows() if row.endpoint is None and row.delivery.channel == kind]
        cut_off = [row for row in own if row.interrupted]
        is_tried = any(row.interrupted > 1 and self._is_leased(row) for row in cut_off)
        due = [row for row in self._due() if row in own]
        suspects = [row for row in due if row.interrupted and not is_tried]
        first = min(suspects, key=lambda row: row.interrupted, default=None)
        free = [row for row in due if not row.interrupted or row is first]
        return [self._lease(row) for row in free[:limit]]

    async def claim_calls(self, limit: int) -> Sequence[Claim]:
        claims: list[Claim] = []
        first = {row.delivery.id for row in self._first_of_subjects()}
        for row in self._due():
            is_next = row.delivery.id in first
            if len(claims) < limit and row.endpoint is not None and self._has_room(row.endpoint):
                claims += [self._lease(row)] if is_next else []
        return claims

    def _first_of_subjects(self) -> Sequence[FakeRow]:
        """Give of each endpoint and subject what waits and came first."""
        first: dict[tuple[EndpointId | None, UUID], FakeRow] = {}
        for row in sorted(self._rows(), key=lambda row: (row.delivery.place, row.delivery.id)):
            first.setdefault((row.endpoint, row.delivery.about), row)
        return list(first.values())

    def _due(self) -> list[FakeRow]:
        rows = [row for row in self.store.state.rows.values() if row.is_due(self.store.state.now)]
        return sorted(rows, key=lambda row: row.due_at or NOW)

    def _rows(self) -> list[FakeRow]:
        return [row for row in self.store.state.rows.values() if row.state == "waiting"]

    def _is_leased(self, row: FakeRow) -> bool:
        return row.leased_until is not None and row.leased_until > self.store.state.now

    def _has_room(self, endpoint: EndpointId) -> bool:
        in_flight = sum(
            row.endpoint == endpoint and self._is_leased(row)
            for row in self.store.state.rows.values()
        )
        found, now = self.store.state.endpoints[endpoint], self.store.state.now
        rests = found.rests_until is not None and found.rests_until > now
        return found.enabled and not rests and in_flight < self.per_endpoint

    def _lease(self, row: FakeRow) -> Claim:
        row.attempts, row.tries = row.attempts + 1, row.tries + 1
        row.leased_until = self.store.state.now + LEASE
        expired = row.expires_at is not None and row.expires_at <= self.store.state.now
        age = self.store.state.now - row.created_at
        row.interrupted += 1
        return Claim(row.delivery, row.attempts, row.tries, expired, age, row.interrupted - 1)


@dataclass(frozen=True)
class FakeDeliveryLines:
    """Lists what lies in the fake store."""

    store: HasState

    async def lines(self, limit: int) -> Sequence[DeliveryLine]:
        lines = [self._line(row) for row in self.store.state.rows.values()]
        return sorted(lines, key=lambda line: not line.waits_for_a_human)[:limit]

    async def count_for_humans(self) -> int:
        return sum(
            line.waits_for_a_human for line in map(self._line, self.store.state.rows.values())
        )

    def _line(self, row: FakeRow) -> DeliveryLine:
        endpoint = None if row.endpoint is None else self.store.state.endpoints[row.endpoint].name
        return alike(DeliveryLine, row, row.delivery, endpoint=endpoint)


@dataclass(frozen=True)
class FakeEndpointLines:
    """Lists the endpoints of the fake store."""

    store: HasState

    async def lines(self) -> Sequence[EndpointLine]:
        there = [each for each in self.store.state.endpoints.values() if not each.removed_at]
        found = sorted(there, key=lambda endpoint: endpoint.name)
        return [self._endpoint_line(endpoint) for endpoint in found]

    def _endpoint_line(self, endpoint: FakeEndpoint) -> EndpointLine:
        waiting = [
            row.created_at
            for row in self.store.state.rows.values()
            if row.endpoint == endpoint.id and row.state == "waiting"
        ]
        oldest = min(waiting, default=None)
        return alike(EndpointLine, endpoint, waiting=len(waiting), oldest=oldest)


def _is_since(row: FakeRow, since: datetime | None) -> bool:
    return since is None or (row.finished_at is not None and row.finished_at >= since)

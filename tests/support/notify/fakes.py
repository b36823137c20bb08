"""Notify's world in memory; the store is kept honest by `StoreContract`."""

import copy
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from services.notify.domain.model import (
    Accepted,
    Call,
    Channel,
    Claim,
    Delivery,
    DeliveryId,
    DeliveryLine,
    EndpointId,
    EndpointLine,
    Letter,
    Mail,
    News,
    Outcome,
    State,
)
from shared.web.sessions import StaffSession
from tests.support.notify.building import NOW
from tests.support.web.staff import FakeSessions
from tests.support.work import FakeTransaction, Ledger

LEASE = timedelta(seconds=60)


@dataclass
class FakeEndpoint:
    """A partner's endpoint."""

    id: EndpointId
    name: str
    url: str
    secrets: tuple[str, ...]
    types: tuple[str, ...]
    municipalities: tuple[str, ...] = ()
    enabled: bool = True
    last_success_at: datetime | None = None


@dataclass
class FakeRow:
    """A delivery as it lies in the store."""

    delivery: Delivery
    kind: str
    version: int
    expires_at: datetime | None
    endpoint: EndpointId | None
    created_at: datetime
    due_at: datetime | None
    state: State = State.WAITING
    attempts: int = 0
    tries: int = 0
    leased_until: datetime | None = None
    response: str | None = None
    reason: str | None = None
    handled: bool = False
    letter: Letter | None = None
    news: News | None = None

    def is_due(self, now: datetime) -> bool:
        """Say whether the loop may take it."""
        due = self.due_at is not None and self.due_at <= now
        free = self.leased_until is None or self.leased_until <= now
        return self.state is State.WAITING and due and free


@dataclass
class FakeState(Ledger):
    """Everything a transaction can change."""

    now: datetime = NOW
    rows: dict[DeliveryId, FakeRow] = field(default_factory=dict)
    endpoints: dict[EndpointId, FakeEndpoint] = field(default_factory=dict)
    sessions: FakeSessions = field(default_factory=FakeSessions)


@dataclass(frozen=True)
class _Repository:
    state: FakeState


class FakeLetters(_Repository):
    """Letters in memory."""

    async def keep(self, delivery: DeliveryId, letter: Letter) -> None:
        self.state.rows[delivery].letter = letter

    async def read(self, delivery: DeliveryId) -> Letter | None:
        return self.state.rows[delivery].letter

    async def destroy(self, delivery: DeliveryId) -> None:
        self.state.rows[delivery].letter = None


class FakeWebhooks(_Repository):
    """News in memory."""

    async def keep(self, delivery: DeliveryId, news: News) -> None:
        self.state.rows[delivery].news = news

    async def call(self, delivery: DeliveryId) -> Call:
        row = self.state.rows[delivery]
        if row.endpoint is None or row.news is None:
            raise LookupError(delivery)
        endpoint = self.state.endpoints[row.endpoint]
        return Call(endpoint.id, endpoint.url, endpoint.secrets, row.news)


class FakeSubscriptions(_Repository):
    """Endpoints in memory."""

    async def subscribers(self, event_type: str, municipality: str | None) -> Sequence[EndpointId]:
        return [
            endpoint.id
            for endpoint in sorted(self.state.endpoints.values(), key=lambda item: item.id)
            if event_type in endpoint.types
            and (not endpoint.municipalities or municipality in endpoint.municipalities)
        ]

    async def switch_off(self, endpoint: EndpointId) -> None:
        self.state.endpoints[endpoint].enabled = False


class FakeDeliveries(_Repository):
    """Deliveries in memory."""

    async def keep(
        self,
        delivery: Delivery,
        kind: str,
        version: int,
        *,
        expires_at: datetime | None = None,
        endpoint: EndpointId | None = None,
    ) -> bool:
        rows, now = self.state.rows, self.state.now
        known = {(row.endpoint, row.delivery.event_id) for row in rows.values() if row.endpoint}
        if delivery.id in rows or (endpoint, delivery.event_id) in known:
            return False
        rows[delivery.id] = FakeRow(delivery, kind, version, expires_at, endpoint, now, now)
        return True

    async def mark_sent(self, claim: Claim, response: str) -> int | None:
        row = self._current(claim)
        if row is None:
            return None
        if row.endpoint is not None:
            self.state.endpoints[row.endpoint].last_success_at = self.state.now
        return _end(row, State.SENT, response, None)

    async def mark_failed(self, claim: Claim, response: str, reason: str) -> int | None:
        row = self._current(claim)
        return None if row is None else _end(row, State.FAILED, response, reason)

    async def put_off(self, claim: Claim, response: str, delay: timedelta) -> None:
        row = self._current(claim)
        if row is not None:
            later = self.state.now + delay
            row.due_at = min(later, row.expires_at) if row.expires_at else later
            row.leased_until, row.response = None, response

    async def send_again(self, delivery: DeliveryId) -> bool:
        row = self.state.rows.get(delivery)
        if row is None or row.state is not State.FAILED or row.endpoint is None:
            return False
        row.state, row.due_at, row.reason, row.tries = State.WAITING, self.state.now, None, 0
        row.handled = False
        self.state.endpoints[row.endpoint].enabled = True
        return True

    async def mark_handled(self, delivery: DeliveryId) -> bool:
        row = self.state.rows.get(delivery)
        if row is None or row.state is not State.FAILED or row.handled:
            return False
        row.handled = True
        return True

    def _current(self, claim: Claim) -> FakeRow | None:
        row = self.state.rows[claim.delivery.id]
        is_ours = row.attempts == claim.attempt and row.state is State.WAITING
        return row if is_ours else None


class FakeWork(FakeTransaction[FakeState]):
    """One transaction in memory."""

    @property
    def letters(self) -> FakeLetters:
        return FakeLetters(self.state)

    @property
    def webhooks(self) -> FakeWebhooks:
        return FakeWebhooks(self.state)

    @property
    def deliveries(self) -> FakeDeliveries:
        return FakeDeliveries(self.state)

    @property
    def subscriptions(self) -> FakeSubscriptions:
        return FakeSubscriptions(self.state)

    @property
    def sessions(self) -> FakeSessions:
        return self.state.sessions


def _end(row: FakeRow, state: State, response: str, reason: str | None) -> int:
    row.state, row.response, row.reason = state, response, reason
    row.due_at = row.leased_until = None
    row.version += 1
    return row.version


@dataclass
class FakeStore:
    """Deliveries in memory; an error inside `begin` rolls back."""

    state: FakeState = field(default_factory=FakeState)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[FakeWork]:
        work = FakeWork(copy.deepcopy(self.state))
        yield work
        self.state = work.state

    async def find_session(self, hashed: str) -> StaffSession | None:
        return await self.state.sessions.find(hashed)


@dataclass(frozen=True)
class FakeDueDeliveries:
    """Leases what is due in the fake store."""

    store: FakeStore
    per_endpoint: int = 4

    async def claim_letters(self, limit: int) -> Sequence[Claim]:
        due = [row for row in self._due() if row.endpoint is None]
        return [self._lease(row) for row in due[:limit]]

    async def claim_calls(self, limit: int) -> Sequence[Claim]:
        claims: list[Claim] = []
        for row in self._due():
            if len(claims) < limit and row.endpoint is not None and self._has_room(row.endpoint):
                claims.append(self._lease(row))
        return claims

    def _due(self) -> list[FakeRow]:
        rows = [row for row in self.store.state.rows.values() if row.is_due(self.store.state.now)]
        return sorted(rows, key=lambda row: row.due_at or NOW)

    def _has_room(self, endpoint: EndpointId) -> bool:
        in_flight = sum(
            row.endpoint == endpoint
            and row.leased_until is not None
            and row.leased_until > self.store.state.now
            for row in self.store.state.rows.values()
        )
        return self.store.state.endpoints[endpoint].enabled and in_flight < self.per_endpoint

    def _lease(self, row: FakeRow) -> Claim:
        row.attempts, row.tries = row.attempts + 1, row.tries + 1
        row.leased_until = self.store.state.now + LEASE
        expired = row.expires_at is not None and row.expires_at <= self.store.state.now
        age = self.store.state.now - row.created_at
        return Claim(row.delivery, row.attempts, row.tries, expired, age)


@dataclass(frozen=True)
class FakeDeliveryLines:
    """Lists what lies in the fake store."""

    store: FakeStore

    async def lines(self, limit: int) -> Sequence[DeliveryLine]:
        lines = [self._line(row) for row in self.store.state.rows.values()]
        return sorted(lines, key=lambda line: not line.waits_for_a_human)[:limit]

    async def count_for_humans(self) -> int:
        return sum(
            line.waits_for_a_human for line in map(self._line, self.store.state.rows.values())
        )

    def _line(self, row: FakeRow) -> DeliveryLine:
        endpoint = None if row.endpoint is None else self.store.state.endpoints[row.endpoint].name
        return DeliveryLine(
            id=row.delivery.id,
            channel=row.delivery.channel,
            kind=row.kind,
            endpoint=endpoint,
            state=row.state,
            attempts=row.attempts,
            response=row.response,
            reason=row.reason,
            created_at=row.created_at,
            due_at=row.due_at,
            handled=row.handled,
        )


@dataclass(frozen=True)
class FakeEndpointLines:
    """Lists the endpoints of the fake store."""

    store: FakeStore

    async def lines(self) -> Sequence[EndpointLine]:
        found = sorted(self.store.state.endpoints.values(), key=lambda endpoint: endpoint.name)
        return [self._endpoint_line(endpoint) for endpoint in found]

    def _endpoint_line(self, endpoint: FakeEndpoint) -> EndpointLine:
        waiting = sum(
            row.endpoint == endpoint.id and row.state is State.WAITING
            for row in self.store.state.rows.values()
        )
        return EndpointLine(
            name=endpoint.name,
            types=endpoint.types,
            municipalities=endpoint.municipalities,
            enabled=endpoint.enabled,
            last_success_at=endpoint.last_success_at,
            waiting=waiting,
        )


@dataclass
class FakeMailSender:
    """Keeps the mails; answers with the given outcomes in turn, then accepts."""

    outcomes: list[Outcome] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)

    async def __call__(self, mail: Mail) -> Outcome:
        self.mails.append(mail)
        return self.outcomes.pop(0) if self.outcomes else Accepted("250")


@dataclass
class FakeWebhookSender:
    """Keeps the calls; answers by a function of the call."""

    answer: Callable[[Call], Outcome] = lambda _: Accepted("204")
    calls: list[Call] = field(default_factory=list)

    async def __call__(self, call: Call) -> Outcome:
        self.calls.append(call)
        return self.answer(call)


def fake_endpoint(*types: str, name: str | None = None) -> FakeEndpoint:
    """Give an endpoint that wants these types."""
    identity = EndpointId(uuid4())
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    url = "https://partner.example/hook"
    return FakeEndpoint(identity, name or str(identity), url, (secret,), types)


def is_letter(row: FakeRow) -> bool:
    """Say whether a row is a mail."""
    return row.delivery.channel is Channel.EMAIL

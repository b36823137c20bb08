"""An organisation's endpoints as their page shows them, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.notify.deliveries.model import DeliveryId
from services.notify.endpoints.model import Choice, OwnDelivery, OwnEndpoint, Posted, Trial, Try
from services.notify.subscriptions.model import EndpointId, TrialKind
from tests.support.alike import alike
from tests.support.notify.building import NOW
from tests.support.notify.state import FakeEndpoint, FakeRow, HasState


@dataclass(frozen=True)
class FakeOwnEndpoints:
    """Shows what lies in the fake store."""

    store: HasState

    async def all_of(self, organisation: UUID) -> Sequence[OwnEndpoint]:
        own = [
            each
            for each in self.store.state.endpoints.values()
            if each.organisation == organisation and not each.removed_at
        ]
        return [self._endpoint(each) for each in own]

    async def deliveries_of(
        self, organisation: UUID, endpoint: EndpointId, choice: Choice, limit: int
    ) -> Sequence[OwnDelivery]:
        rows = [
            row
            for row in self._rows(organisation, endpoint)
            if choice.state in {None, row.state} and choice.kind in {None, row.kind}
        ]
        rows.sort(key=lambda row: (row.created_at, row.delivery.id), reverse=True)
        ids = [row.delivery.id for row in rows]
        begin = ids.index(choice.after) + 1 if choice.after in ids else 0
        return [_delivery(row) for row in rows[begin : begin + limit]]

    async def posted(
        self, organisation: UUID, endpoint: EndpointId, delivery: DeliveryId
    ) -> Posted | None:
        for row in self._rows(organisation, endpoint):
            if row.delivery.id == delivery and row.news is not None:
                tries = [Try(at + 1, NOW, NOW, row.response) for at in range(row.attempts)]
                return Posted(_delivery(row), row.news, tries)
        return None

    def _rows(self, organisation: UUID, endpoint: EndpointId) -> list[FakeRow]:
        found = self.store.state.endpoints.get(endpoint)
        if found is None or found.organisation != organisation:
            return []
        return [row for row in self.store.state.rows.values() if row.endpoint == endpoint]

    def _endpoint(self, each: FakeEndpoint) -> OwnEndpoint:
        rows = [row for row in self.store.state.rows.values() if row.endpoint == each.id]
        return alike(
            OwnEndpoint,
            each,
            is_checked=each.checked_at is not None,
            has_two_secrets=len(each.secrets) > 1,
            waiting=sum(row.state == "waiting" for row in rows),
            missed=sum(row.state == "failed" and not row.handled for row in rows),
            trial=_trial(each),
        )


def _trial(each: FakeEndpoint) -> Trial | None:
    kind: TrialKind = "test" if each.tried == "test" else "challenge"
    return Trial(kind, each.tried_at, each.tried_response) if each.tried_at else None


def _delivery(row: FakeRow) -> OwnDelivery:
    return alike(OwnDelivery, row, row.delivery)

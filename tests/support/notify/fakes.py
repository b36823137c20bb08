"""Notify's world in memory, composed of its rooms; `StoreContract` keeps it honest."""

from shared.web.sessions import StaffSession
from tests.support.notify.deliveries.fakes import FakeDeliveries
from tests.support.notify.letters.fakes import FakeLetters
from tests.support.notify.state import FakeState
from tests.support.notify.subscriptions.fakes import FakeSubscriptions
from tests.support.notify.webhooks.fakes import FakeWebhooks
from tests.support.web.staff import FakeSessions
from tests.support.work import FakeTransaction, MemoryStore


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


class FakeStore(MemoryStore[FakeState, FakeWork]):
    """Deliveries in memory."""

    def __init__(self) -> None:
        super().__init__(FakeState(), FakeWork)

    async def find_session(self, hashed: str) -> StaffSession | None:
        return await self.state.sessions.find(hashed)

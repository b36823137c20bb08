"""Notify's world in memory, composed of its rooms; `StoreContract` keeps it honest."""

from dataclasses import dataclass, field

from tests.support.fake_store import StaffedStore, StaffedWork
from tests.support.notify.deliveries.fakes import FakeDeliveries
from tests.support.notify.letters.fakes import FakeLetters, FakeRecalls
from tests.support.notify.partner_news.fakes import FakePartnerNews
from tests.support.notify.state import FakeState
from tests.support.notify.subscriptions.fakes import FakeSubscriptions
from tests.support.notify.webhooks.fakes import FakeWebhooks


class FakeWork(StaffedWork[FakeState]):
    """One transaction in memory."""

    def __init__(self, state: FakeState) -> None:
        """Put every room over the state."""
        super().__init__(state)
        self.letters, self.recalls = FakeLetters(state), FakeRecalls(state)
        self.webhooks = FakeWebhooks(state)
        self.deliveries = FakeDeliveries(state)
        self.subscriptions = FakeSubscriptions(state)
        self.partner_news = FakePartnerNews(state)


class FakeStore(StaffedStore[FakeState, FakeWork]):
    """Notify's store in memory."""

    make_state, make_work = FakeState, FakeWork


@dataclass
class WakingWorld:
    """A fake store, and how often the loops that send were woken."""

    store: FakeStore = field(default_factory=FakeStore)
    woken: int = 0

    def wake(self) -> None:
        """Count the wake-ups."""
        self.woken += 1

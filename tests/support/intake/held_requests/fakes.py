"""Held requests in memory."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.held_requests.model import HeldRequest
from services.intake.requests.model import State
from shared.contracts.words import Urgency
from tests.support.alike import alike
from tests.support.intake.fakes import FakeStore
from tests.support.intake.state import FakeRequest


@dataclass(frozen=True)
class FakeHeldRequestReader:
    """Reads the list off the fake store."""

    store: FakeStore

    async def held(self, limit: int) -> Sequence[HeldRequest]:
        every = self.store.state.requests.values()
        held = [_held(item) for item in every if item.stored.state is State.HELD]
        urgencies = list(Urgency)
        return sorted(held, key=lambda one: (urgencies.index(one.urgency), one.created_at))[:limit]


def _held(item: FakeRequest) -> HeldRequest:
    return alike(HeldRequest, item.stored, flags=item.flags)

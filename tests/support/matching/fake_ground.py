"""The store in memory with the levers of the contract."""

from datetime import timedelta

from typing_extensions import override

from tests.support.matching.fakes import FakeStore
from tests.support.matching.store_contract import Ground


class FakeGround(Ground):
    """Its clock is a value."""

    store: FakeStore

    def __init__(self) -> None:
        """Start with an empty store."""
        super().__init__()
        self.store = FakeStore()

    @override
    async def pass_time(self, time: timedelta) -> None:
        self.store.state.now += time

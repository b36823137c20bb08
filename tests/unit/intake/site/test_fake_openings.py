"""The network of tests opens and sleeps as the real one does."""

from datetime import datetime

import pytest

from tests.support.intake.building import NOW
from tests.support.intake.site.fakes import FakeOpenings
from tests.support.intake.site.openings_contract import OpeningsContract


class FakeSwitchboard:
    """A network in memory."""

    def __init__(self) -> None:
        """Open it."""
        self.openings = FakeOpenings()

    async def since(self) -> datetime:
        return NOW

    async def sleep(self) -> None:
        self.openings.now = None

    async def cut(self) -> None:
        self.openings.is_away = True


class TestFakeOpenings(OpeningsContract):
    @pytest.fixture
    def network(self) -> FakeSwitchboard:
        return FakeSwitchboard()

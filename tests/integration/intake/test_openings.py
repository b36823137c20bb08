"""Whether the network is switched on, by the real database."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime

import pytest

from deploy.local.databases import Addresses
from services.intake.site.store import PostgresOpenings
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from tests.support.intake.site.openings_contract import OpeningsContract


@dataclass(frozen=True)
class PostgresSwitchboard:
    """A network as its owner may change it; the service reads by the same pool."""

    pool: Pool
    closing: AsyncExitStack

    @property
    def openings(self) -> PostgresOpenings:
        return PostgresOpenings(self.pool)

    async def since(self) -> datetime:
        since: datetime = await self.pool.fetchval("SELECT opened_at FROM activations")
        return since

    async def sleep(self) -> None:
        await self.pool.execute("DELETE FROM activations")

    async def cut(self) -> None:
        await self.closing.aclose()


class TestPostgresOpenings(OpeningsContract):
    @pytest.fixture
    async def network(self, made: Addresses) -> AsyncIterator[PostgresSwitchboard]:
        async with AsyncExitStack() as stack:
            pool = await stack.enter_async_context(open_pool(made.owner_dsn, name="test"))
            yield PostgresSwitchboard(pool, stack)

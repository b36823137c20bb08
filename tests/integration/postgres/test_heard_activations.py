"""Activations as a service hears of them, kept by PostgreSQL."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import asyncpg
import pytest

from shared.activation import Activation
from shared.activation.rows import standing_of
from shared.activation.standing import Standing
from shared.activation.store import PostgresActivations
from shared.migrations import parts
from shared.postgres.types import Connection
from tests.support.fresh_databases import FreshDatabases
from tests.support.heard_activations import ActivationsContract


@dataclass(frozen=True)
class Kept:
    """What a service keeps, and what of it has not ended."""

    connection: Connection

    async def hear(self, activation: Activation, said: Standing) -> None:
        """Hear it."""
        await PostgresActivations(self.connection).hear(activation, said)

    async def open(self) -> Mapping[Activation, Standing]:
        """Read the rows."""
        rows = await self.connection.fetch("SELECT * FROM activations WHERE state <> 'ended'")
        return {Activation(row["id"], row["exercise"]): standing_of(row) for row in rows}


class TestPostgresActivations(ActivationsContract):
    @pytest.fixture
    async def kept(self, fresh_databases: FreshDatabases) -> AsyncIterator[Kept]:
        made = await fresh_databases.make("activation", parts("clock", "activation"))
        connection = await asyncpg.connect(made.owner_dsn)
        await connection.execute("DELETE FROM activations")
        yield Kept(connection)
        await connection.close()
        await fresh_databases.drop(made)

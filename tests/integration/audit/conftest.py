"""A database with two audits, as their owner and as the service that adds to them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import asyncpg
import pytest

from deploy.local.databases import Addresses
from shared.audit.ledger import Chain, audit_ledger
from shared.migrations import parts
from shared.postgres.types import Connection
from tests.support.fresh_databases import FreshDatabases

_TABLES = """
CREATE TABLE {0} (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    what text NOT NULL,
    closed_at timestamptz,
    told_at timestamptz NOT NULL DEFAULT network_now()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON {0} TO audit_app;
INSERT INTO {0} (what) VALUES ('before there was a chain');
SELECT audit_begin('{0}', 'id', 'told_at', '{{closed_at}}');
"""


@dataclass
class Audits:
    """Levers of a test; `app` has all rights, so that what holds is the chain's own doing."""

    addresses: Addresses
    owner: Connection
    app: Connection
    verify: Connection

    async def note(self, *what: str, table: str = "views") -> None:
        """Add rows, each by a transaction of its own."""
        for each in what:
            await self.app.execute(f"INSERT INTO {table} (what) VALUES ($1)", each)  # noqa: S608  # ours

    async def tamper(self, statement: str) -> None:
        """Do what only an administrator can, past every trigger and right."""
        await self.owner.execute(statement)

    async def chain(self, table: str = "views") -> Chain:
        """Look at one chain, as `verify` does."""
        (found,) = [each for each in await audit_ledger(self.verify) if each.source == table]
        return found


@pytest.fixture
async def audits(fresh_databases: FreshDatabases) -> AsyncIterator[Audits]:
    """Make the database."""
    addresses = await fresh_databases.make("audit", parts("clock", "audit"))
    owner = await asyncpg.connect(addresses.owner_dsn)
    for table in ("views", "deeds"):
        await owner.execute(_TABLES.format(table))
    app = await asyncpg.connect(addresses.app_dsn)
    verify = await asyncpg.connect(addresses.verify_dsn)
    yield Audits(addresses, owner, app, verify)
    await verify.close()
    await app.close()
    await owner.close()
    await fresh_databases.drop(addresses)

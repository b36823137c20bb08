"""What the operator's tool asks: rebuild the projections from the log, and prove them."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from services.reporting.event_log.store import PostgresReplay
from services.reporting.figures.model.proof import Rebuilt
from services.reporting.figures.store.projections import PostgresProjections
from services.reporting.figures.store.rebuild import PostgresProof, PostgresShadows
from services.reporting.figures.use_cases.rebuild_figures import RebuildFigures
from shared.postgres.pool import connected
from shared.postgres.types import Connection
from shared.work import Repository


@dataclass(frozen=True, slots=True)
class PostgresRebuildSession:
    """Implements the port `RebuildSession`; the shadows live as long as the connection."""

    connection: Connection

    replay = Repository(PostgresReplay)
    figures = Repository(PostgresProjections)
    """The live tables, or the shadows once they are open."""
    shadows = Repository(PostgresShadows)
    proof = Repository(PostgresProof)

    def transaction(self) -> AbstractAsyncContextManager[object]:
        """Open a transaction of the connection."""
        return self.connection.transaction()


async def rebuild(dsn: str) -> Rebuilt:
    """Make the projections anew from the log alone, as the database's owner."""
    async with connected(dsn) as connection:
        return await RebuildFigures(PostgresRebuildSession(connection)).rebuild_figures()


async def projection_hash(dsn: str) -> str:
    """Give a hash of every row of every projection."""
    async with connected(dsn) as connection:
        return await PostgresProof(connection).fingerprint()

"""Read the services' own records; nothing here writes."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from deploy.verifying.broker import Parked, as_id
from deploy.verifying.hops import LOWEST, Handled, Trace
from deploy.verifying.places import Places
from deploy.verifying.proof import Account, Proof, Sum
from deploy.verifying.rules import VersionRange
from shared.postgres.pool import connected
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

_FOLDER = Path(__file__).parent / "sql"
SQL = {**load_queries(_FOLDER / "queries.sql"), **load_queries(_FOLDER / "proof.sql")}
_WAITING = {"intake": "intake_waiting_requests", "matching": "matching_waiting_needs"}


@dataclass(frozen=True, slots=True)
class Ledgers:
    """One read-only snapshot of each service's database."""

    places: Places
    connections: Mapping[str, Connection]
    proofs: Mapping[str, Proof]
    seen: set[UUID] = field(default_factory=set)
    """Parked ids that some service said."""

    @property
    def before(self) -> UUID:
        """What is below was proven; a prover that died may have told some services only."""
        return max(proof.before for proof in self.proofs.values())

    async def traces(self, parked: Parked) -> AsyncIterator[Trace]:
        """Follow one type after another, so that only one type's ids are in memory.

        What a service keeps only as a sum is left out.
        """
        discarded = await self._discarded()
        for event_type in await self._types():
            trace = await self._trace(event_type, parked, discarded)
            said = trace.unsent.union(*trace.sent.values())
            self.seen.update(*(said & ids for ids in parked.ids.values()))
            yield trace

    async def unsent(self) -> dict[str, int]:
        """Count what waits in each outbox; empty ones are left out."""
        counts = {
            f"{service} outbox": await connection.fetchval(SQL["count_unsent"])
            for service, connection in self.connections.items()
        }
        return {name: count for name, count in counts.items() if count}

    async def version_ranges(self) -> list[VersionRange]:
        """Read the subjects that no single outbox explains, from all outboxes."""
        subjects: set[str] = set()
        for connection in self.connections.values():
            rows = await connection.fetch(SQL["incomplete_subjects"], self.before)
            subjects.update(row["subject"] for row in rows)
        ranges: list[VersionRange] = []
        for connection in self.connections.values():
            rows = await connection.fetch(SQL["version_ranges"], sorted(subjects), self.before)
            ranges.extend(VersionRange(*row) for row in rows)
        return ranges

    async def counts(self, service: str, query: str) -> dict[str, int]:
        """Read one row of named numbers."""
        return dict(await self.connections[service].fetchrow(SQL[query]) or {})

    async def by_name(self, service: str, query: str, *given: object) -> dict[str, int]:
        """Read rows of `name, count`."""
        rows = await self.connections[service].fetch(SQL[query], *given)
        return {row[0]: row["count"] for row in rows}

    async def ids(self, query: str, *given: object) -> list[UUID]:
        """Read one id of each service that has one."""
        found = [await each.fetchval(SQL[query], *given) for each in self.connections.values()]
        return [each for each in found if each is not None]

    async def standings(self) -> dict[str, dict[str, str]]:
        """Read by service how each request stands that waits at intake or at matching."""
        ids: set[UUID] = set()
        for service, query in _WAITING.items():
            ids.update(row["id"] for row in await self.connections[service].fetch(SQL[query]))
        return {
            service: {
                row["name"]: row["standing"]
                for row in await self.connections[service].fetch(SQL[f"{service}_standings"], ids)
            }
            for service in _WAITING
        }

    async def _types(self) -> list[str]:
        queues = [queue for each in self.places.queues.values() for queue in each]
        found = {event_type for queue in queues for event_type in queue.types}
        for connection in self.connections.values():
            found.update(row["type"] for row in await connection.fetch(SQL["types_sent"]))
        return sorted(found)

    async def _trace(
        self, event_type: str, parked: Parked, discarded: Mapping[str, frozenset[UUID]]
    ) -> Trace:
        sent: dict[str, frozenset[UUID]] = {}
        unsent: set[UUID] = set()
        for service, connection in self.connections.items():
            since = self.proofs[service].before
            rows = await connection.fetch(SQL["sent_ids"], event_type, since)
            sent[service] = frozenset(row["event_id"] for row in rows if row["sent"])
            unsent.update(row["event_id"] for row in rows if not row["sent"])
        handled = {
            service: Handled(
                await self._inbox(service, event_type),
                parked.ids.get(service, frozenset()),
                discarded.get(service, frozenset()),
            )
            for service in self.places.consumers_of(event_type)
        }
        return Trace(event_type, sent, frozenset(unsent), handled)

    async def _inbox(self, service: str, event_type: str) -> frozenset[UUID]:
        since = self.proofs[service].before
        rows = await self.connections[service].fetch(SQL["inbox_ids"], service, event_type, since)
        return frozenset(row["event_id"] for row in rows)

    async def _discarded(self) -> dict[str, frozenset[UUID]]:
        owners = self.places.owners()
        found: dict[str, set[UUID]] = {}
        for connection in self.connections.values():
            for row in await connection.fetch(SQL["discarded_ids"]):
                event_id = as_id(row["event_id"])
                if event_id is not None:
                    found.setdefault(owners.get(row["queue"], ""), set()).add(event_id)
        return {service: frozenset(ids) for service, ids in found.items()}


@asynccontextmanager
async def open_ledgers(places: Places) -> AsyncIterator[Ledgers]:
    """Connect to every database and hold one snapshot of each."""
    async with AsyncExitStack() as stack:
        connections, proofs = {}, {}
        for service, dsn in places.dsns.items():
            connection = await stack.enter_async_context(connected(dsn))
            await stack.enter_async_context(
                connection.transaction(isolation="repeatable_read", readonly=True)
            )
            connections[service] = connection
            proofs[service] = await _proof(connection)
        yield Ledgers(places, connections, proofs)


async def _proof(connection: Connection) -> Proof:
    rows = await connection.fetch(SQL["read_sums"])
    return Proof(
        await connection.fetchval(SQL["read_proof"]) or LOWEST,
        {
            Account(row["account"], row["consumer"], row["type"]): Sum(row["events"], row["ids"])
            for row in rows
        },
    )

"""The ledgers of all services, opened together; nothing here writes."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from deploy.verifying.broker import Parked, as_id
from deploy.verifying.ledger import About, Ledger, open_ledger
from deploy.verifying.places import Places
from deploy.verifying.proof import Proof
from shared.postgres.pool import connected

SETTINGS: Final = "SET jit = off; SET statement_timeout = '10min'; SET work_mem = '64MB'"
"""To compile so many statements takes longer than to run them over a town's records."""


@dataclass(frozen=True, slots=True)
class Ledgers:
    """One read-only snapshot of each service's records."""

    places: Places
    of: Mapping[str, Ledger]

    @property
    def proofs(self) -> dict[str, Proof]:
        """What each service keeps of its proven history."""
        return {service: ledger.proof for service, ledger in self.of.items()}

    @property
    def before(self) -> UUID:
        """What is below was proven; a prover that died may have told some services only."""
        return max(ledger.proof.before for ledger in self.of.values())

    @property
    def moment(self) -> datetime:
        """The network's time of these snapshots: the first was opened then."""
        return min(ledger.moment for ledger in self.of.values())

    async def unsent(self) -> dict[str, int]:
        """Count what waits in each outbox; empty ones are left out."""
        found = {name: await ledger.unsent() for name, ledger in self.of.items()}
        return {
            f"{name} outbox": sum(events for events, _ in types.values())
            for name, types in found.items()
            if types
        }

    async def oldest_unsent(self) -> list[datetime]:
        """Read since when what is still to leave has waited."""
        found = [await ledger.unsent() for ledger in self.of.values()]
        return [oldest for types in found for _, oldest in types.values()]

    async def ids(self, query: str, *given: object) -> list[UUID]:
        """Read one id of each service that has one."""
        found = [await each.one_id(query, *given) for each in self.of.values()]
        return [each for each in found if each is not None]

    async def discarded(self) -> dict[str, frozenset[UUID]]:
        """Read by consumer which events a person threw away."""
        owners = self.places.owners()
        found: dict[str, set[UUID]] = {}
        for ledger in self.of.values():
            for queue, text in await ledger.discarded():
                if (event_id := as_id(text)) is not None:
                    found.setdefault(owners.get(queue, ""), set()).add(event_id)
        return {service: frozenset(ids) for service, ids in found.items()}

    async def about(self, events: Iterable[UUID]) -> dict[UUID, About]:
        """Read what events are about, those that some service said."""
        wanted, found = list(events), dict[UUID, About]()
        for ledger in self.of.values() if wanted else ():
            found |= await ledger.about(wanted)
        return found


@dataclass(frozen=True, slots=True)
class SetAside:
    """What did not go its way and is told elsewhere: parked, or thrown away by a person."""

    parked: Mapping[str, frozenset[UUID]]
    discarded: Mapping[str, frozenset[UUID]]
    about: Mapping[UUID, About]
    """What those that some service said are about."""

    def explains(self, services: Iterable[str]) -> frozenset[UUID]:
        """Give all that is about events set aside at one of these services."""
        events = [
            event
            for service in services
            for by in (self.parked, self.discarded)
            for event in by.get(service, ())
        ]
        return frozenset[UUID]().union(
            *(self.about[event].ids for event in events if event in self.about)
        )


async def set_aside(ledgers: Ledgers, parked: Parked) -> SetAside:
    """Read what was set aside, and what it is about."""
    discarded = await ledgers.discarded()
    events = frozenset[UUID]().union(*parked.ids.values(), *discarded.values())
    return SetAside(parked.ids, discarded, await ledgers.about(events))


@asynccontextmanager
async def open_ledgers(places: Places) -> AsyncIterator[Ledgers]:
    """Connect to every database and hold one snapshot of each, all from about the same moment."""
    async with AsyncExitStack() as stack:
        connections = {
            service: await stack.enter_async_context(connected(dsn))
            for service, dsn in places.dsns.items()
        }
        for connection in connections.values():
            await connection.execute(SETTINGS)
            await stack.enter_async_context(
                connection.transaction(isolation="repeatable_read", readonly=True)
            )
        opened = await asyncio.gather(*(open_ledger(*each) for each in connections.items()))
        yield Ledgers(places, {ledger.service: ledger for ledger in opened})

"""One service's own records, as it tells them: a read-only snapshot, asked by its functions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import asyncpg

from deploy.verifying.differences import Buckets, Entry
from deploy.verifying.hops import LOWEST
from deploy.verifying.proof import Account, Proof, Sum
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

_FOLDER = Path(__file__).parent / "sql"
SQL = {**load_queries(_FOLDER / "queries.sql"), **load_queries(_FOLDER / "proof.sql")}


class Said(NamedTuple):
    """One event of a publisher, as its outbox has it."""

    id: UUID
    said_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class About:
    """What an event is about: its own id, that of its subject and that of its story."""

    type: str
    ids: frozenset[UUID]


class Culprits(NamedTuple):
    """How often a rule within one service is broken, and some of what breaks it."""

    rule: str
    broken: int
    sample: Sequence[str]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A snapshot of one service's records."""

    service: str
    connection: Connection
    proof: Proof
    """What this service keeps of its proven history."""
    moment: datetime
    """The network's time when it was opened."""

    async def buckets(self, book: str, since: datetime, told: str) -> Buckets:
        """Read counts and marks of a book."""
        rows = await self.connection.fetch(SQL["buckets"], book, since, told)
        return {row["bucket"]: (row["entries"], row["mark"]) for row in rows}

    async def entries(
        self, book: str, since: datetime, told: str, buckets: Sequence[int]
    ) -> list[Entry]:
        """Read what a book says in some buckets."""
        rows = await self.connection.fetch(SQL["entries"], book, since, told, buckets)
        return [Entry(*row) for row in rows]

    async def said(self, since: UUID) -> dict[str, Buckets]:
        """Read counts and marks of what was sent, by type."""
        return _by_type(await self.connection.fetch(SQL["said"], since))

    async def heard(self, since: UUID) -> dict[str, Buckets]:
        """Read counts and marks of what arrived, by type."""
        return _by_type(await self.connection.fetch(SQL["heard"], since, self.service))

    async def said_ids(self, event_type: str, since: UUID, buckets: Sequence[int]) -> list[Said]:
        """Read the events of one type in some buckets."""
        given = (event_type, since, buckets)
        return [Said(*row) for row in await self.connection.fetch(SQL["said_ids"], *given)]

    async def heard_ids(self, event_type: str, since: UUID, buckets: Sequence[int]) -> list[UUID]:
        """Read what arrived of one type in some buckets."""
        given = (self.service, event_type, since, buckets)
        rows = await self.connection.fetch(SQL["heard_ids"], *given)
        return [row["event_id"] for row in rows]

    async def unsent(self) -> dict[str, tuple[int, datetime]]:
        """Read by type how many events are still to leave, and since when."""
        rows = await self.connection.fetch(SQL["unsent"])
        return {row["type"]: (row["events"], row["oldest"]) for row in rows}

    async def about(self, events: Sequence[UUID]) -> dict[UUID, About]:
        """Read what some events are about, those that this service said."""
        rows = await self.connection.fetch(SQL["about"], events)
        return {event: About(kind, frozenset((event, *ids))) for event, kind, *ids in rows}

    async def discarded(self) -> list[tuple[str, str]]:
        """Read which messages of which queues a person threw away."""
        rows = await self.connection.fetch(SQL["discarded"])
        return [(row["queue"], row["event_id"]) for row in rows]

    async def culprits(self) -> list[Culprits]:
        """Read which rules within this service are broken."""
        return [Culprits(*row) for row in await self.connection.fetch(SQL["culprits"])]

    async def named(self, query: str) -> dict[str, int]:
        """Read rows of a name and a number."""
        return {row["name"]: row["things"] for row in await self.connection.fetch(SQL[query])}

    async def text(self, query: str) -> str:
        """Read one text."""
        return str(await self.connection.fetchval(SQL[query]))

    async def one_id(self, query: str, *given: object) -> UUID | None:
        """Read one id, if there is one."""
        found: UUID | None = await self.connection.fetchval(SQL[query], *given)
        return found

    async def fresh_sums(self, mark: UUID) -> dict[tuple[str, str], Sum]:
        """Add up what was said (`sent`) and `handled` below a mark and is in no kept sum."""
        if mark <= self.proof.before:
            return {}
        given = (self.proof.before, mark, self.service)
        rows = await self.connection.fetch(SQL["fresh_sums"], *given)
        return {
            (row["account"], row["type"]): Sum(row["events"], UUID(int=int(row["ids"], 2)))
            for row in rows
        }

    async def references(self, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Read by which reference people know some requests; asked of intake only."""
        rows = await self.connection.fetch(SQL["references"], ids)
        return {row["id"]: row["reference"] for row in rows}


async def open_ledger(service: str, connection: Connection) -> Ledger:
    """Begin with what was proven; the connection is in a read-only snapshot."""
    moment = await connection.fetchval(SQL["moment"])
    return Ledger(service, connection, await _proof(connection), moment)


async def _proof(connection: Connection) -> Proof:
    rows = await connection.fetch(SQL["read_sums"])
    return Proof(
        await connection.fetchval(SQL["read_proof"]) or LOWEST,
        {
            Account(row["account"], row["consumer"], row["type"]): Sum(row["events"], row["ids"])
            for row in rows
        },
    )


def _by_type(rows: Sequence[asyncpg.Record]) -> dict[str, Buckets]:
    found = defaultdict[str, dict[int, tuple[int, int]]](dict)
    for event_type, bucket, entries, mark in rows:
        found[event_type][bucket] = (entries, mark)
    return dict(found)

"""Whether the chains of audits of one database hold, in themselves and against kept heads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class Chain:
    """One audit, and how often it is broken in which way."""

    source: str
    links: int
    edited: int
    missing: int
    """Rows that were removed although they were linked."""
    gaps: int
    """Places where links were removed, with or without their rows."""
    added: int
    """Rows that nobody linked."""
    sample: tuple[str, ...]
    """Keys of some of the rows."""

    @property
    def broken(self) -> int:
        """How many rows are not what they were."""
        return self.edited + self.missing + self.gaps + self.added


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain at some moment; whoever has it notices that the chain was cut."""

    source: str
    position: int
    hash: bytes


async def audit_ledger(connection: Connection) -> list[Chain]:
    """Look at every link of every chain of a service's database; writes nothing."""
    return [
        Chain(**{**row, "sample": tuple(row["sample"] or ())})
        for row in await connection.fetch(SQL["audit_ledger"])
    ]


async def audit_heads(connection: Connection) -> list[Head]:
    """Read the ends of the chains."""
    return [Head(**row) for row in await connection.fetch(SQL["audit_heads"])]


async def contradicted(connection: Connection, heads: Iterable[Head]) -> Sequence[tuple[str, int]]:
    """Give source and position of each head that the chains do not have any more."""
    kept = [(head.source, head.position, head.hash) for head in heads]
    if not kept:
        return []
    columns = map(list, zip(*kept, strict=True))
    rows = await connection.fetch(SQL["audit_contradicted"], *columns)
    return [(row["source"], row["position"]) for row in rows]

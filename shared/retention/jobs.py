"""A job: a query that removes a batch of what is too old. The inventory names it and its age."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from shared.postgres.queries import load_queries
from shared.retention.inventory import Inventory

_SHARED: Final = Path(__file__).parents[1]
PREFIX: Final = "forget_"


class UnknownJobError(LookupError):
    """The inventory names a query that is in no file of the service."""


@dataclass(frozen=True, slots=True)
class Job:
    """`query` takes the age and the most rows of a batch, and gives a name for each row removed."""

    name: str
    query: str
    age: timedelta


def jobs_of(service: str, here: Path, inventory: Inventory) -> Sequence[Job]:
    """Give the jobs of one service, whose folder is `here`; raises UnknownJobError."""
    queries = forget_queries(here)
    entries = inventory.of_service(service).values()
    return [Job(entry.job, _named(entry.job, queries), entry.age) for entry in entries if entry.job]


def forget_queries(here: Path) -> Mapping[str, str]:
    """Read the removing queries of shared parts and of a service's rooms, by name."""
    return {
        name: text
        for file in _files(here)
        for name, text in load_queries(file).items()
        if name.startswith(PREFIX)
    }


def _files(here: Path) -> Iterable[Path]:
    yield from sorted(_SHARED.rglob("*.sql"))
    yield from sorted(here.glob("*/*.sql"))


def _named(name: str, queries: Mapping[str, str]) -> str:
    if name not in queries:
        raise UnknownJobError(name)
    return queries[name]

"""What statements need of tables, as PostgreSQL itself sees it when it parses them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import asyncpg

from deploy.watching import databases as watching
from shared.migrations import Components
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from tests.support.rooms import ROOT, SERVICES

OF_THE_OWNER: Final = frozenset(
    {f"services/reporting/{room}/rebuild.sql" for room in ("event_log", "figures", "picture")}
)
"""Statements that only the owner of a database runs."""
OF_VERIFY: Final = ROOT / "deploy" / "verifying" / "sql"
"""Statements of a role of its own."""
_ASKED = re.compile(
    r":relid (?P<table>\d+) (?:(?!:relid ).)*?:requiredPerms (?P<bits>\d+) :checkAsUser \d+ "
    r":selectedCols \(b[ \d]*\) :insertedCols \(b[ \d]*\) :updatedCols \(b(?P<updated>[ \d]*)\)"
)
_BITS: Final = {1: "insert", 2: "select", 4: "update", 8: "delete"}
_SYSTEM_COLUMNS: Final = 7
_COLUMNS = """
SELECT relation.oid::bigint AS table, relname, attnum, attname
FROM pg_class AS relation JOIN pg_attribute AS attribute ON attrelid = relation.oid
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0
    AND NOT attisdropped
ORDER BY relation.oid, attnum
"""
_OF_OTHERS = (
    asyncpg.UndefinedTableError,
    asyncpg.UndefinedColumnError,
    asyncpg.UndefinedFunctionError,
    asyncpg.PostgresSyntaxError,  # what cannot be prepared reads no table
)


@dataclass
class Need:
    """What all statements together need of one table."""

    kinds: set[str] = field(default_factory=set)
    updated: set[str] = field(default_factory=set)
    first_column: str = ""

    @property
    def columns(self) -> set[str]:
        """Give the columns to be updated; who only locks a row may update one of them."""
        return self.updated or {self.first_column} if "update" in self.kinds else set()

    @property
    def privileges(self) -> str:
        """Write it as GRANT takes it."""
        words: list[str] = [kind for kind in ("select", "insert", "delete") if kind in self.kinds]
        if self.columns:
            words.append(f"update ({', '.join(sorted(self.columns))})")
        return ", ".join(words)


def statements_of(service: str) -> Iterator[tuple[str, str]]:
    """Give every statement that runs as the service's role, with where it stands."""
    for file in sorted(_files(service)):
        name = str(file.relative_to(ROOT))
        for query, text in load_queries(file).items():
            if name not in OF_THE_OWNER and _is_of(service, name, query):
                for statement in split(text):
                    yield f"{name} {query}", statement
    for name in ("_PUBLISHED", "_NOT_TAKEN"):
        yield f"watching {name}", getattr(watching, name)


def statements_of_verify() -> Iterator[str]:
    """Give every statement that runs as the role of `verify`."""
    for file in (*sorted(OF_VERIFY.glob("*.sql")), ROOT / "shared" / "audit" / "queries.sql"):
        for text in load_queries(file).values():
            yield from split(text)


def split(text: str) -> list[str]:
    """Part a query's text into its statements."""
    bare = re.sub(r"--.*$", "", text, flags=re.MULTILINE)
    return [statement.strip() for statement in bare.split(";") if statement.strip()]


async def needs(connection: Connection, statements: Iterable[str]) -> Mapping[str, Need]:
    """Have the server parse each; one that is of another service's tables needs nothing here."""
    columns = await connection.fetch(_COLUMNS)
    names = {row["table"]: row["relname"] for row in columns}
    by_number = {(row["table"], row["attnum"]): row["attname"] for row in columns}
    heard: list[str] = []
    connection.add_log_listener(lambda _, message: heard.append(str(message.as_dict())))
    found: dict[str, Need] = {}
    await connection.execute(
        "SET debug_print_parse = on; SET debug_pretty_print = off; SET client_min_messages = log"
    )
    for number, statement in enumerate(statements):
        try:
            await connection.execute(f"PREPARE need_{number} AS {statement}")
        except _OF_OTHERS:
            continue
        await connection.execute(f"DEALLOCATE need_{number}")
    await connection.execute("SET debug_print_parse = off; RESET client_min_messages")
    for asked in _ASKED.finditer(re.sub(r"(?:\\[nt]|\s)+", " ", " ".join(heard))):
        table = int(asked["table"])
        if table in names and int(asked["bits"]):
            need = found.setdefault(names[table], Need(first_column=by_number[table, 1]))
            need.kinds |= {word for bit, word in _BITS.items() if int(asked["bits"]) & bit}
            numbers = [int(each) - _SYSTEM_COLUMNS for each in asked["updated"].split()]
            need.updated |= {by_number[table, each] for each in numbers}
    return dict(sorted(found.items()))


def folder_of(components: Components) -> Path:
    """Give the folder with the service's own migrations."""
    return components[-1][1]


def _files(service: str) -> Iterator[Path]:
    yield from (ROOT / "services" / service).glob("*/*.sql")
    yield from (ROOT / "shared").glob("*/**/queries.sql")
    files = (ROOT / "deploy").glob("*/sql/*.sql")
    yield from (file for file in files if file.parent != OF_VERIFY)


def _is_of(service: str, file: str, query: str) -> bool:
    if "/migrations/" in file:
        return False
    owner = query.partition("_")[0]
    return not file.startswith("deploy/") or owner not in SERVICES or owner == service

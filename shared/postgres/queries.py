"""SQL is read as SQL: one file, many named statements."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

import asyncpg

from shared.postgres.types import Pool

_NAME = re.compile(r"^-- name: (?P<name>[a-z][a-z0-9_]*)\s*$", re.MULTILINE)


class DuplicateQueryError(Exception):
    """Two statements of one file have the same name."""


def load_queries(path: Path) -> Mapping[str, str]:
    """Read `-- name: verb_noun` blocks; text before the first name is ignored."""
    parts = _NAME.split(path.read_text(encoding="utf-8"))[1:]
    names, texts = parts[::2], parts[1::2]
    if len(set(names)) != len(names):
        raise DuplicateQueryError(path.name)
    return MappingProxyType(dict(zip(names, (text.strip() for text in texts), strict=True)))


def rows_of(status: str) -> int:
    """Read the number of rows from what a statement answers: `DELETE 3` is three."""
    return int(status.rpartition(" ")[2])


async def ids(pool: Pool, statement: str, limit: int) -> Sequence[UUID]:
    """Read the ids of some rows, the first column: for rounds, which hold nothing meanwhile."""
    return [row[0] for row in await pool.fetch(statement, limit)]


def columns(row: asyncpg.Record, *names: str) -> dict[str, Any]:
    """Give some columns, for a value whose fields have the same names."""
    return {name: row[name] for name in names}

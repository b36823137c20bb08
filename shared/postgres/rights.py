"""What a running service may do with its tables: no more than its statements need.

`migrations/rights.txt` of a service says it, a line a table: `requests: select, update (state)`.
It is made from the statements themselves by a test, and read in review as the tables are.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from shared.postgres.types import Connection

FILE: Final = "rights.txt"
Rights = Mapping[str, str]
"""Privileges by table, as GRANT takes them."""

_LINE = re.compile(r"(?P<table>[a-z_]+): (?P<privileges>[a-z0-9_, ()]+)")
_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
ORDER BY relname
"""


class UnreadableRightsError(ValueError):
    """A line of the file is not a table with its privileges."""


def read_rights(folder: Path) -> Rights:
    """Read the file beside a service's migrations; raises UnreadableRightsError."""
    rights = {}
    for line in (folder / FILE).read_text(encoding="utf-8").splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            raise UnreadableRightsError(line)
        rights[found["table"]] = found["privileges"]
    return rights


async def give(connection: Connection, app_role: str, rights: Rights, *, only: bool) -> None:
    """Give the role these rights; with `only`, whatever else it had is taken in the same moment.

    Without, an earlier release that still runs keeps what it needs.
    """
    role = quoted(app_role)
    async with connection.transaction():
        if only:
            await connection.execute(
                f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};"
                f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}"
            )
        for row in await connection.fetch(_TABLES):
            table = row["relname"]
            if table in rights:
                await connection.execute(f"GRANT {rights[table]} ON {table} TO {role}")


def quoted(role: str) -> str:
    """Write a role's name as SQL does."""
    return '"' + role.replace('"', '""') + '"'

"""What `verify` may do with a service's database: ask its ledger and keep its proof, nothing else.

The functions of the ledger run as the database's owner and write nothing. Who may call them may
count and name what is in any table: so nobody may but this role, least of all the running service.
"""

from collections.abc import Mapping
from typing import Final

from shared.postgres.pool import connected
from shared.postgres.rights import quoted

PROOF: Final[Mapping[str, str]] = {
    "proven": "SELECT, INSERT, UPDATE (before, proven_at)",
    "proven_sums": "SELECT, INSERT, UPDATE (events, ids)",
}
"""The tables in which it keeps what was proven."""
_FUNCTIONS = """
SELECT oid::regprocedure::text AS name, proname !~ '^book_' AS is_asked FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND (
    proname ~ '^(ledger|book)_'
    OR proname = ANY ('{audit_ledger,audit_heads,audit_contradicted}')
)
ORDER BY 1
"""
"""Books are read by the ledger only."""


async def let_verify(owner_dsn: str, role: str, *, only: bool) -> None:
    """Give the role its rights; with `only` everybody else loses the functions.

    Without, an earlier release still verifies as the services themselves.
    """
    async with connected(owner_dsn) as connection, connection.transaction():
        for function in await connection.fetch(_FUNCTIONS):
            if function["is_asked"]:
                await connection.execute(
                    f"GRANT EXECUTE ON FUNCTION {function['name']} TO {quoted(role)}"
                )
            if only:
                await connection.execute(
                    f"REVOKE EXECUTE ON FUNCTION {function['name']} FROM PUBLIC"
                )
        for table, privileges in PROOF.items():
            if await connection.fetchval("SELECT to_regclass($1)", table):
                await connection.execute(f"GRANT {privileges} ON {table} TO {quoted(role)}")

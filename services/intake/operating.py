"""What the operator's tool asks of intake: staff accounts, and which request a code is."""

from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from services.intake.domain.words import Role
from services.intake.passwords import hash_password
from services.intake.store.connected import SQL

SHORTEST_PASSWORD = 12


class WeakPasswordError(Exception):
    """A password needs twelve characters or more."""


class NameTakenError(Exception):
    """Someone of the staff has this name."""


async def create_staff(dsn: str, name: str, password: str, role: str) -> UUID:
    """Add someone who may sign in; `role` is operator, coordinator, reporter or admin.

    Raises WeakPasswordError, NameTakenError, or ValueError for an unknown role.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPasswordError
    staff_id, known = uuid7(), Role(role)
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(SQL["add_staff"], staff_id, name, hash_password(password), known)
    except asyncpg.UniqueViolationError:
        raise NameTakenError from None
    finally:
        await connection.close()
    return staff_id


async def request_of(dsn: str, reference: str) -> UUID | None:
    """Find the request with the code that its asker was given, however it is typed."""
    connection = await asyncpg.connect(dsn)
    try:
        found: UUID | None = await connection.fetchval(
            SQL["find_reference"], reference.strip().upper()
        )
    finally:
        await connection.close()
    return found

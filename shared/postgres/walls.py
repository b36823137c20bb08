"""The second wall: what a member of an organisation does sees that organisation's rows only.

The gate of the pages says whose member asks; every connection that their request takes is then in
a transaction that says so to the database, whose policies compare it with each row. Work that
nobody signed in for says nothing, and sees all.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

from shared.postgres.hurry import hurry
from shared.postgres.types import Connection

_SAY: Final = "SELECT set_config('porukalla.organisation', $1, true)"
"""For this transaction only; a statement of its own, since policies look before others begin."""


def see_only(organisation_id: UUID | None) -> None:
    """Show the request that this is part of one organisation's rows; all of them for None."""
    if person := hurry():
        person.organisation = organisation_id


@asynccontextmanager
async def showing_only(
    connection: Connection, organisation_id: UUID | None
) -> AsyncIterator[Connection]:
    """Keep a connection to the rows of one organisation for as long as the context lasts."""
    if organisation_id is None:
        yield connection
        return
    async with connection.transaction():
        await connection.execute(_SAY, str(organisation_id))
        yield connection

"""Migrations build what each service declares in `migrations/schema.txt`.

After a new migration, `UPDATE_SCHEMAS=1 pytest` on this file writes the declarations anew; the
difference is read in review.
"""

import os
from pathlib import Path

import asyncpg
import pytest

from tests.support.fresh_databases import MakeDatabase
from tests.support.schema import describe

SERVICES = Path(__file__).parents[3] / "services"


@pytest.mark.parametrize("service", ["intake", "matching", "notify", "reporting"])
async def test_the_migrations_build_the_declared_schema(
    database: MakeDatabase, service: str
) -> None:
    made = await database(service)
    connection = await asyncpg.connect(made.owner_dsn)
    built = await describe(connection)
    await connection.close()

    declared = SERVICES / service / "migrations" / "schema.txt"
    if os.environ.get("UPDATE_SCHEMAS") == "1":
        declared.write_text(built, encoding="utf-8")
    assert built == declared.read_text(encoding="utf-8")

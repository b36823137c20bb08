"""A service's database belongs to its two roles, and a fresh one comes migrated."""

from pathlib import Path

import asyncpg
import pytest

from deploy.local.databases import Addresses, Passwords, create_database
from tests.support.fresh_databases import FreshDatabases

SECRETS = Passwords("owner's", "app's", "verify's")


async def run(dsn: str, statement: str) -> str:
    connection = await asyncpg.connect(dsn)
    try:
        return str(await connection.fetchval(statement))
    finally:
        await connection.close()


@pytest.fixture
async def shop(postgres_admin_dsn: str) -> Addresses:
    return await create_database(postgres_admin_dsn, "shop", passwords=SECRETS)


async def test_making_it_again_changes_only_the_passwords(
    shop: Addresses, postgres_admin_dsn: str
) -> None:
    await run(shop.owner_dsn, "CREATE TABLE IF NOT EXISTS goods (name text)")

    again = await create_database(postgres_admin_dsn, "shop")

    assert await run(again.owner_dsn, "SELECT count(*) FROM goods") == "0"
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(shop.owner_dsn)


async def test_the_running_service_cannot_change_tables(shop: Addresses) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await run(shop.app_dsn, "CREATE TABLE mine (name text)")


async def test_another_service_cannot_connect(shop: Addresses, postgres_admin_dsn: str) -> None:
    other = await create_database(postgres_admin_dsn, "stall")

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(other.app_dsn.rpartition("/")[0] + "/shop")

    assert shop.app_role == "shop_app"


async def test_a_fresh_database_is_migrated_and_nobody_elses(
    fresh_databases: FreshDatabases, tmp_path: Path
) -> None:
    (tmp_path / "0001_goods.sql").write_text("CREATE TABLE goods (name text)", encoding="utf-8")
    components = [("market", tmp_path)]

    first = await fresh_databases.make("market", components)
    second = await fresh_databases.make("market", components)
    try:
        await run(first.app_dsn, "INSERT INTO goods VALUES ('tea') RETURNING name")

        assert await run(first.app_dsn, "SELECT count(*) FROM goods") == "1"
        assert await run(second.app_dsn, "SELECT count(*) FROM goods") == "0"
    finally:
        await fresh_databases.drop(first)
        await fresh_databases.drop(second)


async def test_changed_migrations_make_another_template(
    fresh_databases: FreshDatabases, tmp_path: Path
) -> None:
    file = tmp_path / "0001_goods.sql"
    file.write_text("CREATE TABLE goods (name text)", encoding="utf-8")
    await fresh_databases.drop(await fresh_databases.make("market", [("market", tmp_path)]))
    file.write_text("CREATE TABLE goods (name text, price integer)", encoding="utf-8")

    changed = await fresh_databases.make("market", [("market", tmp_path)])

    try:
        assert await run(changed.app_dsn, "SELECT count(price) FROM goods") == "0"
    finally:
        await fresh_databases.drop(changed)

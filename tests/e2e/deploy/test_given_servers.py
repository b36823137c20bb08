"""A network on servers that somebody else runs."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from deploy.local.folders import Folders
from deploy.local.plan import Plan
from deploy.local.ports import free_port
from deploy.local.postgres import PostgresServer
from deploy.local.rabbit import RabbitServer
from deploy.local.stack import Stack
from deploy.local.start_report import ToldError
from tests.support.deploy.programs import Heard
from tests.support.servers import temporary_folder


@pytest.fixture
def plan(private_rabbit: RabbitServer, private_postgres: PostgresServer) -> Iterator[Plan]:
    with temporary_folder() as folder:
        yield Plan(
            Folders(folder / "state"),
            free_port(),
            rabbit_url=private_rabbit.url,
            postgres_url=private_postgres.admin_dsn,
        )


def test_given_servers_are_used_and_left_alone(
    plan: Plan, private_rabbit: RabbitServer, private_postgres: PostgresServer
) -> None:
    heard = Heard()
    stack = Stack(plan, heard)
    try:
        stack.start()
        kept = [process.name for process in stack.network.processes]
        answer = httpx.get(f"{plan.origin}/fi", trust_env=False)
    finally:
        stack.stop()

    assert kept == ["catcher", "intake", "matching", "notify", "reporting", "caddy"]
    assert answer.status_code == 200
    assert not (plan.folders.state / "postgres").exists()
    assert private_rabbit.is_running()
    assert private_postgres.is_running()


def test_a_server_that_is_away_fails_its_step_by_name(plan: Plan) -> None:
    heard = Heard()
    away = replace(plan, postgres_url=f"postgresql://postgres:x@127.0.0.1:{free_port()}/postgres")
    stack = Stack(away, heard)

    with pytest.raises(ToldError, match="Connect"):
        stack.start()
    stack.stop()

    assert heard.texts[-1].startswith("failed databases and migrations")

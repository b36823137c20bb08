"""A network on servers that somebody else runs."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from typer.testing import CliRunner

from deploy.cli.app import app
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
            rabbit_url=private_rabbit.address,
            postgres_url=private_postgres.admin_dsn,
        )


def load_definitions(plan: Plan, server: RabbitServer) -> None:
    """Do what whoever runs the server is asked to do."""
    printed = CliRunner().invoke(app, ["definitions", "--state", str(plan.folders.state)]).output
    file = server.folder / "ours.json"
    file.write_text(printed, encoding="utf-8")
    file.chmod(0o644)
    server.tell("import_definitions", str(file))


def test_given_servers_are_used_and_left_alone(
    plan: Plan, private_rabbit: RabbitServer, private_postgres: PostgresServer
) -> None:
    load_definitions(plan, private_rabbit)
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


def test_a_broker_that_does_not_know_our_users_fails_the_step_in_words(
    plan: Plan, private_rabbit: RabbitServer
) -> None:
    heard = Heard()
    stack = Stack(replace(plan, rabbit_url=private_rabbit.url), heard)

    with pytest.raises(ToldError, match="porukalla-intake"):
        stack.start()
    stack.stop()

    assert heard.texts[-1].startswith("failed queues")


def test_a_server_that_is_away_fails_its_step_by_name(plan: Plan) -> None:
    heard = Heard()
    away = replace(plan, postgres_url=f"postgresql://postgres:x@127.0.0.1:{free_port()}/postgres")
    stack = Stack(away, heard)

    with pytest.raises(ToldError, match="Connect"):
        stack.start()
    stack.stop()

    assert heard.texts[-1].startswith("failed databases and migrations")

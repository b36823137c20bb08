"""The demo town in databases that are empty, begun, or somebody else's."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from deploy.local.demo_data import NotEmptyError, Seeding, seed_if_empty
from deploy.local.demo_town import MIKKELI, PARTNER, STAFF
from deploy.local.record import Network
from deploy.local.secrets import Secrets
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.sign_in.accounts import add_staff

SERVICES = ("intake", "matching", "notify")


async def empty_network(database: MakeDatabase) -> Network:
    made = {service: (await database(service)).app_dsn for service in SERVICES}
    return Network(
        origin="http://localhost:8080",
        rabbit_url="amqp://nobody@127.0.0.1/",
        databases=made,
        ports={"catcher": 2525},
    )


async def count(network: Network, service: str, query: str) -> int:
    connection = await asyncpg.connect(network.databases[service])
    try:
        found: int = await connection.fetchval("SELECT count(*) FROM " + query)  # noqa: S608
    finally:
        await connection.close()
    return found


@pytest.fixture
def secrets(tmp_path: Path) -> Secrets:
    return Secrets(tmp_path)


async def test_an_empty_network_gets_staff_volunteers_and_a_partner(
    database: MakeDatabase, secrets: Secrets
) -> None:
    network = await empty_network(database)

    added = await asyncio.to_thread(Seeding(network, secrets).run)

    assert len(added) == len(STAFF) + 12 + 1
    assert added[-1] == f"partner\t{PARTNER}\thttp://127.0.0.1:2525/_kumppani"
    assert await count(network, "matching", f"volunteers WHERE '{MIKKELI}' = ANY (areas)") == 12
    assert await count(network, "matching", "outbox WHERE type = 'volunteer.registered'") == 12


async def test_what_is_there_already_is_not_added_again(
    database: MakeDatabase, secrets: Secrets
) -> None:
    network = await empty_network(database)
    await asyncio.to_thread(Seeding(network, secrets).run)

    assert await asyncio.to_thread(Seeding(network, secrets).run) == []


async def test_a_demo_that_was_interrupted_is_completed(
    database: MakeDatabase, secrets: Secrets
) -> None:
    network = await empty_network(database)
    await add_staff(network.databases["intake"], STAFF[0].name, "admin", network.origin)

    await asyncio.to_thread(seed_if_empty, network, secrets)

    assert await count(network, "intake", "staff") == len(STAFF)
    assert await count(network, "notify", "endpoints") == 1


async def test_other_peoples_data_are_refused_unless_forced(
    database: MakeDatabase, secrets: Secrets
) -> None:
    network = await empty_network(database)
    await add_staff(network.databases["intake"], "somebody", "admin", network.origin)

    with pytest.raises(NotEmptyError):
        await asyncio.to_thread(Seeding(network, secrets).run)
    await asyncio.to_thread(seed_if_empty, network, secrets)

    assert await count(network, "intake", "staff") == 1
    assert len(await asyncio.to_thread(lambda: Seeding(network, secrets).run(force=True))) == 18

"""The whole service while its broker or its database is away."""

from deploy.local.postgres import PostgresServer
from deploy.local.rabbit import RabbitServer
from services.intake.migrations import COMPONENTS
from services.intake.queues import QUEUES
from shared.contracts.wire import read
from shared.messaging.topology import declare
from shared.postgres.migrations import migrate
from tests.support.fault_proxy import proxy_before
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.app_world import SAID, ask, running, said
from tests.support.intake.page_world import fill_in, form_of, send


async def test_without_the_broker_requests_are_taken_and_said_later(
    database: MakeDatabase, private_rabbit: RabbitServer
) -> None:
    addresses, rabbit_url = await database("intake"), private_rabbit.url
    await declare(rabbit_url, [*QUEUES, SAID], settle_seconds=0)

    async with (
        proxy_before(rabbit_url) as (proxy, url),
        running(addresses.app_dsn, url) as client,
    ):
        proxy.become("down")
        answers = [await ask(client) for _ in range(20)]
        health = (await client.get("/health/ready")).json()
        proxy.become("pass")
        bodies = await said(rabbit_url, 20)

    assert {answer.status_code for answer in answers} == {201}
    assert health["status"] == "degraded"
    assert health["checks"]["sweep"]["status"] == "ok"
    assert len({read(body).id for body in bodies}) == 20


async def test_without_the_database_nothing_is_promised(
    private_postgres: PostgresServer, private_rabbit: RabbitServer
) -> None:
    dsn = private_postgres.admin_dsn
    await migrate(dsn, COMPONENTS, "postgres")
    await declare(private_rabbit.url, [*QUEUES, SAID], settle_seconds=0)

    async with running(dsn, private_rabbit.url) as client:
        await fill_in(client)
        private_postgres.kill()
        answers = [
            await ask(client, "a-key-to-repeat"),
            await client.post(f"{form_of(client)}tarkista"),
        ]
        private_postgres.start()
        again = await ask(client, "a-key-to-repeat")
        done = await send(client)

    for answer in answers:
        assert answer.status_code == 503
        assert "+358 15 000 0000" in answer.text
        for word in ("received", "perillä", "vastaanotettu"):
            assert word not in answer.text.lower()
    assert again.status_code == 201
    assert done.status_code == 200

"""The whole service between a real broker and a real database: facts in, figures out."""

import aio_pika
import pytest
from fastapi import FastAPI
from pydantic import AmqpDsn, HttpUrl, PostgresDsn, SecretStr

from deploy.local.databases import Addresses
from deploy.local.rabbit import RabbitServer
from services.reporting.app import SERVICE
from services.reporting.operating import rebuild
from services.reporting.queues import FACTS_QUEUE, QUEUES
from services.reporting.settings import Settings
from shared.contracts.words import StaffRole
from shared.messaging.topology import declare
from tests.support.messaging import channel_at, depth, publish, until
from tests.support.reporting.building import helped, named
from tests.support.serving import running
from tests.support.web.staff import PUBLIC_PASS_KEYS, STAMP_KEYS, cookie_for


@pytest.fixture
async def broker(private_rabbit: RabbitServer) -> RabbitServer:
    await declare(private_rabbit.url, QUEUES)
    return private_rabbit


@pytest.fixture
def app(made: Addresses, broker: RabbitServer) -> FastAPI:
    return SERVICE.build(
        Settings(
            postgres_url=PostgresDsn(made.app_dsn),
            rabbit_url=AmqpDsn(broker.url),
            http_port=1,
            public_url=HttpUrl("http://localhost:8080"),
            session_public_keys=PUBLIC_PASS_KEYS,
            session_stamp_keys=SecretStr(STAMP_KEYS),
        )
    )


async def test_facts_from_the_broker_become_figures(
    app: FastAPI, broker: RabbitServer, made: Addresses
) -> None:
    stories = [event for number in range(40) for event in helped(f"story {number}")]
    async with running(app, token=cookie_for(StaffRole.REPORTER)) as client:
        await publish(broker.url, *reversed(stories), *stories)

        async def counted() -> bool:
            page = await client.get("/fi/raportit")
            return 'data-figure="completed"><strong>40<' in page.text

        await until(counted)
        timeline = await client.get(f"/fi/raportit/pyynto/{named('story 7')}")
        ready = (await client.get("/health/ready")).json()

    assert timeline.status_code == 200
    assert timeline.text.count('<li id="e') == len(helped("story 7"))
    assert ready["status"] == "ok"
    assert await depth(broker.url, FACTS_QUEUE.name) == 0
    assert (await rebuild(made.owner_dsn)).agrees


async def test_one_poison_message_holds_up_nothing(app: FastAPI, broker: RabbitServer) -> None:
    async with running(app, token=cookie_for(StaffRole.REPORTER)) as client:
        async with channel_at(broker.url) as channel:
            await channel.default_exchange.publish(
                aio_pika.Message(b'{"type": "request.created"'), FACTS_QUEUE.name
            )
        await publish(broker.url, *helped("after"))

        async def told() -> bool:
            page = await client.get(f"/fi/raportit/pyynto/{named('after')}")
            return page.text.count('<li id="e') == len(helped("after"))

        await until(told)
        parked = await depth(broker.url, FACTS_QUEUE.parked)

    assert parked == 1


async def test_without_the_broker_the_pages_stay_and_say_they_are_degraded(
    app: FastAPI, broker: RabbitServer
) -> None:
    broker.kill()

    async with running(app, token=cookie_for(StaffRole.REPORTER)) as client:
        page = await client.get("/fi/raportit")
        ready = await client.get("/health/ready")

    assert page.status_code == 200
    assert ready.status_code == 200
    assert ready.json()["status"] == "degraded"

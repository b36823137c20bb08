"""The whole service between a real broker and a real database: facts in, figures out."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aio_pika
import httpx
import pytest
from fastapi import FastAPI
from pydantic import AmqpDsn, HttpUrl, PostgresDsn

from deploy.local.databases import Addresses
from deploy.local.rabbit import RabbitServer
from services.reporting.app import SERVICE
from services.reporting.operating import rebuild
from services.reporting.queues import FACTS_QUEUE, QUEUES
from services.reporting.settings import Settings
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import write
from shared.messaging.topology import EVENTS, declare
from shared.sealing.tokens import token_hash
from tests.support.messaging import depth, until
from tests.support.reporting.building import helped, named
from tests.support.web.staff import session_opened

TOKEN = "a member of staff"


@pytest.fixture
async def broker(private_rabbit: RabbitServer) -> RabbitServer:
    await declare(private_rabbit.url, QUEUES)
    return private_rabbit


@pytest.fixture
def app(addresses: Addresses, broker: RabbitServer) -> FastAPI:
    return SERVICE.build(
        Settings(
            postgres_url=PostgresDsn(addresses.app_dsn),
            rabbit_url=AmqpDsn(broker.url),
            http_port=1,
            public_url=HttpUrl("http://localhost:8080"),
        )
    )


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=transport, base_url="http://localhost:8080", cookies={"porukalla": TOKEN}
        ) as client,
    ):
        yield client


async def say(rabbit_url: str, events: Sequence[Envelope[Event]]) -> None:
    connection = await aio_pika.connect(rabbit_url)
    async with connection, connection.channel() as channel:
        exchange = await channel.get_exchange(EVENTS)
        for event in events:
            message = aio_pika.Message(write(event), message_id=str(event.id), type=event.type)
            await exchange.publish(message, event.type)


async def test_facts_from_the_broker_become_figures(
    app: FastAPI, broker: RabbitServer, addresses: Addresses
) -> None:
    stories = [event for number in range(40) for event in helped(f"story {number}")]
    session = session_opened(token_hash(TOKEN))

    async with running(app) as client:
        await say(broker.url, [session, *reversed(stories), *stories])

        async def counted() -> bool:
            page = await client.get("/fi/raportit")
            return 'data-figure="completed"><strong>40<' in page.text

        await until(counted, 60)
        timeline = await client.get(f"/fi/raportit/pyynto/{named('story 7')}")
        ready = (await client.get("/health/ready")).json()

    assert timeline.status_code == 200
    assert timeline.text.count('<li id="e') == len(helped("story 7"))
    assert ready["status"] == "ok"
    assert await depth(broker.url, FACTS_QUEUE.name) == 0
    assert (await rebuild(addresses.owner_dsn)).agrees


async def test_one_poison_message_holds_up_nothing(app: FastAPI, broker: RabbitServer) -> None:
    session = session_opened(token_hash(TOKEN))

    async with running(app) as client:
        connection = await aio_pika.connect(broker.url)
        async with connection, connection.channel() as channel:
            await channel.default_exchange.publish(
                aio_pika.Message(b'{"type": "request.created"'), FACTS_QUEUE.name
            )
        await say(broker.url, [session, *helped("after")])

        async def told() -> bool:
            page = await client.get(f"/fi/raportit/pyynto/{named('after')}")
            return page.text.count('<li id="e') == len(helped("after"))

        await until(told, 30)
        parked = await depth(broker.url, FACTS_QUEUE.parked)

    assert parked == 1


async def test_without_the_broker_the_pages_stay_and_say_they_are_degraded(
    app: FastAPI, broker: RabbitServer
) -> None:
    broker.kill()

    async with running(app) as client:
        page = await client.get("/fi/raportit")
        ready = await client.get("/health/ready")

    assert page.status_code == 303
    assert ready.status_code == 200
    assert ready.json()["status"] == "degraded"

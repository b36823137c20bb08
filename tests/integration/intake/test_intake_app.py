"""The whole service as production builds it, on a real broker and database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import aio_pika
import asyncpg
import httpx

from deploy.local.databases import Addresses
from deploy.local.postgres import PostgresServer
from deploy.local.rabbit import RabbitServer
from services.intake.app import SERVICE
from services.intake.migrations import COMPONENTS
from services.intake.operating import create_staff
from services.intake.queues import QUEUES
from services.intake.settings import Settings
from shared.contracts import intake as intake_contract
from shared.contracts.envelope import Envelope
from shared.contracts.matching import MatchAccessIssued
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read, write
from shared.messaging.topology import EVENTS, WorkQueue, declare
from shared.postgres.migrations import migrate
from shared.sealing.box import Opener, new_keypair
from shared.sealing.notices import Notice
from tests.support.fault_proxy import proxy_before
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.board.building import reported
from tests.support.intake.page_world import CONTACT_FILE, OWN, fill_in, send
from tests.support.intake.postgres_world import PASSWORD, SEALING_KEYS
from tests.support.intake.requests.building import MatchStory, unmatched
from tests.support.intake.seen import Seen
from tests.support.intake.wishes.building import refused
from tests.support.messaging import take_all, until

PRIVATE_KEY, PUBLIC_KEY = new_keypair()
SAID = WorkQueue(
    "reporting",
    "said_by_intake",
    (*(kind.event_type for kind in intake_contract.EVENTS), "notification.requested"),
)
ORIGIN = "http://localhost:8080"
PERSONAL = (b"Aino", b"Porrassalmenkatu", b"Maitoa", b"358401234567", b"aino@example.org")


def settings(dsn: str, rabbit_url: str) -> Settings:
    return Settings.model_validate(
        {
            "postgres_url": dsn,
            "rabbit_url": rabbit_url,
            "http_port": 1,
            "public_url": ORIGIN,
            "contact_file": CONTACT_FILE,
            "sealing_keys": SEALING_KEYS,
            "notify_public_key": PUBLIC_KEY,
        }
    )


@asynccontextmanager
async def running(dsn: str, rabbit_url: str) -> AsyncIterator[httpx.AsyncClient]:
    app = SERVICE.build(settings(dsn, rabbit_url))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=OWN) as client,
    ):
        yield client


async def publish(rabbit_url: str, *events: Envelope[Any]) -> None:
    connection = await aio_pika.connect(rabbit_url)
    async with connection, connection.channel() as channel:
        exchange = await channel.get_exchange(EVENTS)
        for event in events:
            message = aio_pika.Message(write(event), message_id=str(event.id))
            await exchange.publish(message, event.type)


async def said(rabbit_url: str, number: int) -> list[bytes]:
    bodies: list[bytes] = []

    async def enough() -> bool:
        bodies.extend(message.body for message in await take_all(rabbit_url, SAID.name))
        return len(bodies) >= number

    await until(enough)
    return bodies


async def shows(client: httpx.AsyncClient, path: str, text: str) -> None:
    async def shown() -> bool:
        return text in (await client.get(path)).text

    await until(shown)


async def test_a_request_goes_from_the_form_to_its_end(
    database: MakeDatabase, private_rabbit: RabbitServer
) -> None:
    addresses, rabbit_url = await database("intake"), private_rabbit.url
    await declare(rabbit_url, [*QUEUES, SAID], settle_seconds=0)

    async with running(addresses.app_dsn, rabbit_url) as client:
        status = await ask_by_form(client)
        created = await said(rabbit_url, 2)
        story = MatchStory(read(created[0]).subject_id)
        await publish(rabbit_url, story.matched(), story.access(), story.proposed())
        await shows(client, status, "Auttaja on löytynyt")
        await publish(rabbit_url, story.completed())
        await shows(client, status, "Pyyntö on hoidettu")
        ended = await said(rabbit_url, 3)

    assert {read(body).type for body in ended} == {
        "notification.requested",
        "request.completed",
        "request.closed",
    }
    for body in (*created, *ended):
        assert not any(word in body for word in PERSONAL)


async def test_the_contact_page_opens_once_and_shuts_with_the_task(
    database: MakeDatabase, private_rabbit: RabbitServer
) -> None:
    addresses, rabbit_url = await database("intake"), private_rabbit.url
    await declare(rabbit_url, [*QUEUES, SAID], settle_seconds=0)
    path = "/fi/yhteys/access-token"

    async with running(addresses.app_dsn, rabbit_url) as client:
        await ask_by_form(client)
        story = MatchStory(read((await said(rabbit_url, 2))[0]).subject_id)
        await publish(rabbit_url, story.proposed(), story.matched(), in_a_day(story.access()))
        await shows(client, path, "Näytä yhteystiedot")
        await client.post(path)
        contact = await client.get(path)
        await publish(rabbit_url, story.withdrawn())
        await shows(client, path, "Tehtävä on päättynyt")
        await said(rabbit_url, 2)

    assert "Porrassalmenkatu 1" in contact.text
    assert "040 1234567" in contact.text


async def test_a_letter_can_be_opened_by_notify_alone(
    database: MakeDatabase, private_rabbit: RabbitServer
) -> None:
    addresses, rabbit_url = await database("intake"), private_rabbit.url
    await declare(rabbit_url, [*QUEUES, SAID], settle_seconds=0)

    async with running(addresses.app_dsn, rabbit_url) as client:
        status = await ask_by_form(client)
        _, letter = map(read, await said(rabbit_url, 2))

    assert isinstance(letter.data, NotificationRequested)
    notice = Notice.from_json(Opener([PRIVATE_KEY]).open(letter.data.sealed))
    assert notice.recipient == "aino@example.org"
    assert notice.values["status_url"] == ORIGIN + status


async def test_nobody_left_and_a_cancellation_are_shown(
    database: MakeDatabase, private_rabbit: RabbitServer
) -> None:
    addresses, rabbit_url = await database("intake"), private_rabbit.url
    await declare(rabbit_url, [*QUEUES, SAID], settle_seconds=0)

    async with running(addresses.app_dsn, rabbit_url) as client:
        answer = await ask(client)
        status = httpx.URL(answer.json()["status_url"]).path
        (created,) = map(read, await said(rabbit_url, 1))
        await publish(rabbit_url, unmatched(created.subject_id))
        await shows(client, status, "Koordinaattori jatkaa")
        await client.post(f"{status}/peru")
        ends = [read(body).type for body in await said(rabbit_url, 2)]

    assert ends == ["request.cancelled", "request.closed"]


async def test_staff_sign_in_and_the_other_services_hear_of_it(
    database: MakeDatabase, private_rabbit: RabbitServer
) -> None:
    addresses, rabbit_url = await database("intake"), private_rabbit.url
    await declare(rabbit_url, [*QUEUES, SAID], settle_seconds=0)
    await create_staff(addresses.app_dsn, "kaisa", PASSWORD, "coordinator")

    async with running(addresses.app_dsn, rabbit_url) as client:
        await client.post("/fi/kirjaudu", data={"name": "kaisa", "password": PASSWORD})
        board = await client.get("/fi/taulu")
        await client.post("/fi/kirjaudu/ulos")
        after = await client.get("/fi/taulu")
        heard = [read(body) for body in await said(rabbit_url, 2)]

    assert board.status_code == 200
    assert after.status_code == 303
    assert [event.type for event in heard] == ["staff.session_opened", "staff.session_closed"]
    assert [event.subjectversion for event in heard] == [1, 2]
    assert isinstance(heard[0].data, intake_contract.StaffSessionOpened)
    assert heard[0].data.roles == ("coordinator",)


async def test_a_coordinator_has_a_volunteer_asked_and_reads_the_answer(
    database: MakeDatabase, private_rabbit: RabbitServer
) -> None:
    addresses, rabbit_url = await database("intake"), private_rabbit.url
    await declare(rabbit_url, [*QUEUES, SAID], settle_seconds=0)
    await create_staff(addresses.app_dsn, "kaisa", PASSWORD, "coordinator")

    async with running(addresses.app_dsn, rabbit_url) as client:
        await ask(client)
        request_id = read((await said(rabbit_url, 1))[0]).subject_id
        await client.post("/fi/kirjaudu", data={"name": "kaisa", "password": PASSWORD})
        path, number = f"/fi/taulu/{request_id}/kysy", {"volunteer_number": "17"}
        answers = await asyncio.gather(*(client.post(path, data=number) for _ in range(5)))
        await shows(client, "/fi/taulu", "Vapaaehtoinen 17: kysymys on matkalla")
        heard = [read(body) for body in await said(rabbit_url, 2)]
        (command,) = [event for event in heard if event.type == "request.assignment_requested"]
        refusal = refused(request_id, command.data.model_dump()["wish_id"])
        await publish(rabbit_url, reported(request_id), refusal, refusal)
        for words in ("Vapaaehtoinen 17: ei kysytty uudelleen", "12 sopii, 7 on saanut"):
            await shows(client, "/fi/taulu", words)

    assert {answer.status_code for answer in answers} == {303}
    assert len(heard) == 2
    assert (command.subject, command.subjectversion) == (f"request/{request_id}", 2)
    assert await count(addresses, "wishes") == 1


async def test_many_submissions_with_one_key_are_one_request(
    database: MakeDatabase, private_rabbit: RabbitServer
) -> None:
    addresses, rabbit_url = await database("intake"), private_rabbit.url
    await declare(rabbit_url, [*QUEUES, SAID], settle_seconds=0)

    async with running(addresses.app_dsn, rabbit_url) as client:
        answers = await asyncio.gather(*(ask(client, "the-one-key") for _ in range(10)))
        await said(rabbit_url, 1)

    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert len({answer.text for answer in answers}) == 1
    assert await count(addresses, "requests") == 1
    assert await count(addresses, "subject_keys") == len(["the request's", "the activation's"])


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
        answers = [await ask(client, "a-key-to-repeat"), await client.post("/fi/apua/tarkista")]
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


async def ask_by_form(client: httpx.AsyncClient) -> str:
    await fill_in(client)
    done = Seen((await send(client)).text)
    (status,) = [link for link in done.links if "/p/" in link]
    return status


def in_a_day(event: Envelope[MatchAccessIssued]) -> Envelope[MatchAccessIssued]:
    expires_at = datetime.now(UTC) + timedelta(days=1)
    data = event.data.model_copy(update={"expires_at": expires_at})
    return event.model_copy(update={"data": data})


async def ask(client: httpx.AsyncClient, key: str | None = None) -> httpx.Response:
    body = {
        "category": "groceries",
        "urgency": "today",
        "postal_code": "50100",
        "language": "fi",
        "phone": "0401234567",
    }
    headers = {"Idempotency-Key": key or str(uuid4())}
    return await client.post("/api/requests", json=body, headers=headers)


async def count(addresses: Addresses, table: str) -> int:
    connection = await asyncpg.connect(addresses.app_dsn)
    try:
        return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))  # noqa: S608  # ours
    finally:
        await connection.close()

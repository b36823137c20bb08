"""The whole service as production builds it, between a real broker, database and mail server."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import httpx
from aio_pika.abc import AbstractIncomingMessage
from fastapi import FastAPI
from standardwebhooks import Webhook

import services.notify
from deploy.local.databases import Addresses
from deploy.local.rabbit import RabbitServer
from services.notify.app import SERVICE
from services.notify.operating import add_endpoint
from services.notify.queues import QUEUES
from services.notify.settings import Settings
from shared.clock import shift
from shared.contracts.words import StaffRole
from shared.messaging.topology import WorkQueue, declare
from tests.support.messaging import publish, take_all, until
from tests.support.notify.building import (
    PRIVATE_KEY,
    notification_requested,
    request_created,
)
from tests.support.notify.grounds import SEALING_KEYS, SECRET
from tests.support.notify.receivers import Mailbox, mail_server, partner, status
from tests.support.serving import running
from tests.support.web.staff import SESSION_KEYS, cookie_for

CONTACT = Path(services.notify.__path__[0]).parents[1] / "deploy" / "contact.toml"
SAID = WorkQueue("reporting", "said", ("notification.sent", "notification.failed"))


def built(dsn: str, rabbit_url: str, mailbox: Mailbox) -> FastAPI:
    settings = Settings.model_validate(
        {
            "postgres_url": dsn,
            "rabbit_url": rabbit_url,
            "http_port": 1,
            "public_url": "http://localhost:8080",
            **SESSION_KEYS,
            "contact_file": CONTACT,
            "sealing_keys": SEALING_KEYS,
            "private_keys": PRIVATE_KEY,
            "smtp_host": "127.0.0.1",
            "smtp_port": mailbox.port,
            "smtp_from": "porukalla@example.fi",
            "allow_loopback_endpoints": True,
        }
    )
    return SERVICE.build(settings)


async def test_a_letter_and_news_go_out_and_staff_see_them(
    database: Callable[[str], Awaitable[Addresses]], private_rabbit: RabbitServer
) -> None:
    addresses, rabbit_url = await database("notify"), private_rabbit.url
    await declare(rabbit_url, [*QUEUES, SAID], settle_seconds=0)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    asked, created = notification_requested(expires_at=tomorrow), request_created()

    async with mail_server() as mailbox, partner(status(200)) as receiver:
        await add_endpoint(
            addresses.app_dsn,
            "Kumppani ry",
            receiver.url,
            SECRET,
            ["request.created"],
            sealing_keys=SEALING_KEYS,
        )
        async with running(built(addresses.app_dsn, rabbit_url, mailbox)) as client:
            await publish(rabbit_url, asked, asked, created)
            said = await _said(rabbit_url, 2)
            page = await _page(client)
            health = (await client.get("/health/ready")).json()

    (request,) = receiver.received
    Webhook(SECRET).verify(request.body, request.headers)
    assert _told(request.body) == (
        str(created.id),
        f"http://localhost:8080/fi/raportit/pyynto/{created.data.request_id}",
    )
    assert len(mailbox.contents) == 1
    assert {message.type for message in said} == {"notification.sent"}
    assert "Pyyntö saapui" in page
    assert "Kumppani ry" in page
    assert health["status"] == "ok"
    assert {"letters", "webhooks"} <= set(health["checks"])


async def test_a_letter_taken_in_goes_out_while_the_broker_is_dead(
    database: Callable[[str], Awaitable[Addresses]], private_rabbit: RabbitServer
) -> None:
    addresses = await database("notify")
    await declare(private_rabbit.url, [*QUEUES, SAID])
    tomorrow = datetime.now(UTC) + timedelta(days=1)

    async with mail_server() as mailbox:
        mailbox.on_recipient = "450 later"
        async with running(built(addresses.app_dsn, private_rabbit.url, mailbox)):
            await publish(private_rabbit.url, notification_requested(expires_at=tomorrow))
            await until(lambda: mailbox.refused > 0)
            private_rabbit.kill()
            mailbox.on_recipient = "250 OK"
            await half_a_minute_passes(addresses.owner_dsn)
            await until(lambda: len(mailbox.contents) == 1)
            await asyncio.to_thread(private_rabbit.start)
            said = await _said(private_rabbit.url, 1)

    assert [message.type for message in said] == ["notification.sent"]


async def half_a_minute_passes(owner_dsn: str) -> None:
    """Let the next try of a letter be due by the network's clock."""
    owner = await asyncpg.connect(owner_dsn)
    await shift(owner, timedelta(seconds=40))
    await owner.close()


def _told(body: bytes) -> tuple[str, str]:
    told = json.loads(body)
    return told["id"], told["link"]


async def _said(rabbit_url: str, count: int) -> list[AbstractIncomingMessage]:
    found: list[AbstractIncomingMessage] = []

    async def enough() -> bool:
        found.extend(await take_all(rabbit_url, SAID.name))
        return len(found) >= count

    await until(enough)
    return found


async def _page(client: httpx.AsyncClient) -> str:
    found = ""

    async def both_sent() -> bool:
        nonlocal found
        answer = await client.get(
            "/fi/toimitukset", headers={"cookie": f"porukalla={cookie_for(StaffRole.COORDINATOR)}"}
        )
        found = answer.text
        return found.count("Lähetetty") == 2

    await until(both_sent)
    return found

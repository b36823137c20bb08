"""The whole service as production builds it, and what is said around it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4
from zlib import crc32

import httpx

from services.intake.app import SERVICE
from services.intake.settings import Settings
from shared.contracts import intake as intake_contract
from shared.messaging.topology import WorkQueue
from shared.sealing.box import new_keypair
from tests.support.intake.page_world import CONTACT_FILE, OWN, fill_in, send
from tests.support.intake.postgres_world import SEALING_KEYS
from tests.support.intake.seen import Seen
from tests.support.messaging import take_all, until
from tests.support.same_person import SAME_PERSON_KEY
from tests.support.web.staff import PASS_KEYS, SESSION_KEYS

PRIVATE_KEY, PUBLIC_KEY = new_keypair()

SAID = WorkQueue(
    "reporting",
    "said_by_intake",
    (*(kind.event_type for kind in intake_contract.EVENTS), "notification.requested"),
)

ORIGIN = "http://localhost:8080"


def settings(dsn: str, rabbit_url: str) -> Settings:
    return Settings.model_validate(
        {
            "postgres_url": dsn,
            "rabbit_url": rabbit_url,
            "http_port": 1,
            "public_url": ORIGIN,
            "session_private_keys": PASS_KEYS,
            **SESSION_KEYS,
            "contact_file": CONTACT_FILE,
            "sealing_keys": SEALING_KEYS,
            "notify_public_key": PUBLIC_KEY,
            "same_person_key": SAME_PERSON_KEY,
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


async def ask_by_form(client: httpx.AsyncClient) -> str:
    await fill_in(client)
    done = Seen((await send(client)).text)
    (status,) = [link for link in done.links if "/p/" in link]
    return status


async def ask(client: httpx.AsyncClient, key: str | None = None) -> httpx.Response:
    """Ask by the API, from a number of one's own: many from one wait for a person."""
    key = key or str(uuid4())
    body = {
        "category": "groceries",
        "urgency": "today",
        "postal_code": "50100",
        "language": "fi",
        "phone": f"040 {1_000_000 + crc32(key.encode()) % 9_000_000}",
    }
    headers = {"Idempotency-Key": key}
    return await client.post("/api/requests", json=body, headers=headers)

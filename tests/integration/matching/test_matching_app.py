"""The whole service as production builds it, between a real broker and a real database."""

import asyncpg
import httpx

from services.matching.app import SERVICE
from services.matching.queues import QUEUES
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read
from shared.messaging.topology import WorkQueue, declare
from shared.sealing.box import Opener
from shared.sealing.notices import Notice
from tests.support.all_services import PRIVATE, matching_settings
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.building import FROM_SIGN_UP_TO_DONE, RequestStory
from tests.support.messaging import channel_at, drop, own_queue, publish, take_all, until
from tests.support.serving import running

FORM = {
    "name": "Veera Virtanen",
    "email": "veera@example.org",
    "languages": "fi",
    "categories": "groceries",
    "weekly_cap": "2",
    "consent": "yes",
}
UTSJOKI = "890"
"""Far from the requests that others send over a shared broker, which this service takes too."""
LETTERS = ("notification.requested",) * 4
"""Confirm, proposal, accepted, thanks."""
STORY = (*LETTERS, *FROM_SIGN_UP_TO_DONE)
LOOPS = ("matchmaker", "lapsed_matches", "weeks_over", "unconfirmed_applicants")


async def empty_queues(rabbit_url: str) -> None:
    """Declare the service's queues without what earlier runs left in them."""
    await declare(rabbit_url, QUEUES, settle_seconds=0)
    async with channel_at(rabbit_url) as channel:
        for queue in QUEUES:
            await (await channel.get_queue(queue.name)).purge()


class Mailbag:
    """The letters in the outbox, opened with notify's key; gives links as paths."""

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn

    async def path(self, name: str) -> str:
        found = ""

        async def arrived() -> bool:
            nonlocal found
            found = await self._newest(name)
            return bool(found)

        await until(arrived)
        return found.removeprefix("http://localhost:8080")

    async def _newest(self, name: str) -> str:
        connection = await asyncpg.connect(self.dsn)
        try:
            rows = await connection.fetch(
                "SELECT body FROM outbox WHERE type = 'notification.requested' "
                "ORDER BY position DESC"
            )
        finally:
            await connection.close()
        for row in rows:
            data = read(row["body"].encode()).data
            assert isinstance(data, NotificationRequested)
            values = Notice.from_json(Opener([PRIVATE]).open(data.sealed)).values
            if name in values:
                return values[name]
        return ""


async def test_from_sign_up_to_what_was_done(database: MakeDatabase, rabbit_url: str) -> None:
    addresses = await database("matching")
    await empty_queues(rabbit_url)
    heard = await own_queue(rabbit_url, *dict.fromkeys(STORY))
    beside = await own_queue(rabbit_url, "supply.reported")

    async with running(
        SERVICE.build(matching_settings(addresses.app_dsn, rabbit_url=rabbit_url))
    ) as client:
        ended = await _live_the_story(client, Mailbag(addresses.app_dsn), rabbit_url)
        told = await _all_told(rabbit_url, heard, await said_in(addresses.app_dsn))
        await until(lambda: _is_well(client))

    await drop(rabbit_url, heard)
    await drop(rabbit_url, beside)
    assert "45" in ended
    assert sorted(told) == sorted(STORY)


async def _live_the_story(client: httpx.AsyncClient, mail: Mailbag, rabbit_url: str) -> str:
    """Press everything twice; gives the task page at the end."""
    await client.post("/fi/vapaaehtoinen/liity/99980", data=FORM)
    confirm = await mail.path("confirm_url")
    await client.post(confirm)
    await client.post(confirm)
    created = RequestStory(municipality=UTSJOKI, postal_code="99980").created()
    await publish(rabbit_url, created, created)
    proposal = await mail.path("proposal_url")
    assert "Utsjoki" in (await client.get(proposal)).text
    for _ in range(2):
        await client.post(proposal, data={"answer": "accept"})
    task = await mail.path("task_url")
    for minutes in ("45", "50"):
        await client.post(task, data={"minutes": minutes})
    return (await client.get(task)).text


async def _is_well(client: httpx.AsyncClient) -> bool:
    answer = await client.get("/health/ready")
    return bool(answer.json()["status"] == "ok")


async def said_in(dsn: str) -> set[str]:
    connection = await asyncpg.connect(dsn)
    try:
        rows = await connection.fetch("SELECT event_id::text AS id FROM outbox")
    finally:
        await connection.close()
    return {row["id"] for row in rows}


async def _all_told(rabbit_url: str, heard: WorkQueue, own: set[str]) -> list[str]:
    """Listen for our own events: the broker may be shared with other runs."""
    told: list[str] = []

    async def enough() -> bool:
        messages = await take_all(rabbit_url, heard.name)
        told.extend(str(message.type) for message in messages if message.message_id in own)
        return len(told) >= len(STORY)

    await until(enough)
    return told


NOWHERE = matching_settings(
    "postgresql://matching_app:x@127.0.0.1:1/matching", rabbit_url="amqp://guest:guest@127.0.0.1:1/"
)


async def test_no_page_of_a_dead_database_pretends() -> None:
    async with running(SERVICE.build(NOWHERE)) as client:
        answer = await client.post("/fi/vapaaehtoinen/liity/50100", data=FORM)

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"


async def test_every_loop_that_a_dead_database_stops_is_named() -> None:
    async with running(SERVICE.build(NOWHERE)) as client:

        async def are_all_named() -> bool:
            checks = (await client.get("/health/ready")).json()["checks"]
            return {checks[name]["status"] for name in LOOPS} == {"degraded"}

        await until(are_all_named)

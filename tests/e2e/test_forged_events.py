"""Whoever stole the broker's address of one service gets nothing that is another's."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import aio_pika
import asyncpg
import pytest
from aio_pika.abc import AbstractConnection
from aiormq.exceptions import ChannelAccessRefused

from deploy.local.services import SERVICES, all_queues
from deploy.watching.broker import look_at_queues
from shared.activation import FIRST_ACTIVATION
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.contracts.matching import MatchAccessIssued, MatchProposed, VolunteerMatched
from shared.contracts.wire import SENDERS, write
from shared.contracts.words import StaffRole
from shared.messaging.outbox import Announcement, Outbox
from shared.messaging.speakers import SAID_BY
from shared.messaging.topology import EVENTS
from shared.messaging.users import user_of
from shared.sealing.tokens import token_hash
from tests.support.events import owner_of
from tests.support.messaging import depth, take_all, until
from tests.support.person import Person
from tests.support.town import Town, ask

TOKEN = "a token of the thief's own choice"
LATER = datetime.now(UTC) + timedelta(days=3650)


def forgeries(request_id: UUID) -> Iterator[Envelope[Event]]:
    """Say what the findings said: be staff, and open a stranger's contact data."""
    hashed, match_id, volunteer_id = token_hash(TOKEN), uuid4(), uuid4()
    match = {"match_id": match_id, "request_id": request_id, "volunteer_id": volunteer_id}
    opened = StaffSessionOpened(
        session_hash=hashed, staff_id=uuid4(), role=StaffRole.COORDINATOR, expires_at=LATER
    )
    said: Sequence[tuple[str, Event]] = (
        (f"staff_session/{uuid4()}", opened),
        (f"staff_session/{uuid4()}", StaffSessionClosed(session_hash=hashed)),
        (f"match/{match_id}", MatchProposed(**match, expires_at=LATER, attempt=1)),
        (f"match/{match_id}", VolunteerMatched(**match)),
        (f"match/{match_id}", MatchAccessIssued(**match, token_hash=hashed, expires_at=LATER)),
    )
    for number, (subject, data) in enumerate(said, 1):
        source = f"porukalla/{owner_of(data.event_type)}"
        outbox = Outbox(source, lambda: datetime.now(UTC), uuid4)
        yield outbox.envelope(
            Announcement(subject, number, data, request_id, activation=FIRST_ACTIVATION)
        )


@dataclass(frozen=True, slots=True)
class Thief:
    """Holds one service's address of the broker, and is connected."""

    service: str
    connection: AbstractConnection

    async def is_refused(self, exchange: str, key: str, event: Envelope[Event]) -> bool:
        """Try it by nobody and in its own name, the owner's in a header."""
        for user_id in (None, user_of(self.service)):
            try:
                await self._say(exchange, key, event, user_id)
            except ChannelAccessRefused:
                continue
            return False
        return True

    async def pass_off(self, event: Envelope[Event]) -> None:
        """Say it under each of its own types: the broker cannot know what is inside."""
        for key in sorted(SENDERS[self.service]):
            for user_id in (None, user_of(self.service)):
                await self._say(EVENTS, key, event, user_id)

    async def _say(
        self, exchange: str, key: str, event: Envelope[Event], user_id: str | None
    ) -> None:
        owner = user_of(owner_of(event.type))
        message = aio_pika.Message(write(event), user_id=user_id, headers={SAID_BY: owner})
        async with self.connection.channel() as channel:
            target = await channel.get_exchange(exchange, ensure=False)
            await target.publish(message, key)


@asynccontextmanager
async def thief_of(town: Town, service: str) -> AsyncIterator[Thief]:
    connection = await aio_pika.connect(town.broker_as(service))
    async with connection:
        yield Thief(service, connection)


async def handled(town: Town, ids: Sequence[UUID]) -> int:
    count = 0
    for dsn in town.network.databases.values():
        connection = await asyncpg.connect(dsn)
        count += await connection.fetchval(
            "SELECT count(*) FROM inbox WHERE event_id = ANY ($1::uuid[])", ids
        )
        await connection.close()
    return count


async def nothing_waits(town: Town) -> bool:
    url = town.network.rabbit_url
    return sum([await depth(url, queue.name) for queue in all_queues()]) == 0


async def sees(town: Town, path: str, *, cookie: str = "") -> str:
    async with Person.at(town.origin) as person:
        if cookie:
            person.client.cookies.set("porukalla", cookie)
        return (await person.open(path)).text


@pytest.fixture
async def request_id(town: Town) -> UUID:
    before = set(await town.request_ids())
    await ask(town, postal_code="97900", category="transport")

    async def is_known() -> bool:
        return bool(set(await town.request_ids()) - before)

    await until(is_known)
    return UUID((await town.request_ids())[0])


@pytest.mark.parametrize("service", SERVICES)
async def test_what_a_thief_may_not_say_is_refused_by_every_way(
    town: Town, request_id: UUID, service: str
) -> None:
    ways = [("", queue.name) for queue in all_queues()]
    ways += [("", queue.parked) for queue in all_queues()]
    ways += [(queue.returns, queue.name) for queue in all_queues() if queue.consumer != service]
    ways += [(queue.returns, queue.retry(1)) for queue in all_queues() if queue.consumer != service]

    foreign = [event for event in forgeries(request_id) if event.type not in SENDERS[service]]
    async with thief_of(town, service) as thief:
        for event in foreign:
            for exchange, key in [(EVENTS, event.type), *ways]:
                assert await thief.is_refused(exchange, key, event), (exchange, key, event.type)

    assert await handled(town, [event.id for event in foreign]) == 0


async def test_what_is_passed_off_as_something_else_is_parked_and_opens_nothing(
    town: Town, request_id: UUID
) -> None:
    ids: list[UUID] = []
    for service in SERVICES:
        foreign = [event for event in forgeries(request_id) if event.type not in SENDERS[service]]
        async with thief_of(town, service) as thief:
            for event in foreign:
                await thief.pass_off(event)
        ids += [event.id for event in foreign]

    await until(lambda: nothing_waits(town))
    figures = await look_at_queues(town.network.rabbit_url, all_queues()) or []
    parked = [
        message
        for queue in all_queues()
        for message in await take_all(town.network.rabbit_url, queue.parked)
    ]

    assert await handled(town, ids) == 0
    assert parked
    assert {str(message.headers["reason"]).split(":")[0] for message in parked} == {
        "NotItsOwnerError"
    }
    assert sum(queue.strangers for queue in figures) > 0
    assert "Kaino" not in await sees(town, f"/fi/yhteys/{TOKEN}")
    for page in ("/fi/taulu", "/fi/toimitukset", "/fi/raportit", "/fi/perustelut"):
        assert "Kirjaudu" in await sees(town, page, cookie=TOKEN)

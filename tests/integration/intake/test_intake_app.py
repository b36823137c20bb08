"""The whole service as production builds it, on a real broker and database."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import asyncpg
import httpx
import pytest

from deploy.local.rabbit import RabbitServer
from services.intake.queues import QUEUES
from shared.contracts import intake as intake_contract
from shared.contracts.envelope import Envelope
from shared.contracts.matching import MatchAccessIssued
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read
from shared.messaging.topology import declare
from shared.postgres.pool import connected
from shared.sealing.box import Opener
from shared.sealing.notices import Notice
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.app_world import (
    ORIGIN,
    PRIVATE_KEY,
    SAID,
    ask,
    ask_by_form,
    running,
    said,
    shows,
)
from tests.support.intake.board.building import reported
from tests.support.intake.requests.building import MatchStory, unmatched
from tests.support.intake.sign_in.accounts import add_staff, sign_in
from tests.support.intake.wishes.building import refused
from tests.support.messaging import publish

PERSONAL = (b"Aino", b"Porrassalmenkatu", b"Maitoa", b"358401234567", b"aino@example.org")


@dataclass(frozen=True)
class World:
    """Where one service finds its database and a broker that knows its queues."""

    dsn: str
    rabbit_url: str


@pytest.fixture
async def world(database: MakeDatabase, private_rabbit: RabbitServer) -> World:
    await declare(private_rabbit.url, [*QUEUES, SAID], settle_seconds=0)
    return World((await database("intake")).app_dsn, private_rabbit.url)


async def test_a_request_goes_from_the_form_to_its_end(world: World) -> None:
    async with running(world.dsn, world.rabbit_url) as client:
        status = await ask_by_form(client)
        created = await said(world.rabbit_url, 2)
        story = MatchStory(read(created[0]).subject_id)
        await publish(world.rabbit_url, story.matched(), story.access(), story.proposed())
        await shows(client, status, "Auttaja on löytynyt")
        await publish(world.rabbit_url, story.completed())
        await shows(client, status, "Pyyntö on hoidettu")
        ended = await said(world.rabbit_url, 3)

    assert {read(body).type for body in ended} == {
        "notification.requested",
        "request.completed",
        "request.closed",
    }
    for body in (*created, *ended):
        assert not any(word in body for word in PERSONAL)


async def test_the_contact_page_opens_once_and_shuts_with_the_task(world: World) -> None:
    path = "/fi/yhteys/access-token"

    async with running(world.dsn, world.rabbit_url) as client:
        await ask_by_form(client)
        story = MatchStory(read((await said(world.rabbit_url, 2))[0]).subject_id)
        await publish(world.rabbit_url, story.proposed(), story.matched(), in_a_day(story.access()))
        await shows(client, path, "Näytä yhteystiedot")
        await client.post(path)
        contact = await client.get(path)
        await publish(world.rabbit_url, story.withdrawn())
        await shows(client, path, "Tehtävä ei ole enää sinun")
        await said(world.rabbit_url, 2)

    assert "Porrassalmenkatu 1" in contact.text
    assert "040 1234567" in contact.text


async def test_a_letter_can_be_opened_by_notify_alone(world: World) -> None:
    async with running(world.dsn, world.rabbit_url) as client:
        status = await ask_by_form(client)
        _, letter = map(read, await said(world.rabbit_url, 2))

    assert isinstance(letter.data, NotificationRequested)
    notice = Notice.from_json(Opener([PRIVATE_KEY]).open(letter.data.sealed))
    assert notice.recipient == "aino@example.org"
    assert notice.values["status_url"] == ORIGIN + status


async def test_nobody_left_and_a_cancellation_are_shown(world: World) -> None:
    async with running(world.dsn, world.rabbit_url) as client:
        answer = await ask(client)
        status = httpx.URL(answer.json()["status_url"]).path
        (created,) = map(read, await said(world.rabbit_url, 1))
        await publish(world.rabbit_url, unmatched(created.subject_id))
        await shows(client, status, "Koordinaattori jatkaa")
        await client.post(f"{status}/peru")
        ends = [read(body).type for body in await said(world.rabbit_url, 2)]

    assert ends == ["request.cancelled", "request.closed"]


async def test_staff_sign_in_and_the_other_services_hear_of_it(world: World) -> None:
    kaisas = await add_staff(world.dsn, "kaisa", "coordinator", ORIGIN)

    async with running(world.dsn, world.rabbit_url) as client:
        await sign_in(client, kaisas)
        board = await client.get("/fi/taulu")
        await client.post("/fi/kirjaudu/ulos")
        after = await client.get("/fi/taulu")
        heard = [read(body) for body in await said(world.rabbit_url, 2)]

    assert board.status_code == 200
    assert after.status_code == 303
    assert [event.type for event in heard] == ["staff.session_opened", "staff.session_closed"]
    assert [event.subjectversion for event in heard] == [1, 2]
    assert isinstance(heard[0].data, intake_contract.StaffSessionOpened)
    assert heard[0].data.roles == ("coordinator",)


async def test_a_coordinator_has_a_volunteer_asked_and_reads_the_answer(world: World) -> None:
    kaisas = await add_staff(world.dsn, "kaisa", "coordinator", ORIGIN)

    async with running(world.dsn, world.rabbit_url) as client:
        await ask(client)
        request_id = read((await said(world.rabbit_url, 1))[0]).subject_id
        await sign_in(client, kaisas)
        path, typed = f"/fi/taulu/{request_id}/kysy", {"volunteer_number": "17", "manner": "first"}
        answers = await asyncio.gather(*(client.post(path, data=typed) for _ in range(5)))
        await shows(client, path, "Vapaaehtoinen 17: kysymys on matkalla, lähtee")
        assert await count(world, "wishes") == 0
        await let_leave(world)
        await shows(client, "/fi/taulu", "Vapaaehtoinen 17: kysymys on matkalla, ennen muita")
        heard = [read(body) for body in await said(world.rabbit_url, 2)]
        (command,) = [event for event in heard if event.type == "request.assignment_requested"]
        refusal = refused(request_id, command.data.model_dump()["wish_id"])
        await publish(world.rabbit_url, reported(request_id), refusal, refusal)
        for words in ("Vapaaehtoinen 17: ei kysytty, on jo saanut", "12 sopii, 7 on saanut"):
            await shows(client, "/fi/taulu", words)

    assert {answer.status_code for answer in answers} == {303}
    assert len(heard) == 2
    assert (command.subject, command.subjectversion) == (f"request/{request_id}", 2)
    assert await count(world, "wishes") == 1


async def test_many_submissions_with_one_key_are_one_request(world: World) -> None:
    async with running(world.dsn, world.rabbit_url) as client:
        answers = await asyncio.gather(*(ask(client, "the-one-key") for _ in range(10)))
        await said(world.rabbit_url, 1)

    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert len({answer.text for answer in answers}) == 1
    assert await count(world, "requests") == 1
    of_whom = ["the request's", "the activation's", "the installation's"]
    assert await count(world, "subject_keys") == len(of_whom)


async def let_leave(world: World) -> None:
    """Let the time to undo a wish be over."""
    async with connected(world.dsn) as owner:
        await owner.execute("UPDATE due_wishes SET due_at = network_now()")


def in_a_day(event: Envelope[MatchAccessIssued]) -> Envelope[MatchAccessIssued]:
    expires_at = datetime.now(UTC) + timedelta(days=1)
    data = event.data.model_copy(update={"expires_at": expires_at})
    return event.model_copy(update={"data": data})


async def count(world: World, table: str) -> int:
    connection = await asyncpg.connect(world.dsn)
    try:
        return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))  # noqa: S608  # ours
    finally:
        await connection.close()

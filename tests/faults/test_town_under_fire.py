"""The whole network while its parts are killed: nothing promised is lost, nothing is doubled.

At first two matching processes choose for it; the second one ends with the test that is about them.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import aio_pika
import asyncpg
import httpx
import pytest

from deploy.importing.door import Door
from deploy.importing.files import read_mapping
from deploy.importing.handed_in import hand_in_all, read_rows
from deploy.local.services import all_queues
from shared.messaging.publisher import Publisher
from shared.messaging.relay import BATCH
from shared.messaging.relay_pass import outgoing
from shared.messaging.users import user_of
from shared.sheets.model import Entry
from tests.support.messaging import channel_at
from tests.support.patience import PATIENCE
from tests.support.person import Page
from tests.support.pleas import SAMPLE, write_pleas
from tests.support.pseudonyms import PSEUDONYMS
from tests.support.town import (
    Town,
    answer_proposal,
    ask,
    running_town,
    say_done,
    see_contact,
    sign_up,
)
from tests.support.town_choosing import chosen_in, until_all_are_chosen_for
from tests.support.town_ledger import effects, received, said, verdict

pytestmark = pytest.mark.timeout(300)
ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "help_messages.csv"
EVERY_PART = ("intake", "rabbit", "matching", "postgres", "notify", "reporting", "caddy")
PAUSE = 1.5


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    # a letter that was being sent when notify was killed is sent again after its lease
    with running_town(patience=180, twice=("matching",)) as town:
        yield town


@asynccontextmanager
async def killing_each_once(town: Town) -> AsyncIterator[None]:
    async def kill_all() -> None:
        for name in EVERY_PART:
            await asyncio.sleep(PAUSE)
            await asyncio.to_thread(town.kill, name)

    killing = asyncio.create_task(kill_all())
    yield
    await killing
    await until_the_door_is_open(town)


async def until_the_door_is_open(town: Town) -> None:
    """Wait for the door, which was killed last: a browser would try again as well."""
    async with httpx.AsyncClient(base_url=town.origin) as client, asyncio.timeout(PATIENCE):
        while True:
            try:
                await client.get("/fi")
            except httpx.TransportError:
                await asyncio.sleep(0.3)
            else:
                return


async def hand_in(town: Town, rows: Sequence[Entry]) -> None:
    async with httpx.AsyncClient(base_url=town.origin, timeout=PATIENCE) as client:
        assert not (await hand_in_all(Door(client, town.import_pass), rows, lambda: None)).rejected


def sample_rows(folder: Path, count: int, *, others: bool = False) -> Sequence[Entry]:
    file = write_pleas(folder, count, first=1000 if others else 0)
    return read_rows(file, read_mapping(SAMPLE), PSEUDONYMS.of).read


async def test_what_two_matchings_choose_for_is_chosen_for_once_and_explained(
    town: Town, tmp_path: Path
) -> None:
    async def kill_both_in_turn() -> None:
        for name in ("matching", "matching-2", "matching"):
            await asyncio.sleep(2)
            await asyncio.to_thread(town.kill, name)

    killing = asyncio.create_task(kill_both_in_turn())
    await hand_in(town, sample_rows(tmp_path, 200, others=True))
    await killing
    await until_all_are_chosen_for(town, 200)

    judged = await verdict(town)
    chosen = await chosen_in(town)
    await asyncio.to_thread(town.stack.keeper("matching-2").hold)
    assert judged.holds, judged
    assert (chosen.needs, chosen.over, chosen.unexplained) == (200, [], [])
    assert chosen.asked_somebody


async def test_an_import_survives_every_process_killed_once(town: Town, tmp_path: Path) -> None:
    before = await received(town)

    async with killing_each_once(town):
        await hand_in(town, sample_rows(tmp_path, 150))
    judged = await verdict(town)

    assert judged.holds, judged
    assert await received(town) == before + 150


@pytest.mark.skipif(not REAL.exists(), reason="../shared/data is not here")
async def test_the_real_messages_arrive_while_every_process_is_killed_once(town: Town) -> None:
    rows = read_rows(REAL, read_mapping(SAMPLE), PSEUDONYMS.of).read
    before = await received(town)

    async with killing_each_once(town):
        await hand_in(town, rows)
    judged = await verdict(town)

    assert judged.holds, judged
    assert await received(town) == before + len(rows)


@pytest.mark.timeout(600)
async def test_the_story_goes_on_when_each_part_dies_between_its_steps(town: Town) -> None:
    email = await sign_up(town)
    town.kill("intake")
    asked = await _patiently_ask(town)
    town.kill("matching")
    town.kill("rabbit")
    await insist(lambda: answer_proposal(town, email, "accept"))
    town.kill("notify")
    town.kill("postgres")
    contact = await insist(lambda: see_contact(town, email))
    town.kill("reporting")
    await insist(lambda: say_done(town, email))

    assert "Kaino" in contact.text
    await town.until(asked["status_url"], lambda page: "hoidettu" in page.text.lower())
    judged = await verdict(town)
    assert judged.holds, judged


async def test_without_the_broker_pleas_are_taken_and_catch_up_after(town: Town) -> None:
    before = await received(town)
    many = BATCH + 50  # more than the relay sends in one batch
    broker = town.stack.keeper("rabbit")

    broker.hold(kill=True)
    places = asyncio.Semaphore(8)

    async def one(number: int) -> int:
        async with places:
            return (await ask(town, key=f"no-broker-{number}-{uuid4()}")).status_code

    answers = await asyncio.gather(*(one(number) for number in range(many)))
    broker.release()
    async with asyncio.timeout(60):
        while await received(town) < before + many:  # another process's work
            await asyncio.sleep(0.5)

    assert set(answers) == {201}
    judged = await verdict(town)
    assert judged.holds, judged


async def test_without_the_database_nobody_is_told_received(town: Town) -> None:
    database = town.stack.keeper("postgres")
    database.hold()
    try:
        api = await ask(town)
        async with httpx.AsyncClient(base_url=town.origin, timeout=PATIENCE) as client:
            page = await client.post(
                "/fi/apua/vaara", data={"danger": "no"}, headers={"Sec-Fetch-Site": "same-origin"}
            )
    finally:
        database.release()

    assert api.status_code == page.status_code == 503
    assert api.headers["retry-after"] == page.headers["retry-after"] == "30"
    assert "+358" in page.text
    for answer in (api, page):
        assert not re.search("vastaanotettu|received", answer.text, re.IGNORECASE)
    recovered = await _patiently_ask(town)
    assert recovered["reference"]


async def insist(step: Callable[[], Awaitable[Page]]) -> Page:
    """Press again while a part is being started anew, as people do."""
    async with asyncio.timeout(240):
        while True:
            try:
                page = await step()
            except (httpx.TransportError, LookupError):
                page = None
            if page is not None and page.status == 200:
                return page
            await asyncio.sleep(1)


async def _patiently_ask(town: Town) -> dict[str, str]:
    key = f"patient-{uuid4()}"
    async with asyncio.timeout(60):
        while True:
            try:
                answer = await ask(town, key=key)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.is_success:
                found: dict[str, str] = answer.json()
                return found
            await asyncio.sleep(0.5)


async def say_again(town: Town, service: str, rows: Iterable[asyncpg.Record]) -> None:
    publisher = Publisher(town.broker_as(service), name="test")
    for row in rows:
        await publisher.publish(outgoing(row, user_of(service)))
    await publisher.close()


async def test_doubles_backwards_and_poison_change_nothing(town: Town, tmp_path: Path) -> None:
    await hand_in(town, sample_rows(tmp_path, 20))
    assert (await verdict(town)).holds
    before = await effects(town)

    for service in ("matching", "intake"):
        await say_again(town, service, reversed(await said(town, service)))
    async with channel_at(town.network.rabbit_url) as channel:
        for queue in all_queues():
            await channel.default_exchange.publish(aio_pika.Message(b"{"), queue.name)
    judged = await verdict(town)

    assert judged.holds, judged
    assert await effects(town) == before
    assert judged.foreign == len(all_queues())

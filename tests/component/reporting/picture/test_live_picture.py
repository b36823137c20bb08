"""What is live reaches the pages that somebody looks at, as a stream of events."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from shared.contracts.words import StaffRole
from tests.support.intake.board.watching import Stream
from tests.support.reporting.building import created
from tests.support.reporting.page import PageWorld
from tests.support.reporting.picture.fakes import FakePictures
from tests.support.reporting.stories import record
from tests.support.serving import served

PATH = "/fi/tilannekuva/virta"


@pytest.fixture
def world() -> PageWorld:
    return PageWorld()


@pytest.fixture
async def client(world: PageWorld) -> AsyncIterator[httpx.AsyncClient]:
    cookies = {"porukalla": world.sign_in(StaffRole.COORDINATOR)}
    async with (
        served(world.app()) as origin,
        httpx.AsyncClient(base_url=origin, cookies=cookies, trust_env=False) as client,
    ):
        yield client


async def test_a_page_is_told_what_is_live_then_that_it_changed_and_else_that_the_line_is_alive(
    world: PageWorld, client: httpx.AsyncClient
) -> None:
    world.follow.ping_seconds = 0.05
    async with client.stream("GET", PATH) as answer:
        stream = Stream(answer)
        first, alive = await stream.next(), await stream.next()
        await record(world.store, created("one"))
        world.now += timedelta(seconds=2)
        await world.follow.tell()
        changed = await stream.until("live")

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert (first.name, alive.name, changed.name) == ("live", "seen", "live")


async def test_a_database_that_is_away_is_said_before_the_stream_begins(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(FakePictures, "live", away)

    assert (await client.get(PATH)).status_code == 503

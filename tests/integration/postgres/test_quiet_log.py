"""What people repeat is no error: the database's own log stays quiet."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import asyncpg
import pytest

from deploy.local.postgres import PostgresServer
from services.intake.staff.ports import NameTakenError
from services.intake.submissions.ports import KeyTakenError, ReferenceTakenError
from services.matching.operating import AddressTakenError
from services.notify.operating import NameTakenError as EndpointNameTakenError
from tests.support.fresh_databases import FreshDatabases, MakeDatabase, made_and_dropped
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import postgres_world
from tests.support.intake.submissions.building import new_request, plea, taken_in
from tests.support.matching.grounds import postgres_ground
from tests.support.matching.playing import Play
from tests.support.matching.volunteers.building import contact, newcomer, sign_up
from tests.support.notify.grounds import postgres_ground as notify_ground

TIMES = 12


@pytest.fixture
async def make(private_postgres: PostgresServer) -> AsyncIterator[MakeDatabase]:
    async with made_and_dropped(FreshDatabases(private_postgres.admin_dsn)) as make:
        yield make


def errors(server: PostgresServer) -> list[str]:
    """List the lines of the server's log that an operator would have to look at."""
    lines = server.log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if "ERROR:" in line or "duplicate key" in line]


@pytest.fixture
def quiet(private_postgres: PostgresServer) -> Iterator[None]:
    """Find no more errors in the log after the test than before it."""
    before = errors(private_postgres)
    yield
    assert errors(private_postgres) == before


async def test_an_error_would_be_seen(private_postgres: PostgresServer, make: MakeDatabase) -> None:
    connection = await asyncpg.connect((await make("intake")).app_dsn)
    before = len(errors(private_postgres))

    with pytest.raises(asyncpg.DivisionByZeroError):
        await connection.fetchval("SELECT 1 / 0")

    await connection.close()
    assert len(errors(private_postgres)) == before + 1


@pytest.mark.usefixtures("quiet")
async def test_a_request_that_is_repeated_leaves_no_error(make: MakeDatabase) -> None:
    async with postgres_world((await make("intake")).app_dsn) as world:
        scene = PostgresScene(world, await world.add_staff("Kaisa"))
        asked = [scene.submissions.take_in(plea(), "one-key") for _ in range(TIMES)]
        receipts = await asyncio.gather(*asked)
        taken = taken_in(new_request("one", number=7), "key")
        await world.reception.take_in(taken)
        with pytest.raises(KeyTakenError):
            await world.reception.take_in(taken_in(new_request("two"), "key"))
        with pytest.raises(ReferenceTakenError):
            await world.reception.take_in(taken_in(new_request("three", number=7)))
        with pytest.raises(NameTakenError):
            await world.add_staff("KAISA")

        counts = await world.board.counts()
        keys = await world.pool.fetchval("SELECT count(*) FROM subject_keys")

    assert sum(receipt.first for receipt in receipts) == 1
    assert len({receipt.answer.status_url for receipt in receipts}) == 1
    assert sum(counts.values()) == keys == 2


@pytest.mark.usefixtures("quiet")
async def test_a_form_that_is_sent_many_times_leaves_no_error(make: MakeDatabase) -> None:
    async with postgres_ground((await make("matching")).app_dsn) as ground:
        play = Play(
            ground.store, ground.due_matches, ground.due_applicants, now=lambda: datetime.now(UTC)
        )
        form = sign_up("veera@example.org")
        await asyncio.gather(*(play.use.sign_up.take_application(form) for _ in range(TIMES)))
        with pytest.raises(AddressTakenError):
            async with ground.store.begin() as work:
                await work.volunteers.add(newcomer(), contact("VEERA@example.org"))
        people = await ground.pool.fetchval("SELECT count(*) FROM volunteers")

    assert people == 1


@pytest.mark.usefixtures("quiet")
async def test_an_endpoint_that_is_added_again_leaves_no_error(make: MakeDatabase) -> None:
    async with notify_ground((await make("notify")).app_dsn) as ground:
        await ground.add_endpoint("request.created")
        with pytest.raises(EndpointNameTakenError):
            await ground.add_endpoint("request.closed")

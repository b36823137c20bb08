"""A look at the board tells what was committed since the last one, and how it stood before."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest

from services.intake.board.model import NEW
from services.intake.requests.model import RequestId, State, Unmatched
from services.intake.staff.model import StaffId
from shared.contracts.words import UnmatchedReason
from shared.postgres.types import Connection
from tests.support.intake.board.building import report
from tests.support.intake.postgres_world import PostgresWorld

OPEN = "UPDATE requests SET state = 'open' WHERE id = $1"


@pytest.fixture
async def other(world: PostgresWorld) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(world.dsn)
    yield connection
    await connection.close()


async def told_of(world: PostgresWorld, statement: str, *given: object) -> object:
    """Give how the one request is told to have stood; "nothing" where nothing is told."""
    since = (await world.board.look(None)).since
    await world.pool.execute(statement, *given)
    changed = (await world.board.look(since)).changed
    return next(iter(changed.values()), "nothing")


async def test_what_comes_and_how_it_stood_is_told_once(world: PostgresWorld) -> None:
    first = await world.board.look(None)
    new = await world.add_request()
    came = await world.board.look(first.since)
    await world.pool.execute(OPEN, new.id)
    opened = await world.board.look(came.since)
    both = await world.board.look(first.since)

    assert first.changed == {}
    assert came.changed == {new.id: NEW}
    assert opened.changed == {new.id: State.RECEIVED}
    assert both.changed == {new.id: NEW}
    assert (await world.board.look(opened.since)).changed == {}


async def test_what_began_before_a_look_and_ended_after_it_is_told(
    world: PostgresWorld, other: Connection
) -> None:
    late, soon = await world.add_request("late"), await world.add_request("soon")
    first = await world.board.look(None)
    async with other.transaction():
        await other.execute(OPEN, late.id)
        await world.pool.execute(OPEN, soon.id)
        second = await world.board.look(first.since)
    third = await world.board.look(second.since)

    assert second.changed.keys() == {soon.id}
    assert third.changed.keys() == {late.id}


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (OPEN, State.RECEIVED),
        ("UPDATE requests SET urgency = 'no_hurry' WHERE id = $1", None),
        ("UPDATE requests SET corrected = '{}', corrected_at = network_now() WHERE id = $1", None),
        ("UPDATE requests SET flags = '{fast}' WHERE id = $1", None),
        ("UPDATE requests SET helped = 'yes' WHERE id = $1", "nothing"),
        ("DELETE FROM requests WHERE id = $1", "nothing"),
    ],
)
async def test_only_what_the_board_shows_is_told(
    world: PostgresWorld, statement: str, told: object
) -> None:
    new = await world.add_request()

    assert await told_of(world, statement, new.id) == told


async def test_what_matching_and_coordinators_say_is_told(world: PostgresWorld) -> None:
    new, staff = await world.add_request(), await world.add_staff("kaisa")
    marks = [(await world.board.look(None)).since]
    async with world.store.begin() as work:
        await work.search_reports.keep(new.id, report())
    marks.append((await world.board.look(None)).since)
    notice = Unmatched(1, UnmatchedReason.NOBODY_ABLE, 4, 0, 0, 1)
    async with world.store.begin() as work:
        await work.requests.keep_unmatched(new.id, notice)
        await work.requests.save_standing(new.id, 2, State.UNMATCHED, None)
    marks.append((await world.board.look(None)).since)
    await wish(world, new.id, staff)

    looks = [(await world.board.look(mark)).changed for mark in marks]
    assert looks == [{new.id: State.RECEIVED}, {new.id: State.RECEIVED}, {new.id: None}]


async def wish(world: PostgresWorld, request_id: RequestId, staff_id: StaffId) -> None:
    await world.pool.execute(
        "INSERT INTO wishes (id, request_id, volunteer_number, staff_id) VALUES ($1, $2, 17, $3)",
        uuid4(),
        request_id,
        staff_id,
    )

"""Rows say whose they are, and everything that is due is due by the one clock of the network."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from uuid_utils.compat import uuid7

from deploy.local.databases import Addresses
from services.matching.volunteers.use_cases.sign_up import AddVolunteers
from shared.activation import FIRST_ACTIVATION, Activation
from shared.activation.current import PostgresCurrent
from shared.chance import Chance
from shared.clock import shift
from shared.sealing.tokens import new_token
from tests.support.activations import EXERCISE
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround, join
from tests.support.matching.needs.building import need
from tests.support.matching.playing import Play
from tests.support.matching.volunteers.building import sign_up

DAY, WEEK = timedelta(days=1), timedelta(days=7)
MARKS = "SELECT DISTINCT activation_id AS id, exercise FROM "
Ahead = Callable[[timedelta], Awaitable[None]]


@pytest.fixture
async def ahead(made: Addresses) -> AsyncIterator[Ahead]:
    owner = await asyncpg.connect(made.owner_dsn)

    async def set_ahead(time: timedelta) -> None:
        await shift(owner, time)

    yield set_ahead
    await owner.close()


async def marks(ground: PostgresGround, table: str) -> list[Activation]:
    rows = await ground.pool.fetch(MARKS + table)
    return [Activation(**row) for row in rows]


async def test_needs_and_matches_are_of_the_requests_exercise(ground: PostgresGround) -> None:
    await ground.add_volunteer()
    play = Play(
        ground.store, ground.due_matches, ground.due_applicants, now=lambda: datetime.now(UTC)
    )

    await play.hear(RequestStory(activation=EXERCISE).created())

    assert await ground.pool.fetchval("SELECT count(*) FROM matches") == 1
    assert await marks(ground, "matches") == [EXERCISE]
    assert await marks(ground, "needs") == [EXERCISE]


async def test_an_end_that_came_first_is_of_the_exercise_it_says(ground: PostgresGround) -> None:
    play = Play(ground.store, ground.due_matches, ground.due_applicants)

    await play.use.end_needs.react_to_request_closed(RequestStory(activation=EXERCISE).closed())

    assert await marks(ground, "needs") == [EXERCISE]


async def test_volunteers_belong_to_what_is_open_when_they_come(ground: PostgresGround) -> None:
    chance = Chance(uuid7, new_token)
    adding = AddVolunteers(ground.store, chance, PostgresCurrent(ground.pool))

    await adding.add_volunteer(sign_up())
    await join(ground.dsn)

    assert await marks(ground, "volunteers") == [FIRST_ACTIVATION]


@pytest.mark.parametrize("table", ["volunteers", "needs", "matches"])
async def test_an_insert_must_say_whose_it_is(made: Addresses, table: str) -> None:
    owner = await asyncpg.connect(made.owner_dsn)
    defaults = await owner.fetch(
        "SELECT column_default FROM information_schema.columns "
        "WHERE table_name = $1 AND column_name IN ('activation_id', 'exercise')",
        table,
    )
    await owner.close()

    assert [row["column_default"] for row in defaults] == [None, None]


async def test_a_proposal_lapses_by_the_networks_clock(
    ground: PostgresGround, ahead: Ahead
) -> None:
    match = await ground.propose(await ground.add_volunteer(), await ground.add_need())
    before = await ground.due_matches.lapsed(10)

    await ahead(DAY)

    assert before == []
    assert await ground.due_matches.lapsed(10) == [match.id]
    async with ground.store.begin() as work:
        assert (await work.matches.read(match.id)).lapsed
        assert not await work.matches.accept(match)


async def test_a_week_is_over_by_the_networks_clock(ground: PostgresGround, ahead: Ahead) -> None:
    taken = await ground.accept(
        await ground.propose(await ground.add_volunteer(), await ground.add_need())
    )

    await ahead(WEEK - timedelta(hours=1))
    early = await ground.due_matches.weeks_over(10)
    await ahead(WEEK)

    assert early == []
    assert await ground.due_matches.weeks_over(10) == [taken.id]


async def test_a_link_to_confirm_runs_out_by_the_networks_clock(
    ground: PostgresGround, ahead: Ahead
) -> None:
    applied = await ground.apply()

    await ahead(DAY)

    assert await ground.due_applicants.unconfirmed(10) == [applied]


async def test_what_is_proposed_in_the_future_ends_there(
    ground: PostgresGround, ahead: Ahead
) -> None:
    await ahead(WEEK)
    new = need()
    async with ground.store.begin() as work:
        await work.needs.add([new])
        due = await work.proposals.due_turns(10)
    match = await ground.propose(await ground.add_volunteer(), new)

    assert due is not None
    future = datetime.now(UTC) + WEEK - timedelta(minutes=1)
    assert due.now > future
    assert due.turns[0].waited < timedelta(minutes=1)
    assert match.expires_at > future
    assert await ground.due_matches.lapsed(10) == []


async def test_all_of_one_claim_is_at_one_moment(ground: PostgresGround) -> None:
    volunteers = [await ground.add_volunteer() for _ in range(3)]
    for volunteer in volunteers:
        await ground.propose(volunteer, await ground.add_need())

    rows = await ground.pool.fetch(
        "SELECT expires_at - proposed_at AS life, rested_at - proposed_at AS rest "
        "FROM matches JOIN volunteers ON volunteers.id = volunteer_id"
    )

    assert {(row["life"], row["rest"]) for row in rows} == {(timedelta(minutes=15), DAY)}

"""Whatever changes a request leaves its step, by the transaction that changes it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from deploy.local.databases import Addresses
from services.intake.requests.model import (
    Closure,
    MatchId,
    Proposal,
    ProposalState,
    RequestId,
    State,
    Unmatched,
    VolunteerId,
)
from shared.contracts.words import UnmatchedReason
from tests.support.intake.postgres_world import PostgresWorld, postgres_world
from tests.support.intake.timelines.building import message

MakeDatabase = Callable[[str], Awaitable[Addresses]]


async def told(world: PostgresWorld, request_id: RequestId) -> list[tuple[str, str]]:
    """Give what is told of a request, in order."""
    found = await world.timelines.tell(request_id, 100)
    assert found is not None
    return [(each.what, each.code) for each in found.entries]


async def stand(
    world: PostgresWorld, request_id: RequestId, state: State, closure: Closure | None = None
) -> None:
    async with world.store.begin() as work:
        await work.requests.save_standing(request_id, 1, state, closure)


async def test_what_a_row_no_longer_says_stays_told(database: MakeDatabase) -> None:
    made = await database("intake")
    asked = Proposal(MatchId(uuid4()), VolunteerId(uuid4()), 1, ProposalState.OPEN)
    async with postgres_world(made.app_dsn) as world:
        one = (await world.add_request()).id
        for version, state in enumerate((ProposalState.OPEN, ProposalState.DECLINED), start=1):
            async with world.store.begin() as work:
                await work.requests.keep_proposal(one, replace(asked, version=version, state=state))
        async with world.store.begin() as work:
            await work.requests.keep_unmatched(
                one, Unmatched(1, UnmatchedReason.EVERYONE_ASKED, 1, 1, 1, 0)
            )
        await stand(world, one, State.UNMATCHED)
        await stand(world, one, State.CLOSED, Closure.COMPLETED)
        async with world.store.begin() as work:
            await work.requests.reopen(one, 2, 1)

        assert await told(world, one) == [
            ("asked", "web"),
            ("proposal", "open"),
            ("proposal", "declined"),
            ("unmatched", "everyone_asked"),
            ("closed", "completed"),
            ("reopened", ""),
        ]


async def test_what_is_undone_was_never_told(database: MakeDatabase) -> None:
    made = await database("intake")
    async with postgres_world(made.app_dsn) as world:
        one = (await world.add_request()).id
        with pytest.raises(ZeroDivisionError):
            await _die_in_the_middle(world, one)

        assert await told(world, one) == [("asked", "web")]


async def _die_in_the_middle(world: PostgresWorld, request_id: RequestId) -> None:
    async with world.store.begin() as work:
        await work.requests.save_standing(request_id, 2, State.CLOSED, Closure.CANCELLED)
        await work.messages.keep(request_id, message())
        raise ZeroDivisionError


async def test_with_the_request_its_story_goes(database: MakeDatabase) -> None:
    made = await database("intake")
    async with postgres_world(made.app_dsn) as world:
        one = (await world.add_request()).id
        async with world.store.begin() as work:
            await work.messages.keep(one, message())
        await stand(world, one, State.CLOSED, Closure.CANCELLED)
        await world.pool.execute("DELETE FROM requests")

        for table in ("request_steps", "request_messages"):
            assert await world.pool.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608  # ours

"""Whoever needs a person is called by the statement that takes their plea in."""

import asyncio
from dataclasses import replace
from typing import cast

import pytest
from asyncpg import CheckViolationError

from services.intake.attention.model import AttentionReason
from services.intake.danger.model import Way
from services.intake.danger.rules import plea_of
from shared.contracts.words import Category, Language
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.intake.submissions.building import municipality_of, new_request, plea, taken_in

CRISIS = plea(category=Category.CRISIS_SUPPORT)


async def counts(world: PostgresWorld) -> list[int]:
    """Count requests, calls and what was said."""
    query = "SELECT count(*) FROM {}"
    tables = ("requests", "attentions", "outbox")
    return [int(await world.pool.fetchval(query.format(table))) for table in tables]


async def test_a_plea_sent_many_times_at_once_calls_one_person(world: PostgresWorld) -> None:
    submissions = PostgresScene(world, await world.add_staff("Kaisa")).submissions

    receipts = await asyncio.gather(
        *(submissions.take_in(CRISIS, "a-key-of-my-own") for _ in range(6))
    )

    assert len({receipt.answer.reference for receipt in receipts}) == 1
    assert sum(receipt.first for receipt in receipts) == 1
    assert (await counts(world))[:2] == [1, 1]


async def test_a_call_that_cannot_be_stored_leaves_no_plea_behind(world: PostgresWorld) -> None:
    wrong = frozenset({cast("AttentionReason", "not a code")})

    with pytest.raises(CheckViolationError):
        await world.reception.take_in(taken_in(replace(new_request(), calls=wrong)))

    assert await counts(world) == [0, 0, 0]


async def test_in_danger_a_person_has_it_and_no_event_tells_more(world: PostgresWorld) -> None:
    submissions = PostgresScene(world, await world.add_staff("Kaisa")).submissions
    said = plea_of(Way.CALL_ME, "Talli, 50100 Mikkeli", Language.FINNISH, municipality_of, "491")

    receipts = await asyncio.gather(*(submissions.take_in(said, "pressed") for _ in range(4)))

    stored = await world.pool.fetch("SELECT state, version, volunteer_allowed FROM requests")
    types = [row["type"] for row in await world.pool.fetch("SELECT type FROM outbox")]
    assert [tuple(row) for row in stored] == [("escalated", 1, False)]
    assert types == ["request.escalated"]
    assert await counts(world) == [1, 1, 1]
    assert sum(receipt.first for receipt in receipts) == 1


async def test_every_reason_is_stored(world: PostgresWorld) -> None:
    new = new_request()

    await world.reception.take_in(taken_in(replace(new, calls=frozenset(AttentionReason))))

    async with world.store.begin() as work:
        stored = await work.attention.open_of(new.id)
    assert {one.reason for one in stored} == set(AttentionReason)

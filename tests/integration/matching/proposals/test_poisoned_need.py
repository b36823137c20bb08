"""A need that choosing fails on, on the database: the others are served, a coordinator gets it."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import UUID

import pytest

from services.matching.engine.model import Place
from services.matching.proposals.adapters import Matchmaker, place_of
from shared.contracts.matching import RequestUnmatched
from shared.contracts.wire import read
from shared.contracts.words import UnmatchedReason
from shared.loops import DueRows, PostgresSetbacks, StuckRowsError
from shared.loops.setbacks import TRIES
from tests.support.fresh_databases import MakeDatabase
from tests.support.loops import BrokenError
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.proposals.processes import process, proposed
from tests.support.matching.volunteers.building import MIKKELI, offer

POISON = "50101"
PASS_TIME = "UPDATE setbacks SET retry_at = retry_at - interval '1 hour'"


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("matching")).app_dsn) as ground:
        yield ground


def place_or_break(postal_code: str | None, municipality: str) -> Place | None:
    if postal_code == POISON:
        raise BrokenError
    return place_of(postal_code, municipality)


async def handed_over(ground: PostgresGround) -> list[tuple[UUID, str]]:
    bodies = await ground.pool.fetch("SELECT body FROM outbox ORDER BY position")
    said = [read(row["body"].encode()).data for row in bodies]
    return [(each.request_id, each.reason) for each in said if isinstance(each, RequestUnmatched)]


async def test_the_others_are_served_and_the_one_ends_with_a_person(
    ground: PostgresGround,
) -> None:
    await ground.add_volunteer(offer(areas=(MIKKELI,), weekly_cap=7))
    play, setbacks = process(ground), PostgresSetbacks(ground.pool, "matchmaker")
    choose, give_up = play.use.choose, play.use.give_up.give_up_need
    choose.rules = replace(choose.rules, place_of=place_or_break)
    looks = ground.due_needs.looks
    matchmaker = Matchmaker(
        choose.choose_batch, DueRows(looks, choose.choose_one, "request_id", setbacks, give_up)
    )
    bad = RequestStory(municipality=MIKKELI, postal_code=POISON)
    good = [RequestStory(municipality=MIKKELI) for _ in range(3)]
    stories = [good[0], bad, *good[1:]]
    await play.use.keep_needs.react_to_requests_created([each.created() for each in stories])

    for _ in range(TRIES + 2):
        with contextlib.suppress(StuckRowsError):
            await matchmaker()
        await ground.pool.execute(PASS_TIME)

    kept = await ground.pool.fetchrow("SELECT row_id, tries, error FROM setbacks")
    assert {each.request_id for each in await proposed(ground)} == {
        each.request_id for each in good
    }
    assert await handed_over(ground) == [(bad.request_id, UnmatchedReason.CHOOSING_FAILED)]
    assert tuple(kept or ()) == (str(bad.request_id), TRIES, "BrokenError")

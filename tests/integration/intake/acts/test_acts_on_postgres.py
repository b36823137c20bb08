"""What is done by hand, in a real database: what it refuses, and what `verify` tells."""

import asyncio
from itertools import product

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.intake.acts.model import Outcome, Press, Reason
from services.intake.acts.use_cases.end import EndRequests
from services.intake.acts.use_cases.merge import MergeRequests
from services.intake.acts.use_cases.notes import KeepNotes
from services.intake.requests.model import State
from services.intake.staff.model import StaffId
from shared.postgres.pool import connected
from tests.support.intake.acts.model import STEPS
from tests.support.intake.building import NOW
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld

GO = """
UPDATE requests SET state = $2, closure = CASE $2 WHEN 'closed' THEN 'cancelled' END,
    escalated = $2 = 'escalated'
WHERE id = $1
"""
PUT = """
UPDATE requests SET state = $2, closure = CASE $2 WHEN 'closed' THEN 'cancelled' END,
    escalated = false
WHERE id = $1
"""


@pytest.fixture
async def staff_id(world: PostgresWorld) -> StaffId:
    return await world.add_staff("Kaisa")


@pytest.fixture
async def scene(world: PostgresWorld, staff_id: StaffId) -> PostgresScene:
    return await PostgresScene(world, staff_id).open()


def hands(scene: PostgresScene) -> EndRequests:
    return EndRequests(scene.world.store, scene.reopening.settle, scene.reopening, lambda: NOW)


async def press(scene: PostgresScene, reason: Reason | None, by: StaffId) -> Press:
    async with scene.world.store.begin() as work:
        stand = await work.acts.stand(scene.id)
    assert stand is not None
    return Press(scene.id, by, reason, stand.seen)


async def test_the_database_refuses_each_step_that_is_none(
    made: Addresses, scene: PostgresScene
) -> None:
    refused = set()
    async with connected(made.owner_dsn) as owner:
        for before, after in product(State, State):
            await owner.execute("ALTER TABLE requests DISABLE TRIGGER requests_step")
            await owner.execute(PUT, scene.id, before)
            await owner.execute("ALTER TABLE requests ENABLE TRIGGER requests_step")
            try:
                await owner.execute(GO, scene.id, after)
            except asyncpg.CheckViolationError:
                refused.add((before, after))

    allowed = {(before, after) for before in STEPS for after in (*STEPS[before], before)}
    assert refused == set(product(State, State)) - allowed


@pytest.mark.parametrize(
    "change",
    [
        "closure = 'no_contact'",
        "version = version - 1",
        "state = 'held', closure = NULL",
        "closure = 'tired', state = 'closed'",
    ],
)
async def test_what_ended_stays_as_it_ended_and_numbers_only_grow(
    world: PostgresWorld, scene: PostgresScene, change: str
) -> None:
    await scene.cancel()

    with pytest.raises(asyncpg.CheckViolationError):
        await world.pool.execute(f"UPDATE requests SET {change}")  # noqa: S608  # ours


async def test_of_two_who_press_at_once_one_is_told(
    world: PostgresWorld, scene: PostgresScene, staff_id: StaffId
) -> None:
    pekka = await world.add_staff("Pekka")
    both = [
        await press(scene, Reason.NO_CONTACT, staff_id),
        await press(scene, Reason.UNFULFILLED, pekka),
    ]

    outcomes = await asyncio.gather(*(hands(scene).close(each) for each in both))

    rows = await world.pool.fetch("SELECT staff_id, reason, state, version FROM request_acts")
    assert sorted(outcomes) == [Outcome.CHANGED, Outcome.DONE]
    (row,) = rows
    first = both[outcomes.index(Outcome.DONE)]
    assert (row["staff_id"], row["reason"], row["state"]) == (
        first.staff_id,
        first.reason,
        "closed",
    )
    ending = await scene.ending()
    assert (ending.stored["closure"], ending.stored["version"]) == (first.reason, row["version"])
    assert ending.said.count("request.closed") == 1


async def test_two_who_merge_the_same_two_both_ways_at_once_leave_one(
    world: PostgresWorld, scene: PostgresScene, staff_id: StaffId
) -> None:
    other = await PostgresScene(world, staff_id).open()
    merging = MergeRequests(
        world.store, hands(scene), scene.corrections, scene.submissions.pseudonym_keys
    )
    references = [
        await world.pool.fetchval("SELECT reference FROM requests WHERE id = $1", each.id)
        for each in (other, scene)
    ]
    both = [await press(each, Reason.DUPLICATE, staff_id) for each in (scene, other)]

    outcomes = await asyncio.gather(
        *(
            merging.merge(each, reference, is_confirmed=False)
            for each, reference in zip(both, references, strict=True)
        )
    )

    open_ones = await world.pool.fetch("SELECT id FROM requests WHERE state <> 'closed'")
    led = await scene.following.show_request(scene.token)
    assert sorted(outcomes) == [Outcome.CHANGED, Outcome.DONE]
    assert [row["id"] for row in open_ones] == [led.request.id if led else None]


async def test_the_database_refuses_a_link_that_leads_from_what_goes_on(
    world: PostgresWorld, scene: PostgresScene
) -> None:
    changes = (
        "leads_to = gen_random_uuid()",
        "state = 'closed', closure = 'duplicate', leads_to = id",
    )
    for change in changes:
        with pytest.raises(asyncpg.CheckViolationError):
            await world.pool.execute(f"UPDATE requests SET {change}")  # noqa: S608  # ours
    assert (await scene.ending()).stored["closure"] is None


async def test_a_note_stays_as_it_was_written_and_goes_with_its_request(
    world: PostgresWorld, scene: PostgresScene, staff_id: StaffId
) -> None:
    keep = KeepNotes(world.store, lambda: NOW)
    await keep.write(await press(scene, None, staff_id), "Ovi sivulta")
    sealed = await world.pool.fetchval("SELECT note FROM request_notes")
    changes = ("UPDATE request_notes SET note = ''", "DELETE FROM request_notes")
    for change in changes:
        with pytest.raises(asyncpg.CheckViolationError):
            await world.pool.execute(change)
    await keep.strike(await press(scene, Reason.OUTDATED, staff_id), 1)
    with pytest.raises(asyncpg.CheckViolationError):
        await world.pool.execute("UPDATE request_notes SET struck_at = NULL, struck_by = NULL")

    await world.pool.execute("DELETE FROM requests")

    assert b"Ovi" not in sealed
    assert await world.pool.fetchval("SELECT count(*) FROM request_notes") == 0
    assert await world.pool.fetchval("SELECT count(*) FROM request_acts") == 2


async def test_verify_tells_an_end_that_nobody_made_and_one_that_was_taken_back(
    made: Addresses, scene: PostgresScene, staff_id: StaffId
) -> None:
    told = "SELECT rule FROM culprits() WHERE culprit = $1"
    rule = "what staff did with a request stands"
    async with connected(made.owner_dsn) as owner:
        await hands(scene).close(await press(scene, Reason.NO_CONTACT, staff_id))
        sound = await owner.fetch(told, str(scene.id))
        await owner.execute("ALTER TABLE requests DISABLE TRIGGER requests_step")
        await owner.execute("UPDATE requests SET closure = 'cancelled'")
        changed = await owner.fetch(told, str(scene.id))
        await owner.execute("UPDATE requests SET closure = 'no_contact'")
        await owner.execute("DELETE FROM request_acts")
        alone = await owner.fetch(told, str(scene.id))

    assert [row["rule"] for row in sound] == []
    assert [row["rule"] for row in changed] == [rule]
    assert [row["rule"] for row in alone] == [rule]

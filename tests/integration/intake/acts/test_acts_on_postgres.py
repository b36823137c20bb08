"""What is done by hand, in a real database: what it refuses, and what `verify` tells."""

import asyncio
from itertools import product

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.intake.acts.model import Other, Outcome, Press, Reason
from services.intake.acts.use_cases.end import EndRequests
from services.intake.acts.use_cases.link import LinkRequests
from services.intake.acts.use_cases.merge import MergeRequests
from services.intake.acts.use_cases.notes import KeepNotes
from services.intake.requests.model import State
from services.intake.staff.model import StaffId
from shared.postgres.pool import connected
from tests.support.intake.acts.model import STEPS
from tests.support.intake.building import NOW
from tests.support.intake.postgres_scene import LOCK, PostgresScene
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.two_at_once import in_turn

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
            merging.merge(each, Other(reference, seen.seen), is_confirmed=False)
            for each, reference, seen in zip(both, references, both[::-1], strict=True)
        )
    )

    open_ones = await world.pool.fetch("SELECT id FROM requests WHERE state <> 'closed'")
    led = await scene.following.show_request(scene.token)
    assert sorted(outcomes) == [Outcome.CHANGED, Outcome.DONE]
    assert [row["id"] for row in open_ones] == [led.request.id if led else None]


def linking(scene: PostgresScene) -> LinkRequests:
    keys = scene.submissions.pseudonym_keys
    return LinkRequests(scene.world.store, scene.corrections, keys, lambda: NOW)


async def reference(scene: PostgresScene) -> str:
    named = "SELECT reference FROM requests WHERE id = $1"
    return str(await scene.world.pool.fetchval(named, scene.id))


PAIRS = "SELECT count(*) FROM linked_requests"


@pytest.mark.parametrize("is_first", [True, False], ids=["link first", "end first"])
async def test_a_link_and_the_end_of_the_other_at_once_leave_no_link_to_what_had_ended(
    world: PostgresWorld, scene: PostgresScene, staff_id: StaffId, *, is_first: bool
) -> None:
    other = await PostgresScene(world, staff_id).open()
    link = linking(scene).link(
        await press(scene, Reason.SAME_PERSON, staff_id), await reference(other), is_raised=False
    )
    close = hands(other).close(await press(other, Reason.NO_CONTACT, staff_id))

    outcomes = await in_turn(world.pool, LOCK, other.id, (link, close), as_said=is_first)

    linked, is_open = await world.pool.fetchval(PAIRS), (await other.ending()).stored["closure"]
    if is_first:
        assert list(outcomes) == [Outcome.DONE, Outcome.CHANGED]
        assert (linked, is_open) == (1, None)
    else:
        assert list(outcomes) == [Outcome.DONE, Outcome.OTHER_NOT_OPEN]
        assert (linked, is_open) == (0, "no_contact")


@pytest.mark.parametrize("is_first", [True, False], ids=["undo first", "merge first"])
async def test_an_undone_link_and_a_merge_of_both_at_once_are_one_after_the_other(
    world: PostgresWorld, scene: PostgresScene, staff_id: StaffId, *, is_first: bool
) -> None:
    other = await PostgresScene(world, staff_id).open()
    named = await reference(other)
    press_to_link = await press(scene, Reason.SAME_PERSON, staff_id)
    await linking(scene).link(press_to_link, named, is_raised=False)
    merging = MergeRequests(
        world.store, hands(scene), scene.corrections, scene.submissions.pseudonym_keys
    )
    undo = linking(scene).unlink(await press(scene, Reason.BY_MISTAKE, staff_id), named)
    beside = Other(named, (await press(other, Reason.DUPLICATE, staff_id)).seen)
    pressed = await press(scene, Reason.DUPLICATE, staff_id)
    merge = merging.merge(pressed, beside, is_confirmed=False)
    lower = min(scene.id, other.id)

    outcomes = await in_turn(world.pool, LOCK, lower, (undo, merge), as_said=is_first)

    rows = await world.pool.fetch("SELECT act FROM request_acts ORDER BY id")
    assert outcomes[0] is Outcome.DONE
    if is_first:
        assert outcomes[1] is Outcome.CHANGED
    assert [row["act"] for row in rows][:2] == ["linked", "unlinked" if is_first else "merged"]
    assert await world.pool.fetchval(PAIRS) == (0 if "unlinked" in {r["act"] for r in rows} else 1)


async def test_two_who_link_the_same_two_both_ways_at_once_make_one_link(
    world: PostgresWorld, scene: PostgresScene, staff_id: StaffId
) -> None:
    other = await PostgresScene(world, staff_id).open()
    both = [
        linking(one).link(
            await press(one, Reason.SAME_PERSON, staff_id), await reference(two), is_raised=True
        )
        for one, two in ((scene, other), (other, scene))
    ]

    outcomes = await asyncio.gather(*both)

    assert sorted(outcomes) == [Outcome.CHANGED, Outcome.DONE]
    assert await world.pool.fetchval(PAIRS) == 1


async def test_verify_tells_a_link_that_nobody_made_and_one_that_is_gone(
    made: Addresses, world: PostgresWorld, scene: PostgresScene, staff_id: StaffId
) -> None:
    other = await PostgresScene(world, staff_id).open()
    made_by, said = (
        "what belongs together was linked by somebody",
        "that two belong together is said, and what was said is kept",
    )
    told = "SELECT rule FROM culprits() WHERE rule LIKE '%belong%'"
    await linking(scene).link(
        await press(scene, Reason.SAME_PERSON, staff_id), await reference(other), is_raised=False
    )
    async with connected(made.owner_dsn) as owner:

        async def broken(change: str) -> set[str]:
            transaction = owner.transaction()
            await transaction.start()
            await owner.execute(change)
            rows = await owner.fetch(told)
            await transaction.rollback()
            return {row["rule"] for row in rows}

        sound = await broken("SELECT 1")
        gone = await broken("DELETE FROM linked_requests")
        unmade = await broken("DELETE FROM request_acts")
        unsaid = await broken("DELETE FROM outbox WHERE type = 'request.linked'")
        erased = await broken("DELETE FROM subject_keys; DELETE FROM linked_requests")

    assert (sound, erased) == (set(), set())
    assert (gone, unmade, unsaid) == ({made_by, said}, {made_by}, {said})


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

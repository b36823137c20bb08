"""Two things happen to one request at once: it is as if one came after the other."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from itertools import product

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.intake.corrections.model import Outcome
from services.intake.requests.model import Assignment, MatchId, VolunteerId
from services.intake.staff.model import StaffId
from shared.clock import shift
from tests.support.intake.postgres_scene import (
    AFTERWARDS,
    HAPPENINGS,
    LOCK,
    Happening,
    PostgresScene,
)
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.two_at_once import one_behind_the_other

ROUNDS = 60


@pytest.fixture
async def staff_id(world: PostgresWorld) -> StaffId:
    return await world.add_staff("Kaisa")


@pytest.fixture
async def scene(world: PostgresWorld, staff_id: StaffId) -> PostgresScene:
    return await PostgresScene(world, staff_id).open()


@pytest.mark.parametrize(
    ("opened", "happenings", "first"),
    [
        *((PostgresScene.open, HAPPENINGS, first) for first in HAPPENINGS),
        *((PostgresScene.helped, AFTERWARDS, first) for first in AFTERWARDS),
    ],
)
async def test_while_one_is_asked_or_after_the_help_two_at_once_end_as_one_after_the_other(
    world: PostgresWorld,
    staff_id: StaffId,
    opened: Callable[[PostgresScene], Awaitable[PostgresScene]],
    happenings: Mapping[str, Happening],
    first: str,
) -> None:
    for second in happenings:
        together = await opened(PostgresScene(world, staff_id))
        apart = await opened(PostgresScene(world, staff_id))

        results = await one_behind_the_other(
            world.pool,
            LOCK,
            together.id,
            happenings[first](together),
            happenings[second](together),
        )
        expected = [await happenings[each](apart) for each in (first, second)]

        assert list(results) == expected, (first, second)
        assert await together.ending() == await apart.ending(), (first, second)


@pytest.mark.parametrize("cancel_first", [True, False])
async def test_a_cancellation_and_an_acceptance_at_once_tell_the_truth(
    scene: PostgresScene, cancel_first: bool
) -> None:
    _, ending = await scene.in_turn(scene.cancel(), scene.matched(), as_said=cancel_first)

    assert (ending.stored["closure"], ending.stored["live"]) == ("cancelled", 0)
    told = () if cancel_first else ("request_matched",)
    assert ending.letters == ("request_received", *told, "request_cancelled")
    assert Counter(ending.said)["request.cancelled"] == 1


@pytest.mark.parametrize("cancel_first", [True, False])
async def test_a_cancellation_and_a_correction_at_once_tell_the_truth(
    scene: PostgresScene, cancel_first: bool
) -> None:
    results, ending = await scene.in_turn(
        scene.cancel(), scene.correct_kind(), as_said=cancel_first
    )

    assert ending.stored["closure"] == "cancelled"
    assert ending.letters == ("request_received", "request_cancelled")
    if cancel_first:
        assert results[1] is Outcome.OVER
        assert "request.updated" not in ending.said
    else:
        assert results[0] is Outcome.KEPT
        assert ending.said.index("request.updated") < ending.said.index("request.cancelled")


@pytest.mark.parametrize("correct_first", [True, False])
async def test_who_helps_sees_what_was_corrected_as_they_said_yes(
    world: PostgresWorld, scene: PostgresScene, correct_first: bool
) -> None:
    _, ending = await scene.in_turn(scene.correct_kind(), scene.matched(), as_said=correct_first)

    assert (ending.stored["live"], ending.stored["category"]) == (1, "pharmacy")
    assert "request_matched" in ending.letters
    assert Counter(ending.said)["request.updated"] == 1
    async with world.store.begin() as work:
        contact = await work.requests.contact(scene.id)
    assert contact.street == "Maaherrankatu 9"


async def test_of_two_corrections_at_once_neither_undoes_the_other(
    world: PostgresWorld, staff_id: StaffId
) -> None:
    scene = await PostgresScene(world, staff_id).open()
    more = [scene.correct_words(text) for text in ("Ovikoodi on 1234.", "Koira on kiltti.")]

    results = await one_behind_the_other(world.pool, LOCK, scene.id, *more)

    async with world.store.begin() as work:
        text = (await work.requests.contact(scene.id)).text
    assert list(results) == [Outcome.KEPT, Outcome.KEPT]
    assert text.endswith("Ovikoodi on 1234.\n\nKoira on kiltti.")
    assert Counter((await scene.ending()).said)["request.updated"] == 2


async def test_whenever_two_meet_neither_fails(world: PostgresWorld, staff_id: StaffId) -> None:
    pairs = list(product(HAPPENINGS, repeat=2))
    for _ in range(ROUNDS):
        scene = await PostgresScene(world, staff_id).open()
        await asyncio.gather(*(later(scene, HAPPENINGS[each]) for each in secrets.choice(pairs)))
        ending = await scene.ending()

        assert (ending.stored["state"] == "closed") == (ending.stored["closure"] is not None)
        assert ending.stored["live"] == (ending.stored["state"] == "assigned")


async def later(scene: PostgresScene, happening: Happening) -> None:
    await asyncio.sleep(secrets.randbelow(3) / 1000)
    await happening(scene)


async def test_a_clock_that_is_set_back_fails_nobody(made: Addresses, world: PostgresWorld) -> None:
    new = await world.add_request()
    owner = await asyncpg.connect(made.owner_dsn)
    await shift(owner, timedelta(hours=1))
    async with world.store.begin() as work:
        helper = Assignment(MatchId(new.id), "koivu")
        await work.requests.open_assignment(new.id, helper, VolunteerId(new.id))
    await shift(owner, timedelta())
    await owner.close()

    async with world.store.begin() as work:
        await work.requests.close_assignment(new.id)

    async with world.store.begin() as work:
        assert await work.requests.assignment(new.id) is None

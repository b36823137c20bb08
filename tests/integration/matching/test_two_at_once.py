"""Two things happen to one need at once: it is as if one came after the other."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import timedelta
from itertools import product
from urllib.parse import urlsplit

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.matching.proposals.model import Outcome
from shared.clock import shift
from shared.postgres.races import until_won
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.two_scene import (
    LOCK,
    WHILE_ASKED,
    WHILE_HELPED,
    Happening,
    TwoScene,
)
from tests.support.two_at_once import one_behind_the_other, until_waiting

ROUNDS = 40

Opened = Callable[[TwoScene], Awaitable[TwoScene]]


async def check_both(
    ground: PostgresGround, opened: Opened, first: Happening, second: Happening
) -> None:
    together, apart = await opened(TwoScene(ground)), await opened(TwoScene(ground))

    results = await one_behind_the_other(
        ground.pool, LOCK, together.story.request_id, first(together), second(together)
    )
    expected = [await first(apart), await second(apart)]

    assert list(results) == expected
    assert await together.ending() == await apart.ending()


@pytest.mark.parametrize(
    ("opened", "happenings", "first"),
    [
        *((TwoScene.open, WHILE_ASKED, first) for first in WHILE_ASKED),
        *((TwoScene.taken, WHILE_HELPED, first) for first in WHILE_HELPED),
    ],
)
async def test_while_two_are_asked_or_one_helps_two_at_once_end_as_one_after_the_other(
    ground: PostgresGround, opened: Opened, happenings: Mapping[str, Happening], first: str
) -> None:
    for second in happenings.values():
        await check_both(ground, opened, happenings[first], second)


@pytest.mark.parametrize("cancel_first", [True, False])
async def test_a_cancellation_and_an_acceptance_at_once_tell_both_the_truth(
    scene: TwoScene, cancel_first: bool
) -> None:
    _, ending = await scene.in_turn(scene.cancelled(), scene.anna_accepts(), as_said=cancel_first)

    assert (ending.need, set(ending.matches.values())) == ("closed", {"withdrawn"})
    anna, berta = ending.letters["anna"], ending.letters["berta"]
    if cancel_first:
        assert (anna, berta) == (["proposal_withdrawn"], ["proposal_withdrawn"])
    else:
        assert anna == ["match_accepted", "assignment_withdrawn"]
        assert berta == ["proposal_filled"]


@pytest.mark.parametrize("correct_first", [True, False])
async def test_a_correction_and_an_acceptance_at_once_bind_nobody_to_what_they_did_not_see(
    scene: TwoScene, correct_first: bool
) -> None:
    results, ending = await scene.in_turn(
        scene.corrected(), scene.anna_accepts(), as_said=correct_first
    )

    if correct_first:
        assert list(results) == [None, Outcome.CORRECTED]
        assert (ending.need, set(ending.matches.values())) == ("proposed", {"open"})
        assert ending.letters["anna"] == ending.letters["berta"] == ["proposal_changed"]
    else:
        assert list(results) == [Outcome.ACCEPTED, None]
        assert ending.letters["anna"] == ["match_accepted", "assignment_changed"]
        assert ending.letters["berta"] == ["proposal_filled"]


async def test_whenever_two_meet_neither_fails_and_nobody_helps_with_what_is_over(
    ground: PostgresGround,
) -> None:
    pairs = list(product(WHILE_ASKED, repeat=2))
    for _ in range(ROUNDS):
        scene = await TwoScene(ground).open()
        await asyncio.gather(*(later(scene, WHILE_ASKED[each]) for each in secrets.choice(pairs)))
        ending = await scene.ending()

        helping = list(ending.matches.values()).count("accepted")
        assert helping == (ending.need == "assigned")
        assert ending.need != "closed" or "open" not in ending.matches.values()


async def later(scene: TwoScene, happening: Happening) -> None:
    await asyncio.sleep(secrets.randbelow(3) / 1000)
    await happening(scene)


async def test_a_clock_that_is_set_back_fails_nobody(
    ground: PostgresGround, made: Addresses
) -> None:
    """Also not where the whole life of a proposal lies before the moment it was made at."""
    scene = await TwoScene(ground).open()
    owner = await asyncpg.connect(made.owner_dsn)
    await owner.execute("UPDATE matches SET proposed_at = expires_at + interval '1 minute'")
    await shift(owner, -timedelta(hours=1))
    await owner.close()

    await scene.anna_accepts()

    assert (await scene.ending()).need == "assigned"


@pytest.fixture
async def patient(
    ground: PostgresGround, postgres_admin_dsn: str
) -> AsyncIterator[asyncpg.Connection]:
    """Give a session that looks for deadlocks last: whoever it meets in one is rolled back."""
    of_ground = urlsplit(postgres_admin_dsn)._replace(path=urlsplit(ground.dsn).path)
    # only an administrator may set it
    settings = {"deadlock_timeout": "1min"}
    session = await asyncpg.connect(of_ground.geturl(), server_settings=settings)
    yield session
    await session.close()


async def test_whoever_is_rolled_back_for_another_begins_again(
    ground: PostgresGround, patient: asyncpg.Connection
) -> None:
    """A real deadlock: the other holds Anna and wants the need, which she holds while she waits."""
    lost, scene = await TwoScene(ground).open(), await TwoScene(ground).open()

    with pytest.raises(asyncpg.DeadlockDetectedError):
        await entangled(lost, patient, lost.anna_accepts)
    await entangled(scene, patient, lambda: until_won(scene.anna_accepts))

    assert (await lost.ending()).need == "proposed"
    ending = await scene.ending()
    assert (ending.need, ending.letters["anna"]) == ("assigned", ["match_accepted"])


async def entangled(
    scene: TwoScene, other: asyncpg.Connection, accept: Callable[[], Awaitable[object]]
) -> None:
    async with other.transaction():
        await other.execute("SELECT FROM volunteers WHERE id = $1 FOR UPDATE", scene.people["anna"])
        accepting = asyncio.ensure_future(accept())
        await until_waiting(scene.ground.pool, 1, accepting)
        await other.execute(LOCK, scene.story.request_id)
    await accepting

"""A round that hangs and a loop that dies are seen, ended and begun again."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from shared.loops import Limits, Loop, Pauses, supervised
from shared.telemetry.failures import describe
from tests.support.loops import LONG, NEVER, OFTEN, SHORT, BrokenError, Rounds
from tests.support.messaging import until
from tests.support.patience import PATIENCE


async def hang() -> None:
    await asyncio.Event().wait()


async def is_degraded(loop: Loop, error: str) -> bool:
    found = await loop.probe()
    return found.status == "degraded" and found.detail["error"] == error


def test_a_round_that_hangs_is_told_within_30_seconds_unless_its_loop_says_otherwise() -> None:
    told = Loop("test", hang).limits.told

    assert told is not None
    assert told < timedelta(seconds=30)


async def test_a_round_that_hangs_is_told_while_it_hangs() -> None:
    loop = Loop("test", hang, limits=Limits(told=SHORT, ended=None))

    with capture_logs() as told:
        async with supervised([loop]):
            await until(lambda: is_degraded(loop, "RoundTooLongError"))

    assert [(line["event"], line["component"]) for line in told] == [
        ("round lasts too long", "test")
    ]


async def test_a_round_that_hangs_is_ended_and_the_next_begun() -> None:
    rounds = Rounds()

    async def hang_at_first() -> None:
        await rounds()
        if rounds.begun == 1:
            await hang()

    loop = Loop("test", hang_at_first, OFTEN, limits=Limits(told=None, ended=SHORT))
    with capture_logs() as told:
        async with supervised([loop]):
            await rounds.until_begun(3)

    failed, recovered = told
    assert (failed["event"], recovered["event"]) == ("loop failed", "loop recovered")
    assert f"{__name__}:" in str(describe(failed["exc_info"]))  # where it hung


@pytest.mark.parametrize("end", [None, BrokenError()], ids=["well", "badly"])
async def test_a_round_that_hangs_and_does_as_it_likes_when_ended_is_begun_again(
    end: Exception | None,
) -> None:
    rounds = Rounds()

    async def stubborn() -> None:
        await rounds()
        try:
            await hang()
        except asyncio.CancelledError:
            if end:
                raise end from None

    loop = Loop("test", stubborn, OFTEN, limits=Limits(told=None, ended=SHORT))
    async with supervised([loop]):
        await rounds.until_begun(3)


@pytest.mark.long
async def test_a_round_that_says_it_is_alive_is_left_alone() -> None:
    lasted, gate = list[bool](), asyncio.Event()

    async def long_on_purpose() -> None:
        for _ in range(30):
            await asyncio.sleep(0.05)
            loop.alive()
        lasted.append((await loop.probe()).status == "ok")
        gate.set()

    short_of_all = timedelta(seconds=1)
    limits = Limits(told=short_of_all, ended=short_of_all)
    loop = Loop("test", long_on_purpose, NEVER, limits=limits)
    with capture_logs() as told:
        async with asyncio.timeout(PATIENCE), supervised([loop]):
            await gate.wait()

    assert (lasted, told) == ([True], [])


async def test_a_round_that_lasts_on_purpose_ends_the_trouble_before_it() -> None:
    rounds = Rounds([BrokenError()])

    async def fail_then_last() -> None:
        await rounds()
        loop.alive()
        await hang()

    loop = Loop("test", fail_then_last, OFTEN)
    async with supervised([loop]):
        await rounds.until_begun(2)
        await until(lambda: loop.trouble is None)
        found = await loop.probe()

    assert found.status == "ok"


@pytest.mark.parametrize("where", ["in a round", "resting"])
async def test_a_loop_whose_task_dies_is_shown_and_begun_again(where: str) -> None:
    rounds = Rounds()

    async def go_round() -> None:
        await rounds()
        if rounds.begun == 1 and where == "in a round":
            await hang()

    loop = Loop("doomed", go_round, Pauses(LONG, SHORT))
    with capture_logs() as told:
        async with supervised([loop]):
            await rounds.until_begun(1)
            (task,) = [task for task in asyncio.all_tasks() if task.get_name() == "doomed"]
            task.cancel()
            await rounds.until_begun(2)

    assert (told[0]["event"], str(describe(told[0]["exc_info"])).count("LoopDied")) == (
        "loop failed",
        1,
    )


async def test_a_loop_that_died_is_degraded_until_a_round_goes_well() -> None:
    rounds = Rounds()
    loop = Loop("doomed", rounds, NEVER)

    async with supervised([loop]):
        await rounds.until_begun(1)
        (task,) = [task for task in asyncio.all_tasks() if task.get_name() == "doomed"]
        task.cancel()
        await until(lambda: is_degraded(loop, "LoopDiedError"))


async def test_a_loop_that_died_just_before_the_end_is_not_begun_again() -> None:
    rounds = Rounds()
    loop = Loop("doomed", rounds, Pauses(LONG, SHORT))

    async with supervised([loop]):
        await rounds.until_begun(1)
        (task,) = [task for task in asyncio.all_tasks() if task.get_name() == "doomed"]
        task.cancel()
        await asyncio.wait({task})
    await asyncio.sleep(0)

    assert not [task for task in asyncio.all_tasks() if task.get_name() == "doomed"]

"""A loop goes on whatever its rounds meet, says how it is, and ends when told."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from shared.loops import MORE, Loop, Pauses, drain, supervised
from tests.support.loops import (
    LONG,
    NEVER,
    OFTEN,
    SHORT,
    BrokenError,
    Rounds,
    all_others_had_their_turn,
)
from tests.support.patience import PATIENCE


async def test_a_round_that_fails_ends_nothing() -> None:
    rounds = Rounds([BrokenError(), KeyError(), TimeoutError()])

    async with supervised([Loop("test", rounds, OFTEN)]):
        await rounds.until_begun(5)


async def test_one_loop_that_fails_stops_no_other() -> None:
    failing, other = Rounds([BrokenError()] * 1000), Rounds()

    async with supervised([Loop("failing", failing, OFTEN), Loop("other", other, OFTEN)]):
        await failing.until_begun(3)
        await other.until_begun(other.begun + 3)


async def test_more_to_do_is_done_at_once() -> None:
    rounds = Rounds([MORE, MORE, MORE])

    async with supervised([Loop("test", rounds, NEVER)]):
        await rounds.until_begun(4)
        await all_others_had_their_turn()

    assert rounds.begun == 4


async def test_a_round_may_say_how_long_to_rest() -> None:
    rounds = Rounds([SHORT, LONG])

    async with supervised([Loop("test", rounds, Pauses(LONG, LONG))]):
        await rounds.until_begun(2)
        await all_others_had_their_turn()

    assert rounds.begun == 2


async def test_work_that_counts_what_it_did_is_repeated_until_nothing_is_left() -> None:
    done = [3, 1, 0]

    async def work() -> int:
        return done.pop(0)

    round_of_work = drain(work)

    assert [await round_of_work() for _ in range(3)] == [MORE, MORE, None]


async def test_waking_ends_the_pause_once() -> None:
    rounds = Rounds()
    loop = Loop("test", rounds, NEVER)

    async with supervised([loop]):
        await rounds.until_begun(1)
        await all_others_had_their_turn()
        loop.wake()
        await rounds.until_begun(2)
        await all_others_had_their_turn()

    assert rounds.begun == 2


async def test_who_wakes_during_a_round_is_heard_after_it() -> None:
    gate, rounds = asyncio.Event(), Rounds()

    async def slow_round() -> timedelta | None:
        ended = await rounds()
        await gate.wait()
        return ended

    loop = Loop("test", slow_round, NEVER)
    async with supervised([loop]):
        await rounds.until_begun(1)
        loop.wake()
        gate.set()
        await rounds.until_begun(2)


async def test_waking_does_not_hurry_what_fails() -> None:
    rounds = Rounds([BrokenError()] * 10)
    loop = Loop("test", rounds, NEVER)

    async with supervised([loop]):
        await rounds.until_begun(1)
        await all_others_had_their_turn()
        loop.wake()
        await all_others_had_their_turn()

    assert rounds.begun == 1


async def test_rounds_without_a_pause_let_others_have_their_turn() -> None:
    async def endless() -> timedelta:
        loop.wake()
        return MORE

    loop = Loop("test", endless, NEVER)
    async with asyncio.timeout(PATIENCE), supervised([loop]):
        await all_others_had_their_turn()


@pytest.mark.parametrize("end", [None, BrokenError()], ids=["resting", "after a failure"])
async def test_cancelling_ends_a_pause_at_once(end: BaseException | None) -> None:
    rounds = Rounds([end])

    async with asyncio.timeout(PATIENCE), supervised([Loop("test", rounds, NEVER)]):
        await rounds.until_begun(1)
        await all_others_had_their_turn()


async def hang() -> None:
    await asyncio.Event().wait()


async def swallow() -> None:
    try:
        await hang()
    except asyncio.CancelledError:
        return


async def break_instead() -> None:
    try:
        await hang()
    except asyncio.CancelledError:
        raise BrokenError from None


@pytest.mark.parametrize("stubborn_round", [hang, swallow, break_instead])
async def test_cancelling_ends_a_round_however_it_takes_it(
    stubborn_round: Callable[[], Awaitable[None]],
) -> None:
    async with asyncio.timeout(PATIENCE), supervised([Loop("test", stubborn_round, NEVER)]):
        await all_others_had_their_turn()


async def test_what_breaks_at_the_end_is_told() -> None:
    with capture_logs() as told:
        async with supervised([Loop("test", break_instead, NEVER)]):
            await all_others_had_their_turn()

    assert [(line["event"], line["component"]) for line in told] == [
        ("loop broke at its end", "test")
    ]


async def test_a_cancellation_that_a_library_let_out_is_a_failure_like_any_other() -> None:
    rounds = Rounds([asyncio.CancelledError()])

    async with supervised([Loop("test", rounds, OFTEN)]):
        await rounds.until_begun(2)


async def test_what_is_under_way_is_finished_at_the_end() -> None:
    rounds, finished = Rounds(), list[str]()

    async def finish() -> None:
        await asyncio.sleep(0)
        finished.append("yes")

    async with supervised([Loop("test", rounds, NEVER, finish)]):
        await rounds.until_begun(1)
        assert finished == []

    assert finished == ["yes"]

"""What a loop's failures look like from outside: in health, in the figures and in the log."""

import asyncio

from structlog.testing import capture_logs

from shared.loops import Loop, Pauses, probes_of, supervised
from shared.telemetry.failures import describe
from shared.telemetry.health import Finding, Readiness
from shared.telemetry.metrics import REGISTRY
from tests.support.loops import (
    LONG,
    NEVER,
    OFTEN,
    SHORT,
    BrokenError,
    Clock,
    Rounds,
    all_others_had_their_turn,
)

SECRET = "Aino Virtanen"


def failures(name: str) -> float:
    return REGISTRY.get_sample_value("loop_failures_total", {"loop": name}) or 0.0


async def test_health_says_since_when_no_round_went_well() -> None:
    clock, rounds = Clock(1000.0), Rounds([None, BrokenError(), KeyError(SECRET), None])
    loop = Loop("test", rounds, Pauses(LONG, SHORT), clock=clock)
    assert await loop.probe() == Finding("ok")

    async with supervised([loop]):
        await rounds.until_begun(1)
        await all_others_had_their_turn()
        well = await loop.probe()
        loop.wake()
        await rounds.until_begun(3)
        clock.now += 12.34
        failing = await loop.probe()
        await rounds.until_begun(4)
        await all_others_had_their_turn()
        recovered = await loop.probe()

    assert well == recovered == Finding("ok")
    assert failing == Finding("degraded", {"error": "KeyError", "seconds": 12.3, "times": 2})


async def test_readiness_names_the_loop_that_fails() -> None:
    failing, well = Rounds([BrokenError()]), Rounds()
    loops = [Loop("failing", failing, NEVER), Loop("well", well, NEVER)]

    async with supervised(loops):
        await failing.until_begun(1)
        await well.until_begun(1)
        report = await Readiness(probes_of(loops)).report()

    assert report.status == "degraded"
    assert {name: found.status for name, found in report.checks.items()} == {
        "failing": "degraded",
        "well": "ok",
    }


async def test_a_failure_is_counted_and_told_with_its_place_and_nobody_in_it() -> None:
    rounds, before = Rounds([KeyError(SECRET), None]), failures("counted")

    with capture_logs() as told:
        async with supervised([Loop("counted", rounds, Pauses(LONG, SHORT))]):
            await rounds.until_begun(2)
            await all_others_had_their_turn()

    failed, recovered = told
    stack = describe(failed.pop("exc_info"))
    assert failures("counted") == before + 1
    assert (failed["event"], failed["component"]) == ("loop failed", "counted")
    assert (recovered["event"], recovered["component"]) == ("loop recovered", "counted")
    assert "tests.support.loops" in str(stack)
    assert SECRET not in str([failed, stack])


async def test_what_fails_each_second_is_told_once_a_minute() -> None:
    clock, told_at = Clock(), list[float]()

    async def fail() -> None:
        clock.now += 1
        raise BrokenError

    rounds = Loop("test", fail, OFTEN, clock=clock)
    with capture_logs() as told:
        async with supervised([rounds]):
            while clock.now < 1130:
                told_at += [clock.now] * (len(told) - len(told_at))
                await asyncio.sleep(0)

    assert [round(at - 1000) for at in told_at] == [1, 61, 121]


async def test_a_database_that_is_away_is_a_warning_and_anything_else_an_error() -> None:
    rounds = Rounds([ConnectionRefusedError(), BrokenError()])

    with capture_logs() as told:
        async with supervised([Loop("test", rounds, OFTEN)]):
            await rounds.until_begun(3)

    assert [line["log_level"] for line in told][:2] == ["warning", "error"]

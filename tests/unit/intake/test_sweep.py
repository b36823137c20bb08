"""What expires is removed now and then, whatever happens in between."""

from dataclasses import replace
from datetime import timedelta

from services.intake.app import loops
from shared.loops import Pauses, supervised
from tests.support.messaging import until

SHORT = Pauses(timedelta(seconds=0.001), timedelta(seconds=0.001))


async def test_a_sweep_that_fails_is_tried_again() -> None:
    results: list[int | Exception] = [3, ConnectionRefusedError(), ValueError(), 0]

    async def remove() -> int:
        result = results.pop(0) if results else 0
        if isinstance(result, Exception):
            raise result
        return result

    (sweep,) = loops(remove)
    async with supervised([replace(sweep, pauses=SHORT)]):
        await until(lambda: not results)


async def test_a_sweep_is_done_every_ten_minutes_whether_it_failed_or_not() -> None:
    async def remove() -> int:
        return 0

    (sweep,) = loops(remove)

    assert sweep.pauses == Pauses(timedelta(minutes=10), timedelta(minutes=10))

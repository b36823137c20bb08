"""What expires is removed now and then, whatever happens in between."""

import asyncio

from services.intake.sweeping import sweep_for_ever
from tests.support.messaging import until
from tests.support.running import in_background


async def test_a_sweep_that_fails_is_tried_again() -> None:
    results: list[int | Exception] = [3, ConnectionRefusedError(), ValueError(), 0]

    async def sweep() -> int:
        result = results.pop(0) if results else 0
        await asyncio.sleep(0)
        if isinstance(result, Exception):
            raise result
        return result

    async with in_background(sweep_for_ever(sweep, pause_seconds=0.001)):
        await until(lambda: not results)

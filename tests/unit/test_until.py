"""What waits for something ends, whatever it asks does with a cancellation."""

import asyncio

import pytest

from tests.support.messaging import until


async def test_a_check_that_swallows_the_cancellation_is_not_repeated_for_ever() -> None:
    tries = 0

    async def deaf() -> bool:
        nonlocal tries
        tries += 1
        try:
            await asyncio.sleep(0.2)
        except asyncio.CancelledError:
            return False  # as `asyncio.wait_for` of Python 3.11 may
        return False

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(until(deaf, 0.3), 5)
    assert tries == 2

"""Remove what has expired, now and then."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from shared.postgres.errors import is_unavailable

PAUSE_SECONDS = 600.0

log = structlog.get_logger(__name__)


async def sweep_for_ever(
    sweep: Callable[[], Awaitable[int]], pause_seconds: float = PAUSE_SECONDS
) -> None:
    """Sweep, pause, and do it again; several processes may, rows are taken by one of them."""
    while True:
        try:
            log.info("expired rows removed", count=await sweep())
        except Exception as error:  # the next round tries again
            if is_unavailable(error):
                log.warning("sweep put off", reason="database away")
            else:
                log.exception("sweep failed")
        await asyncio.sleep(pause_seconds)

"""How long the figures take to be made anew, and what memory that needs."""

import gc
import resource
import time
from pathlib import Path
from typing import Final

from services.reporting.operating import rebuild
from shared.postgres.pool import connected
from tests.bench.measuring import Goal, Row, alone
from tests.bench.reporting.ground import fill, reporting_database

MILLION: Final = 1_000_000
PACE: Final = Goal(">=", MILLION / 600)
"""A million events in ten minutes."""
FLAT: Final = Goal("<=", 48)


async def rebuilding_rows(admin_dsn: str, *, events: int = 20_000) -> list[Row]:
    """Make them anew from a log of which nothing was counted: every row is put in its place."""
    async with reporting_database(admin_dsn) as made:
        async with connected(made.owner_dsn) as owner:
            facts = await fill(owner, events)
        gc.collect()
        held = [_mebibytes()]
        started = time.perf_counter()
        outcome = await rebuild(made.owner_dsn, tell=lambda *_: held.append(_mebibytes()))
        pace = facts / (time.perf_counter() - started)
    assert outcome.made.facts == facts  # else something else was measured
    assert outcome.proved.agrees
    return [
        alone(f"rebuild of {facts:,} events, and its proof", pace, "/s", PACE),
        alone("memory that the rebuild adds", max(held) - held[0], "MiB", FLAT),
    ]


def _mebibytes() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20

"""A process that is killed by one of the rows it works; run as a module.

Arguments: database address, what the bad row does (`kill` or `hang`).
"""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence

from shared.loops import DueRows, PostgresSetbacks, StuckRowsError
from shared.postgres.pool import open_pool

ROWS = ("before", "bad", "behind")


def say(text: str) -> None:
    """Let the test read it, also when the next row is the last."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def main(dsn: str, way: str) -> None:
    """Work one round, and say which rows were worked to their end."""

    async def due(limit: int) -> Sequence[str]:
        return ROWS[:limit]

    async def do(row: str) -> None:
        if row == "bad" and way == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if row == "bad":
            await asyncio.Event().wait()
        say(row)

    async with open_pool(dsn, name="test") as pool:
        rows = DueRows(due, do, "row_id", PostgresSetbacks(pool, "dying"), row_seconds=0.2)
        try:
            await rows()
        except StuckRowsError:
            say("stuck")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))

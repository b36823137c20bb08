"""What a network costs that nobody uses."""

import asyncio
import time
from pathlib import Path

import asyncpg

from deploy.local.record import Network
from tests.bench.measuring import Goal, Row, alone
from tests.bench.network.process_use import Use, use_of

SETTLES, LASTS = 20.0, 60.0
CPU = Goal("<=", 2.05)
TRANSACTIONS = Goal("<=", 22)
MEMORY = Goal("<=", 634)
_COUNT = "SELECT sum(xact_commit + xact_rollback)::bigint FROM pg_stat_database WHERE datname = $1"


def idle_rows(network: Network, state: Path) -> list[Row]:
    """Leave it alone for a minute, and say what it used; afterwards each program's part."""
    time.sleep(SETTLES)
    commits, used = asyncio.run(_transactions(network)), use_of(state)
    time.sleep(LASTS)
    after, later = asyncio.run(_transactions(network)), use_of(state)
    seconds = {name: use.seconds - used.get(name, Use(0, 0)).seconds for name, use in later.items()}
    memory = {name: use.megabytes for name, use in later.items()}
    rate = sum(after[name] - commits[name] for name in after) / LASTS
    return [
        alone("idle: seconds of processor a minute", sum(seconds.values()), "s", CPU),
        alone("idle: transactions", rate, "/s", TRANSACTIONS),
        alone("idle: memory, shared pages by their share", sum(memory.values()), "MB", MEMORY),
        *(
            alone(f"idle: {name}, processor", seconds[name], "s")
            for name in sorted(seconds, key=lambda name: -seconds[name])
        ),
        *(
            alone(f"idle: {name}, transactions", (after[name] - commits[name]) / LASTS, "/s")
            for name in after
        ),
        *(alone(f"idle: {name}, memory", memory[name], "MB") for name in sorted(memory)),
    ]


async def _transactions(network: Network) -> dict[str, int]:
    counted = {}
    for name, address in network.databases.items():
        connection = await asyncpg.connect(address)
        counted[name] = await connection.fetchval(_COUNT, name)
        await connection.close()
    return counted

"""A request taken in, durable with its event, against a bare handler that inserts one row."""

import asyncpg

from deploy.local.ports import free_port
from services.intake.queues import QUEUES as INTAKE_QUEUES
from services.matching.queues import QUEUES as MATCHING
from services.notify.queues import QUEUES as NOTIFY
from services.reporting.queues import QUEUES as REPORTING
from shared.messaging.topology import declare
from tests.bench.backbone.loading import pleas, rate
from tests.bench.measuring import Goal, Row, alone, alternate, compared
from tests.bench.processes import INTAKE, intake_environment, listening
from tests.support.fresh_databases import FreshDatabases

CONNECTIONS = 16
REQUESTS = 2_000
BARE_RATE, OUR_RATE = 600, 300
"""Where the bare handler makes 600/s, ours is to make 300/s."""


async def accept_rows(rabbit_url: str, admin_dsn: str, rounds: int) -> list[Row]:
    """Run both as processes of their own and load them in turn."""
    databases = FreshDatabases(admin_dsn)
    made = await databases.make("intake")
    owner = await asyncpg.connect(made.owner_dsn)
    await owner.execute("CREATE TABLE bare (id uuid PRIMARY KEY, body jsonb)")
    # the bare handler works as the owner, who may have few connections
    await owner.close()
    await declare(rabbit_url, [*INTAKE_QUEUES, *MATCHING, *NOTIFY, *REPORTING])
    ours, bare = free_port(), free_port()
    async with (
        listening(INTAKE, ours, intake_environment(rabbit_url, made.app_dsn, ours)),
        listening(
            "tests.bench.backbone.bare_app",
            bare,
            {"BARE_DSN": made.owner_dsn, "BARE_PORT": str(bare)},
        ),
    ):
        figures = await alternate(lambda: _rate(ours), lambda: _rate(bare), rounds)
    await databases.drop(made)
    row = compared(f"POST /api/requests, {CONNECTIONS} connections", "/s", figures, Goal(">=", 0.5))
    fast_machine = (row.against or 0) >= BARE_RATE
    goal = Goal(">=", OUR_RATE) if fast_machine else None
    return [row, alone("POST /api/requests, answers", row.value, "/s", goal)]


async def _rate(port: int) -> float:
    return await rate(port, pleas(REQUESTS), connections=CONNECTIONS)

"""A request taken in, durable with its event, against a bare handler that inserts one row."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import asyncpg

from deploy.local.ports import free_port
from services.intake.queues import QUEUES as INTAKE
from services.matching.queues import QUEUES as MATCHING
from services.notify.queues import QUEUES as NOTIFY
from services.reporting.queues import QUEUES as REPORTING
from shared.messaging.topology import declare
from shared.sealing.box import new_keypair
from shared.sealing.keyring import new_ring_key
from shared.web.passes import new_pass_key, public_pass_keys
from tests.bench.backbone.loading import rate
from tests.bench.measuring import Goal, Row, alone, alternate, compared
from tests.support.fresh_databases import FreshDatabases
from tests.support.messaging import until
from tests.support.open_doors import OPEN_DOORS

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
    await declare(rabbit_url, [*INTAKE, *MATCHING, *NOTIFY, *REPORTING])
    ours, bare = free_port(), free_port()
    async with (
        _process("services.intake", ours, _intake(rabbit_url, made.app_dsn, ours)),
        _process(
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
    return await rate(port, connections=CONNECTIONS, requests=REQUESTS)


def _intake(rabbit_url: str, dsn: str, port: int) -> Mapping[str, str]:
    signing = new_pass_key()
    return {
        "INTAKE_POSTGRES_URL": dsn,
        "INTAKE_RABBIT_URL": rabbit_url,
        "INTAKE_HTTP_PORT": str(port),
        "INTAKE_PUBLIC_URL": f"http://localhost:{port}",
        "INTAKE_SEALING_KEYS": new_ring_key("k1"),
        "INTAKE_NOTIFY_PUBLIC_KEY": new_keypair()[1],
        "INTAKE_SESSION_PRIVATE_KEYS": signing,
        "INTAKE_SESSION_PUBLIC_KEYS": public_pass_keys(signing),
        "INTAKE_SESSION_STAMP_KEYS": "bench",
        "INTAKE_SAME_PERSON_KEY": "bench",
        "INTAKE_LOG_LEVEL": "WARNING",
        **OPEN_DOORS,
    }


@asynccontextmanager
async def _process(module: str, port: int, environment: Mapping[str, str]) -> AsyncIterator[None]:
    child = await asyncio.to_thread(
        subprocess.Popen, [sys.executable, "-m", module], env=os.environ | environment
    )
    try:
        await until(lambda: _listens(port), 30)
        yield
    finally:
        child.terminate()
        try:
            await asyncio.to_thread(child.wait, 30)
        finally:
            child.kill()


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True

"""How long `verify` takes when a million people have asked, and what it takes of memory."""

import asyncio
import resource
import time
from pathlib import Path

import asyncpg

from deploy.local.databases import Addresses
from deploy.local.services import SERVICES
from deploy.verifying.comparison import verify
from deploy.verifying.places import Places, queues_of_services
from deploy.verifying.rules import Verdict
from shared.messaging.topology import declare
from tests.bench.measuring import Goal, Row, alone
from tests.support.fresh_databases import FreshDatabases

REQUESTS = 1_000_000
_FOLDER = Path(__file__).parent


async def verify_rows(rabbit_url: str, admin_dsn: str, requests: int = REQUESTS) -> list[Row]:
    """Write made-up records of all services, sound ones; then take rows out of them."""
    databases = FreshDatabases(admin_dsn)
    made = {service: await databases.make(service) for service in SERVICES}
    try:
        await asyncio.gather(*(_fill(service, each, requests) for service, each in made.items()))
        queues = queues_of_services()
        await declare(rabbit_url, [queue for each in queues.values() for queue in each])
        places = Places({service: each.verify_dsn for service, each in made.items()}, rabbit_url)
        return await _rows(places, made["matching"].owner_dsn, requests)
    finally:
        for each in made.values():
            await databases.drop(each)


async def _rows(places: Places, owner_dsn: str, requests: int) -> list[Row]:
    before = _peak()
    sound, seconds = await _timed(places)
    assert sound.is_sound, sound
    assert sound.waiting == {}, sound.waiting
    owner = await asyncpg.connect(owner_dsn)
    await owner.execute(
        "DELETE FROM decisions WHERE ledger_bucket(request_id) = 7;"
        "DELETE FROM matches WHERE ledger_bucket(request_id) = 7;"
        "DELETE FROM needs WHERE ledger_bucket(request_id) = 7"
    )
    await owner.close()
    damaged, again = await _timed(places)
    (check,) = (each for each in damaged.checks if each.rule == "a request and its need")
    assert check.broken > requests / 10_000, check
    name = f"verify of {requests:,} requests"
    return [
        alone(name, seconds, "s", Goal("<=", 60)),
        alone(f"{name}, {check.broken} of them lost", again, "s", Goal("<=", 60)),
        alone(f"{name}: memory it takes", _peak() - before, "MB", Goal("<=", 100)),
    ]


async def _timed(places: Places) -> tuple[Verdict, float]:
    begun = time.perf_counter()
    verdict = await verify(places)
    return verdict, time.perf_counter() - begun


async def _fill(service: str, database: Addresses, requests: int) -> None:
    text = (_FOLDER / f"{service}.sql").read_text(encoding="utf-8")
    connection = await asyncpg.connect(database.owner_dsn)
    await connection.execute(text.replace(":requests", str(requests)))
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

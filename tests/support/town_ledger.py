"""What the databases of a town say of it."""

from contextlib import suppress

import asyncpg

from deploy.verifying.comparison import AWAY, verify
from deploy.verifying.places import Places
from deploy.verifying.rules import Verdict
from tests.support.messaging import until
from tests.support.town import Town


async def verdict(town: Town) -> Verdict:
    places = Places(town.network.ledgers, town.network.rabbit_url)
    found: list[Verdict] = []

    async def verified() -> bool:
        with suppress(*AWAY):
            found.append(await verify(places, wait_seconds=120))
        return bool(found)

    await until(verified, 200)
    return found[0]


async def received(town: Town) -> int:
    connection = await asyncpg.connect(town.network.databases["reporting"])
    try:
        return int(await connection.fetchval("SELECT count(*) FROM requests"))
    finally:
        await connection.close()


async def said(town: Town, service: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(town.network.databases[service])
    try:
        return await connection.fetch(
            "SELECT event_id, type, traceparent, body FROM outbox ORDER BY position"
        )
    finally:
        await connection.close()


TYPED = frozenset({"outbox", "event_log"})
SAID_LATER = "request.search_reported", "supply.reported"
"""Said by time, whatever arrives meanwhile: no effect of what came twice."""


async def effects(town: Town) -> dict[str, int]:
    """Count what came of everything so far."""
    counted = {
        "matching": ("needs", "matches", "outbox"),
        "intake": ("requests", "proposals", "outbox"),
        "notify": ("deliveries",),
        "reporting": ("event_log", "requests", "matches"),
    }
    found = {}
    for service, tables in counted.items():
        connection = await asyncpg.connect(town.network.databases[service])
        for table in tables:
            others = f" WHERE type NOT IN {SAID_LATER}" if table in TYPED else ""
            query = f"SELECT count(*) FROM {table}{others}"  # noqa: S608  # names of ours
            found[f"{service}.{table}"] = int(await connection.fetchval(query))
        await connection.close()
    return found

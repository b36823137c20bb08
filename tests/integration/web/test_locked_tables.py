"""While somebody holds a service's tables, people are told so soon, on every page."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import asyncpg
import httpx
import pytest
from asyncpg.transaction import Transaction

from deploy.local.databases import Addresses
from shared.contracts.words import StaffRole
from shared.postgres.pool import COMMAND_SECONDS
from tests.support.all_services import A_UUID, NAMES, address_of, build, routes
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.app_world import ask as ask_for_help
from tests.support.serving import running
from tests.support.web.staff import cookie_for

AT_ONCE: Final = 3
"""Fewer than there are connections for people: nobody waits for one of those."""
GIVES_UP: Final = COMMAND_SECONDS * 0.9
"""Seconds: a page waits 1.5 s for a lock, and a busy machine may add to it; what has no limit
of its own ends with the command of work, later."""
CLOSED: Final = {
    "intake": ["/fi/taulu", f"/fi/p/{'t' * 43}", f"/fi/yhteys/{'t' * 43}"],
    "matching": [f"/fi/perustelut/{A_UUID}", f"/fi/v/{'t' * 43}", f"/fi/t/{'t' * 43}"],
    "notify": ["/fi/toimitukset"],
    "reporting": ["/fi/raportit"],
}
"""Pages that read what is locked, so that a test which locks nothing is found out."""


@pytest.mark.parametrize("name", NAMES)
async def test_every_page_answers_while_all_tables_but_the_sessions_are_locked(
    database: MakeDatabase, name: str
) -> None:
    addresses = await database(name)
    paths = [address_of(route) for route in routes(name) if "GET" in (route.methods or ())]

    async with (
        running(build(name, addresses.app_dsn), token=cookie_for(StaffRole.COORDINATOR)) as client,
        locked_tables(addresses, but=["staff_sessions"]),
    ):
        answers = await asked(client, paths)

    told_before_a_look = {403, 404, 410, 422}
    assert set(answers.values()) <= {200, 303, 307, 503} | told_before_a_look
    assert {path: answers[path] for path in CLOSED[name]} == dict.fromkeys(CLOSED[name], 503)


@pytest.mark.parametrize("name", NAMES)
async def test_staff_are_told_when_not_even_their_session_can_be_read(
    database: MakeDatabase, name: str
) -> None:
    addresses = await database(name)

    async with (
        running(build(name, addresses.app_dsn), token=cookie_for(StaffRole.COORDINATOR)) as client,
        locked_tables(addresses),
    ):
        answer = await ask(client, CLOSED[name][0])

    assert answer.status_code == 503
    assert answer.headers["retry-after"]


async def test_sixty_at_once_are_all_told(database: MakeDatabase) -> None:
    addresses = await database("intake")

    async with running(
        build("intake", addresses.app_dsn), token=cookie_for(StaffRole.COORDINATOR)
    ) as client:
        async with locked_tables(addresses, but=["staff_sessions"]):
            reading = [ask(client, "/fi/taulu") for _ in range(30)]
            asking = [plea(client) for _ in range(30)]
            answers = await asyncio.gather(*reading, *asking)
        after = [await ask(client, "/fi/taulu"), await plea(client)]

    assert {answer.status_code for answer in answers} == {503}
    assert [answer.status_code for answer in after] == [200, 201]


async def asked(client: httpx.AsyncClient, paths: Sequence[str]) -> dict[str, int]:
    """Ask for all pages, a few at a time: each waits for the locks."""
    places = asyncio.Semaphore(AT_ONCE)

    async def one(path: str) -> int:
        async with places:
            return (await ask(client, path)).status_code

    return dict(zip(paths, await asyncio.gather(*map(one, paths)), strict=True))


@asynccontextmanager
async def locked_tables(addresses: Addresses, but: Sequence[str] = ()) -> AsyncIterator[None]:
    """Hold every table as a migration that hangs would."""
    owner = await asyncpg.connect(addresses.owner_dsn)
    try:
        locks = await hold(owner, but)
        yield
        await locks.rollback()
    finally:
        await owner.close()


async def hold(owner: asyncpg.Connection, but: Sequence[str]) -> Transaction:
    """Take all the locks; anew when a loop of the service holds one and waits for another."""
    while True:
        locks = owner.transaction()
        await locks.start()
        rows = await owner.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = [row["tablename"] for row in rows if row["tablename"] not in but]
        try:
            await owner.execute(f"LOCK TABLE {', '.join(names)}")
        except asyncpg.DeadlockDetectedError:
            await locks.rollback()
        else:
            return locks


async def plea(client: httpx.AsyncClient) -> httpx.Response:
    async with asyncio.timeout(GIVES_UP):
        return await ask_for_help(client)


async def ask(client: httpx.AsyncClient, path: str) -> httpx.Response:
    """Ask as somebody does who would have given up long before the command itself would."""
    async with asyncio.timeout(GIVES_UP):
        return await client.get(path)

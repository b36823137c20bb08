"""A town of organisations, one of them large and old: choosing one, and its members' pages."""

import hashlib
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import asyncpg
import httpx

from services.matching.app import SERVICE
from services.matching.referrals.use_cases.send import BY_TURN
from shared.activation.current import PostgresCurrent
from shared.contracts.words import StaffRole
from tests.bench.measuring import Goal, Row, alone
from tests.support.fresh_databases import FreshDatabases
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.needs.building import need
from tests.support.matching.page import PageWorld
from tests.support.serving import browser_of
from tests.support.web.page_world import app_over_fakes
from tests.support.web.staff import cookie_for

CHOSEN, SHOWN = Goal("<=", 5), Goal("<=", 200)
_FILL: Final = Path(__file__).with_name("town.sql")
_LARGE: Final = UUID(hashlib.md5(b"organisation 1").hexdigest())  # noqa: S324  # as town.sql does
_TURNS: Final = 20
_PAGES: Final = {
    "activities": "/toiminta",
    "plans": "/toiminta/suunnitelmat",
    "referrals": "/ohjaukset",
    "organisation": "",
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the town is, and how much its large organisation has done."""

    organisations: int = 1_000
    referrals: int = 30_000
    """A third of them is the large one's; of all, a third is of the last month."""
    activities: int = 100_000


async def town_rows(admin_dsn: str, sizes: Sizes = Sizes()) -> list[Row]:  # frozen
    """Choose an organisation for a request, and open the pages of the large one."""
    async with _town(admin_dsn, sizes) as ground:
        return [await _choosing(ground, sizes), *await _pages(ground, sizes)]


async def _choosing(ground: PostgresGround, sizes: Sizes) -> Row:
    send = PageWorld().use.refer.send
    asks = need(category="food_aid", municipality="101")
    asks = replace(asks, service_line="food")

    async def choose() -> None:
        async with ground.store.begin() as work:
            choice = await send.choose(work, asks, frozenset(), BY_TURN)
        assert choice.chosen  # else nothing was measured
        assert choice.fitting + sum(choice.refusals.values()) == sizes.organisations

    name = f"choosing among {sizes.organisations:,} organisations, with reasons"
    return alone(name, await _milliseconds(choose), "ms", CHOSEN)


async def _pages(ground: PostgresGround, sizes: Sizes) -> Sequence[Row]:
    world = PageWorld()
    use_cases = [_over(each, ground) for each in world.wired.use_cases]
    app = app_over_fakes(SERVICE, world.pages, use_cases, world.store.is_closed)
    member = cookie_for(StaffRole.PARTNER_MEMBER, organisation=_LARGE)
    rows = []
    async with browser_of(app, member) as browser:
        for name, path in _PAGES.items():
            took = await _milliseconds(_opening(browser, f"/fi/kumppani/{_LARGE}{path}"))
            title = f"a partner's page ({name}), of {sizes.activities:,} activities"
            rows.append(alone(title, took, "ms", SHOWN))
    return rows


def _opening(browser: httpx.AsyncClient, path: str) -> Callable[[], Awaitable[None]]:
    async def open_it() -> None:
        assert (await browser.get(path)).status_code == 200  # else nothing was measured

    return open_it


def _over(use_case: Any, ground: PostgresGround) -> object:  # noqa: ANN401  # each is of its own type
    real = {"store": ground.store, "current": PostgresCurrent(ground.pool)}
    changes = {name: value for name, value in real.items() if hasattr(use_case, name)}
    return replace(use_case, **changes)


async def _milliseconds(turn: Callable[[], Awaitable[None]]) -> float:
    took = []
    for _ in range(_TURNS):
        began = time.perf_counter()
        await turn()
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


@asynccontextmanager
async def _town(admin_dsn: str, sizes: Sizes) -> AsyncIterator[PostgresGround]:
    databases = FreshDatabases(admin_dsn)
    made = await databases.make("matching")
    try:
        await _fill(made.owner_dsn, sizes)
        async with postgres_ground(made.app_dsn) as ground:
            yield ground
    finally:
        await databases.drop(made)


async def _fill(dsn: str, sizes: Sizes) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        for name in sizes.__slots__:
            await connection.execute(f"SET bench.{name} = '{getattr(sizes, name)}'")
        await connection.execute(_FILL.read_text(encoding="utf-8"))
    finally:
        await connection.close()

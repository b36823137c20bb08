"""The report page when half a million people have asked for help."""

import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path

import asyncpg

from deploy.local.record import Network
from deploy.local.secrets import Secrets
from services.reporting.figures.model.report import Period
from services.reporting.figures.store.figures import PostgresFigures
from shared.postgres.pool import open_pool
from tests.bench.measuring import Goal, Row, alone
from tests.support.intake.sign_in.accounts import add_passkey
from tests.support.passkey import SoftPasskey, options_on
from tests.support.person import Person

REQUESTS = 500_000
ROUNDS = 5
STAFF = "demo-koordinaattori"
IN_THE_DATABASE = Goal("<=", 200)
_YEARS = Path(__file__).with_name("years.sql")


async def report_rows(network: Network, secrets: Secrets) -> list[Row]:
    """Fill reporting, then ask for a week and for everything: its figures, and the page."""
    dsn = network.databases["reporting"]
    connection = await asyncpg.connect(dsn)
    await connection.execute(_YEARS.read_text("utf-8").replace(":requests", str(REQUESTS)))
    await connection.execute("ANALYZE")
    await connection.close()
    week = Period(date.today() - timedelta(days=37), date.today() - timedelta(days=31))  # noqa: DTZ011  # any week
    years = Period(date(2000, 1, 1), date(2100, 1, 1))
    return [
        alone(
            "report of a week of 500,000: figures", await _figures(dsn, week), "ms", IN_THE_DATABASE
        ),
        alone("report of everything: figures", await _figures(dsn, years), "ms"),
        alone("report of a week of 500,000: page", await _page(network, secrets, week), "ms"),
    ]


async def _figures(dsn: str, period: Period) -> float:
    async with open_pool(dsn, name="bench") as pool:
        figures = PostgresFigures(pool)

        async def counted() -> None:
            await figures.coverage()
            await figures.count(period)

        return await _median(counted)


async def _page(network: Network, secrets: Secrets, period: Period) -> float:
    async with Person.at(network.origin) as person:
        passkey = SoftPasskey(STAFF, network.origin)
        await add_passkey(network.databases["intake"], passkey)
        page = await person.open("/fi/kirjaudu")
        password = secrets.staff_password(STAFF)
        page = await person.submit(page.form(), name=STAFF, password=password)
        await person.submit(page.form(), answer=passkey.get(options_on(page.html)))
        address = f"/fi/raportit?alku={period.first}&loppu={period.last}"

        async def opened() -> None:
            page = await person.open(address)
            assert page.status == 200, page.text

        return await _median(opened)


async def _median(act: Callable[[], Awaitable[None]]) -> float:
    """Give milliseconds, the first time left out: then connections are made."""
    await act()
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        await act()
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)

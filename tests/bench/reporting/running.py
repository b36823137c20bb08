"""The whole measurement of reporting, in one run: each part gives its rows."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import uvloop

from shared.telemetry.logs import configure
from tests.bench.measuring import Row
from tests.bench.reporting.counting import counting_rows
from tests.bench.reporting.forms import form_rows
from tests.bench.reporting.picture import picture_rows
from tests.bench.reporting.rebuilding import MILLION, rebuilding_rows
from tests.bench.reporting.storing import storing_rows

Part = Callable[[str, bool], Awaitable[list[Row]]]
"""Takes the address of an administrator, and whether the largest sizes are asked for."""


async def _storing(admin_dsn: str, full: bool) -> list[Row]:
    return await storing_rows(admin_dsn, events=100_000 if full else 20_000)


async def _rebuilding(admin_dsn: str, full: bool) -> list[Row]:
    return await rebuilding_rows(admin_dsn, events=MILLION if full else 20_000)


async def _forms(admin_dsn: str, full: bool) -> list[Row]:
    del admin_dsn, full  # what a form takes does not hang on the database
    return await form_rows()


async def _counting(admin_dsn: str, full: bool) -> list[Row]:
    return await counting_rows(admin_dsn, events=MILLION if full else 20_000)


async def _picture(admin_dsn: str, full: bool) -> list[Row]:
    return await picture_rows(admin_dsn, events=MILLION if full else 20_000)


PARTS: Final[Sequence[Part]] = (_storing, _rebuilding, _counting, _forms, _picture)


def reporting_rows(admin_dsn: str, *, full: bool) -> list[Row]:
    """Measure part by part."""
    configure("bench", "ERROR")
    return uvloop.run(_rows(admin_dsn, full=full))


async def _rows(admin_dsn: str, *, full: bool) -> list[Row]:
    return [row for part in PARTS for row in await part(admin_dsn, full)]

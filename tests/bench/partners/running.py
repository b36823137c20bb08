"""The whole measurement of what partners are told, asked and shown, in one run."""

import os
from contextlib import redirect_stdout
from pathlib import Path

import uvloop

from shared.telemetry.logs import configure
from tests.bench.measuring import Row
from tests.bench.partners.steady import steady_rows
from tests.bench.partners.town import town_rows
from tests.bench.partners.webhooks import webhook_rows


def partner_rows(admin_dsn: str) -> list[Row]:
    """Measure webhooks, a steady day with a partner that hangs, choosing one, and their pages."""
    # structlog's own way to show an error draws each for a second: nobody else got a turn
    configure("bench")
    with Path(os.devnull).open("w", encoding="utf-8") as nobody, redirect_stdout(nobody):
        return uvloop.run(_rows(admin_dsn))


async def _rows(admin_dsn: str) -> list[Row]:
    rows = await webhook_rows(admin_dsn)
    rows += await steady_rows(admin_dsn)
    return rows + await town_rows(admin_dsn)

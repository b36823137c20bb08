"""`porukalla log` and `porukalla rebuild` as they are typed, for a network given by addresses."""

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deploy.cli.app import app
from deploy.cli.exits import Exit
from deploy.local.databases import Addresses
from deploy.local.services import SERVICES
from services.reporting.work import store_over
from shared.postgres.pool import open_pool
from tests.support.reporting.stories import STORIES, record


async def _logged(made: Addresses) -> None:
    async with open_pool(made.app_dsn, name="reporting") as pool:
        await record(store_over(pool), *STORIES, batch=4)
        await pool.execute("DELETE FROM calls")


def test_the_end_is_published_held_against_the_log_and_figures_are_made_anew(
    made: Addresses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORUKALLA_RABBIT_URL", "amqp://nobody@127.0.0.1:1")
    for service in SERVICES:
        monkeypatch.setenv(f"{service.upper()}_POSTGRES_URL", made.app_dsn)

    def typed(*words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--state", str(tmp_path)])

    assert typed("log", "anchor").exit_code == Exit.FAILED
    assert typed("rebuild", "dreams").exit_code == Exit.USAGE
    assert typed("rebuild").exit_code == Exit.USAGE, "nobody said who owns the database"
    monkeypatch.setenv("REPORTING_OWNER_URL", made.owner_dsn)
    asyncio.run(_logged(made))
    line = typed("log", "anchor").output
    other = line.replace(line.split()[2][:8], "00000000")

    checked = typed("log", "check", "--anchor", line)
    wrong = typed("log", "check", "--json", "--anchor", other)
    rebuilt = typed("rebuild", "--json")

    assert f"events\t{len(STORIES)}\n" in checked.output
    assert (checked.exit_code, wrong.exit_code) == (Exit.OK, Exit.FAILED)
    assert json.loads(wrong.output)["contradicted"] == [len(STORIES)]
    assert typed("log", "check", "--anchor", "yesterday").exit_code == Exit.USAGE
    assert json.loads(rebuilt.stdout)["differing"] == {"calls": 4}
    assert "put right" not in typed("rebuild", "calls").output

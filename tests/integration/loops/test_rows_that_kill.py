"""A row that kills the process, or hangs, is counted before it is worked, then set aside."""

import sys

import asyncpg
import pytest

from shared.loops.setbacks import TRIES, UNFINISHED
from tests.support.dying_rows import ROWS
from tests.support.fresh_databases import MakeDatabase
from tests.support.running import run_to_its_end

PASS_TIME = "UPDATE setbacks SET retry_at = retry_at - interval '1 hour'"


@pytest.mark.parametrize(("way", "error"), [("kill", UNFINISHED), ("hang", "RowHangsError")])
async def test_the_others_get_their_turn_and_the_bad_row_ends_with_a_person(
    database: MakeDatabase, way: str, error: str
) -> None:
    dsn = (await database("matching")).app_dsn
    connection = await asyncpg.connect(dsn)
    worked = []

    for _ in range(TRIES + 1):
        ended = await run_to_its_end(sys.executable, "-m", "tests.support.dying_rows", dsn, way)
        worked.append([word for word in ended.stdout.split() if word in ROWS])
        await connection.execute(PASS_TIME)

    kept = await connection.fetch("SELECT row_id, tries, error FROM setbacks WHERE error <> ''")
    await connection.close()
    assert "behind" in [row for rows in worked[:4] for row in rows]
    assert worked[-1] == ["before", "behind"]
    assert [tuple(row) for row in kept] == [("bad", TRIES, error)]

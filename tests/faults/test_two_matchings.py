"""Two matching processes choose for one town, also while one of them is killed."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest

from deploy.importing.door import Door
from deploy.importing.files import read_mapping
from deploy.importing.handed_in import hand_in_all, read_rows
from deploy.verifying.comparison import verify
from deploy.verifying.places import Places
from tests.support.matching.weeks import OVER
from tests.support.pleas import SAMPLE, write_pleas
from tests.support.pseudonyms import PSEUDONYMS
from tests.support.town import Town, running_town

UNEXPLAINED = """
SELECT request_id FROM needs
WHERE reason IS DISTINCT FROM 'not_for_volunteers'
    AND NOT EXISTS (SELECT FROM decisions WHERE decisions.request_id = needs.request_id)
"""


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with running_town(patience=180, twice=("matching",)) as town:
        yield town


async def hand_in(town: Town, file: Path) -> int:
    rows = read_rows(file, read_mapping(SAMPLE), PSEUDONYMS).read
    async with httpx.AsyncClient(base_url=town.origin, timeout=15) as client:
        assert not (await hand_in_all(Door(client, town.import_pass), rows, lambda: None)).rejected
    return len(rows)


async def until_all_are_chosen_for(town: Town, count: int) -> None:
    connection = await asyncpg.connect(town.network.databases["matching"])
    try:
        async with asyncio.timeout(90):
            while (
                await connection.fetchval(
                    "SELECT count(*) FROM needs WHERE look_at IS NULL OR look_at > now()"
                )
                < count
            ):
                await asyncio.sleep(0.3)
    finally:
        await connection.close()


@pytest.mark.timeout(400)
async def test_five_hundred_are_chosen_for_once_and_explained(town: Town, tmp_path: Path) -> None:
    async def kill_both_in_turn() -> None:
        for name in ("matching", "matching-2", "matching"):
            await asyncio.sleep(2)
            await asyncio.to_thread(town.kill, name)

    killing = asyncio.create_task(kill_both_in_turn())
    count = await hand_in(town, write_pleas(tmp_path, 500))
    await killing
    await until_all_are_chosen_for(town, count)

    judged = await verify(Places(town.network.ledgers, town.network.rabbit_url), wait_seconds=120)
    connection = await asyncpg.connect(town.network.databases["matching"])
    try:
        wrong, unexplained = await connection.fetch(OVER), await connection.fetch(UNEXPLAINED)
        states = await connection.fetch("SELECT state, count(*) FROM needs GROUP BY state")
        bodies = await connection.fetch("SELECT body FROM decisions")
    finally:
        await connection.close()
    assert judged.holds, judged
    assert (wrong, unexplained) == ([], [])
    assert Counter({row["state"]: row["count"] for row in states}).total() == count
    assert any(json.loads(row["body"])["asked"] for row in bodies)

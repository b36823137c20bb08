"""A queue that somebody deletes while people ask: what it missed is sent again by one command."""

import sys
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from aiormq.exceptions import ChannelNotFoundEntity

from deploy.importing.door import Door
from deploy.importing.files import read_mapping
from deploy.importing.handed_in import hand_in_all, read_rows
from deploy.verifying.comparison import verify
from deploy.verifying.places import Places
from services.matching.queues import REQUESTS
from shared.sheets.model import Entry
from tests.support.messaging import channel_at, until
from tests.support.patience import PATIENCE
from tests.support.pleas import SAMPLE, write_pleas
from tests.support.pseudonyms import PSEUDONYMS
from tests.support.running import run_to_its_end
from tests.support.town import Town
from tests.support.town_ledger import verdict


async def hand_in(town: Town, rows: Sequence[Entry]) -> None:
    async with httpx.AsyncClient(base_url=town.origin, timeout=PATIENCE) as client:
        assert not (await hand_in_all(Door(client, town.import_pass), rows, lambda: None)).rejected


async def delete_queue(town: Town) -> None:
    async with channel_at(town.network.rabbit_url) as channel:
        await channel.queue_delete(REQUESTS.name)


async def is_heard(town: Town) -> bool:
    async with channel_at(town.network.rabbit_url) as channel:
        try:
            queue = await channel.get_queue(REQUESTS.name)
        except ChannelNotFoundEntity:
            return False
        return bool(queue.declaration_result.consumer_count)


async def missed(town: Town) -> int:
    """Say how much was lost once nothing is on its way; it is not found again by waiting."""
    places = Places(town.network.ledgers, town.network.rabbit_url)
    lost = [0]

    async def nothing_waits() -> bool:
        judged = await verify(places)
        lost.append(judged.lost)
        return not judged.waiting

    await until(nothing_waits)
    return lost[-1]


async def replay(town: Town, folder: Path, *options: str) -> list[str]:
    words = ("replay", "--from", "intake", "--to", "matching", "--since", "1h", "--actor", "maija")
    command = (sys.executable, "-m", "deploy.cli", *words, "--state", str(folder), *options)
    places = town.network.databases.items()
    dsns = {f"{service.upper()}_POSTGRES_URL": dsn for service, dsn in places}
    ended = await run_to_its_end(*command, **dsns, PORUKALLA_RABBIT_URL=town.network.rabbit_url)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


@pytest.mark.timeout(300)
async def test_what_a_deleted_queue_missed_is_sent_again(town: Town, tmp_path: Path) -> None:
    rows = read_rows(write_pleas(tmp_path, 60), read_mapping(SAMPLE), PSEUDONYMS.of).read
    await hand_in(town, rows[:20])
    await delete_queue(town)
    await hand_in(town, rows[20:40])
    await until(lambda: is_heard(town), 30)  # matching says so, and the supervisor has it declared
    await hand_in(town, rows[40:])
    lost = await missed(town)

    counted = await replay(town, tmp_path)
    sent = await replay(town, tmp_path, "--send")
    after = await verdict(town)

    assert lost > 0
    assert f"missing\trequest.created\t{lost}" in counted
    assert counted[-1].startswith("sent\t0\t")
    assert sent[-1] == f"sent\t{lost}"
    assert [check for check in after.checks if check.broken] == []
    assert (after.lost, after.unexpected, after.duplicated, after.wrong) == (0, 0, 0, 0)
    assert after.holds, after

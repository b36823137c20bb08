"""`porukalla verify` as a script sees it: its exit code and its JSON."""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.verifying.places import queues_of_services
from tests.support import servers
from tests.support.fresh_databases import MakeDatabase
from tests.support.reporting.building import created, helped
from tests.support.running import Ended, command, run_to_its_end
from tests.support.verifying.history import History, declared, open_history


@pytest.fixture(scope="module")
def broker() -> Iterator[str]:
    with servers.private_rabbit() as server, declared(server.url, queues_of_services()):
        yield server.url


@pytest.fixture
async def history(database: MakeDatabase, broker: str) -> AsyncIterator[History]:
    async with open_history(database, broker, queues_of_services()) as history:
        await history.tell(*helped("one"))
        await history.store_request("one")
        yield history


def environment(history: History) -> dict[str, str]:
    dsns = {
        f"{name.upper()}_{kind}": dsn
        for name, dsn in history.places.dsns.items()
        for kind in ("POSTGRES_URL", "VERIFY_URL")
    }
    return dsns | {"PORUKALLA_RABBIT_URL": history.places.rabbit_url}


async def verify(history: History, state: Path, *options: str) -> Ended:
    return await command("verify", "--state", str(state), *options, **environment(history))


async def test_sound_records_end_with_0(history: History, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "deploy.cli", "verify", "--state", str(tmp_path), "--json"]

    ended = await run_to_its_end(*words, **environment(history))

    said = json.loads(ended.stdout)
    assert (ended.returncode, said["holds"]) == (0, True)
    assert (said["lost"], said["unexpected"], said["duplicated"], said["broken_rules"]) == (0,) * 4
    assert {"publisher", "consumer", "type", "sent", "handled"} <= said["hops"][0].keys()


async def test_a_loss_ends_with_1_and_is_printed(history: History, tmp_path: Path) -> None:
    await history.forget("matching", created("one"))
    await history.pass_a_minute()

    ended = await verify(history, tmp_path)

    lines = ended.stdout.splitlines()
    assert ended.returncode == 1
    assert "hop\tintake\tmatching\trequest.created\t1\t0\t0\t0\t1\t0" in lines
    assert lines[-4:] == ["lost\t1", "unexpected\t0", "duplicated\t0", "broken_rules\t0"]


async def test_a_server_that_is_away_ends_with_4(history: History, tmp_path: Path) -> None:
    nowhere = {**history.places.dsns, "notify": "postgresql://nobody@127.0.0.1:1/nothing"}
    history = replace(history, places=replace(history.places, dsns=nowhere))

    ended = await verify(history, tmp_path)

    assert (ended.returncode, ended.stdout) == (4, "")
    assert "A server does not answer" in ended.stderr


async def test_proving_lets_every_service_forget(history: History, tmp_path: Path) -> None:
    ended = await verify(history, tmp_path, "--prove")

    noted = [await pool.fetchval("SELECT before FROM proven") for pool in history.pools.values()]
    assert ended.returncode == 0
    assert len(set(noted)) == 1
    assert None not in noted


async def test_what_does_not_hold_is_not_proven(history: History, tmp_path: Path) -> None:
    await history.forget("matching", created("one"))

    ended = await verify(history, tmp_path, "--prove")

    assert ended.returncode == 1
    assert await history.pools["intake"].fetchval("SELECT before FROM proven") is None
